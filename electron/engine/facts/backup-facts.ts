// What is known of the file itself: what it is by content, how it is sealed, when it was saved.
import type { BootbankError } from '../../../shared/model/errors'
import type { BackupShape, EncryptionState } from '../../../shared/model/host-card'
import { sha256Of } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { isLink, nestOf, shapeOf } from '../esx/chain'
import { LOCAL_NAMES } from '../esx/paths'

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

/** The facts of a document whose nest is open. */
export function backupFacts(document: Document, problems: readonly BootbankError[]): BackupFacts {
  const nest = nestOf(document)
  const inner = nest.flatMap(layer => layer.entries()).find(entry => LOCAL_NAMES.includes(plain(entry.name)))
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
