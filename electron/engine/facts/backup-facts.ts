// What is known of the file itself: what it is by content, how it is sealed, when it was saved.
import { BootbankError } from '../../../shared/model/errors'
import type { BackupShape, EncryptionState } from '../../../shared/model/host-card'
import { isLocked } from '../../../shared/model/locked'
import { parseEncryptionInfo } from '../codecs/encryption-info'
import { defaultLimits } from '../codecs/limits'
import type { Document } from '../document/document'
import { encryptionInfoOf } from '../document/encryption-info-beside'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { containerIn, localEntry, shapeOf, stateLayer } from '../esx/chain'
import { STATE_NAME } from '../esx/paths'

export interface BackupFacts {
  readonly shape: BackupShape
  readonly encryption: EncryptionState
  /** ISO 8601: mtime of the inner archive, the time of the last backup. */
  readonly savedAt: string | null
  /** ADDRESS of the inner archive. */
  readonly inner: string | null
  /** Open layers of the chain, the outermost first. */
  readonly layers: readonly Layer[]
  /** Entries of all of them. */
  readonly entries: number
  /** Bytes of the file. */
  readonly size: number
  readonly sha256: string
  /** Why a layer of the chain could not be opened, or not to its end; `sealed` where the host itself can. */
  readonly problems: readonly BootbankError[]
}

/** The facts of a document whose chain is open. */
export function backupFacts(document: Document): BackupFacts {
  const shape = shapeOf(document)
  const outer = shape === 'config-bundle' ? containerIn(document.root, [STATE_NAME]) : null
  const state = stateLayer(document, shape)
  const inner = state && localEntry(state)
  const links = [outer, inner].filter(entry => entry !== null)
  const layers = [document.root, ...links.flatMap(link => document.layerAt(link) ?? [])]
  const problems = [
    ...layers.flatMap(layer => layer.problem ?? []),
    ...links.flatMap(link => document.failureAt(link) ?? []),
  ]
  return {
    shape,
    encryption: encryptionOf(layers, inner, problems),
    savedAt: timeOf(inner),
    inner: inner?.address ?? null,
    layers,
    entries: layers.reduce((sum, layer) => sum + layer.entries().length, 0),
    size: document.source.length,
    sha256: document.digest(),
    problems,
  }
}

function encryptionOf(
  layers: readonly Layer[],
  inner: Entry | null,
  problems: readonly BootbankError[],
): EncryptionState {
  if (problems.some(problem => problem.code === 'SEALED_TPM')) return 'tpm'
  if (problems.some(isLocked)) return 'no-key'
  if (inner?.opens === 'envelope') return isTpmMode(inner.layer) ? 'tpm' : 'none'
  return layers.some(({ isSealed }) => isSealed) ? 'none' : 'absent'
}

/** Whether the key of an envelope is in the TPM, even where the layer was opened with a key that was given. */
function isTpmMode(layer: Layer): boolean {
  try {
    const info = encryptionInfoOf(layer)
    return info !== null && parseEncryptionInfo(info, defaultLimits).mode === 'TPM'
  } catch (error) {
    if (error instanceof BootbankError) return false
    throw error
  }
}

function timeOf(entry: Entry | null): string | null {
  const date = new Date((entry?.mtime ?? 0) * 1000)
  // A header can hold times beyond the year 275,760, where a date ends.
  return date.getTime() > 0 ? date.toISOString() : null
}
