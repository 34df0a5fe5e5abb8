// What is known of the file itself: what it is by content, how it is sealed, when it was saved.
import { BootbankError } from '../../../shared/model/errors'
import type { BackupShape, EncryptionState } from '../../../shared/model/host-card'
import { sha256Of } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import type { Layer } from '../document/layer'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { ESX_CONF_PATH } from '../esx/paths'

export interface BackupFacts {
  readonly shape: BackupShape
  readonly encryption: EncryptionState
  /** ISO 8601: mtime of the inner archive, the time of the last backup. */
  readonly savedAt: string | null
  /** ADDRESS of the inner archive. */
  readonly inner: string | null
  /** Archives of the host's nest that could be opened, the outermost included. */
  readonly layers: number
  /** Entries of all of them. */
  readonly entries: number
  /** Bytes of the file. */
  readonly size: number
  readonly sha256: string
  /** Why a link of the nest could not be opened, or not to its end. */
  readonly problems: readonly BootbankError[]
}

/** Names that the links of a host's nest have (formats.md section 1). */
const links: ReadonlySet<string> = new Set(['state.tgz', 'local.tgz', 'local.tgz.ve'])

/** Opens the layers of the host's nest, and no other archive that may lie in it. Throws only CANCELLED. */
export async function openNest(document: Document, options: OpenLayerOptions = {}): Promise<readonly BootbankError[]> {
  const problems: BootbankError[] = document.root.problem ? [document.root.problem] : []
  const descend = async (layer: Layer): Promise<void> => {
    for (const entry of layer.entries().filter(isLink)) {
      try {
        const inner = await document.openLayer(entry, options)
        if (inner.problem) problems.push(inner.problem)
        await descend(inner)
      } catch (error) {
        if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
        problems.push(error)
      }
    }
  }
  await descend(document.root)
  return problems
}

/** The facts of a document whose nest is open. */
export function backupFacts(document: Document, problems: readonly BootbankError[]): BackupFacts {
  const nest = nestOf(document)
  const inner = nest.flatMap(layer => layer.entries()).find(entry => /^local\.tgz(\.ve)?$/.test(plain(entry.name)))
  return {
    shape: shapeOf(document),
    encryption: encryptionOf(document, nest, problems),
    savedAt: timeOf(inner),
    inner: inner?.address ?? null,
    layers: nest.length,
    entries: nest.reduce((sum, layer) => sum + layer.entries().length, 0),
    size: document.source.length,
    sha256: sha256Of(document.source),
    problems,
  }
}

/** What the file is, by what it holds. */
export function shapeOf(document: Document): BackupShape {
  const names = new Set(document.root.entries().map(entry => plain(entry.name)))
  if (names.has('state.tgz')) return 'config-bundle'
  if (names.has('local.tgz') || names.has('local.tgz.ve')) return 'state'
  if (names.has(ESX_CONF_PATH) || [...names].some(name => name.startsWith('etc/vmware/'))) return 'local'
  return 'archive'
}

function isLink(entry: Entry): boolean {
  return entry.kind === 'file' && entry.opens !== null && links.has(plain(entry.name))
}

/** Open layers of the nest, outermost first. */
function nestOf(document: Document): readonly Layer[] {
  const found: Layer[] = []
  const descend = (layer: Layer): void => {
    found.push(layer)
    for (const entry of layer.entries().filter(isLink)) {
      const inner = document.layerAt(entry)
      if (inner) descend(inner)
    }
  }
  descend(document.root)
  return found
}

function encryptionOf(document: Document, nest: readonly Layer[], problems: readonly BootbankError[]): EncryptionState {
  if (problems.some(problem => problem.code === 'SEALED_TPM')) return 'tpm'
  const opened = nest.some(layer => layer.opened.wraps.some(wrap => wrap.kind === 'envelope'))
  const shut = nest.some(layer =>
    layer.entries().some(entry => isLink(entry) && entry.opens === 'envelope' && document.failureAt(entry)),
  )
  return opened || shut ? 'none' : 'absent'
}

function timeOf(entry: Entry | undefined): string | null {
  const date = new Date((entry?.mtime ?? 0) * 1000)
  // A header can hold times beyond the year 275,760, where a date ends.
  return date.getTime() > 0 ? date.toISOString() : null
}
