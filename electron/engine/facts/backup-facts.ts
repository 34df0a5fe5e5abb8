// What is known of the file itself: what it is by content, how it is sealed, when it was saved.
import type { BootbankError } from '../../../shared/model/errors'
import type { BackupShape, EncryptionState } from '../../../shared/model/host-card'
import { sha256Of } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import { chainEntries } from '../document/layer-chain'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { ESX_CONF_PATH, LOCAL_NAMES, STATE_NAME, VMWARE_FOLDER } from '../esx/paths'

export interface BackupFacts {
  readonly shape: BackupShape
  readonly encryption: EncryptionState
  /** ISO 8601: mtime of the inner archive, the time of the last backup. */
  readonly savedAt: string | null
  /** ADDRESS of the inner archive. */
  readonly inner: string | null
  /** Archives of the host's layer chain that could be opened, the outermost included. */
  readonly layers: number
  /** Entries of all of them. */
  readonly entries: number
  /** Bytes of the file. */
  readonly size: number
  readonly sha256: string
  /** Why a layer of the chain could not be opened, or not to its end. */
  readonly problems: readonly BootbankError[]
}

/** The facts of a document; `problems` are what opening its layer chain told. */
export function backupFacts(document: Document, problems: readonly BootbankError[]): BackupFacts {
  const chain = document.chain()
  const inner = chain.flatMap(layer => layer.entries()).find(entry => LOCAL_NAMES.includes(plain(entry.name)))
  return {
    shape: shapeOf(document),
    encryption: encryptionOf(document, chain, problems),
    savedAt: timeOf(inner),
    inner: inner?.address ?? null,
    layers: chain.length,
    entries: chain.reduce((sum, layer) => sum + layer.entries().length, 0),
    size: document.source.length,
    sha256: sha256Of(document.source),
    problems,
  }
}

/** What the file is, by what it holds. */
export function shapeOf(document: Document): BackupShape {
  const names = new Set(document.root.entries().map(entry => plain(entry.name)))
  if (names.has(STATE_NAME)) return 'config-bundle'
  if (LOCAL_NAMES.some(name => names.has(name))) return 'state'
  if (names.has(ESX_CONF_PATH) || [...names].some(name => name.startsWith(VMWARE_FOLDER))) return 'local'
  return 'archive'
}

function encryptionOf(
  document: Document,
  chain: readonly Layer[],
  problems: readonly BootbankError[],
): EncryptionState {
  if (problems.some(problem => problem.code === 'SEALED_TPM')) return 'tpm'
  const opened = chain.some(layer => layer.opened.wraps.some(wrap => wrap.kind === 'envelope'))
  const shut = chain
    .flatMap(chainEntries)
    .some(entry => entry.opens === 'envelope' && document.failureAt(entry) !== null)
  return opened || shut ? 'none' : 'absent'
}

function timeOf(entry: Entry | undefined): string | null {
  const date = new Date((entry?.mtime ?? 0) * 1000)
  // A header can hold times beyond the year 275,760, where a date ends.
  return date.getTime() > 0 ? date.toISOString() : null
}
