// What a check is: one rule about an entry, a layer or the backup as a whole, in a file of its own.
import type { CheckId } from '../../../shared/findings/check-ids'
import type { Place } from '../../../shared/model/place'
import type { Severity } from '../../../shared/model/severity'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import type { Backup } from './backup'

/** One thing that a check found. */
export interface Found {
  /** One sentence or two, for the user; names out of the archive only as the document shows them. */
  readonly message: string
  /** What to do about it. */
  readonly remedy?: string
  /** Where, when it is not what the check was given. */
  readonly at?: Entry | Layer
  /** The same where it is a line, a row or a setting. */
  readonly place?: Place
  /** Byte in the layer. */
  readonly offset?: number
  /** When it is not that of the check. */
  readonly severity?: Severity
}

interface Described<I extends CheckId> {
  readonly id: I
  readonly severity: Severity
  /** What the rule is and why the host, or a later edit, minds. */
  readonly explanation: string
  /** Where that is known from. */
  readonly source: string
  /** A change of the entry that was found, after which the check is quiet there; only where nothing can be lost by it. */
  readonly fix?: { readonly label: string; apply(document: Document, entry: Entry): void }
}

/** Asked for each entry, of every archive that is shown: it must be cheap and look at header facts alone. */
export interface EntryCheck<I extends CheckId = CheckId> extends Described<I> {
  readonly about: 'entry'
  readonly run: (entry: Entry) => Found | null
}

/** Asked for each open layer. */
export interface LayerCheck<I extends CheckId = CheckId> extends Described<I> {
  readonly about: 'layer'
  readonly run: (layer: Layer) => Found | null
}

/** Asked once, of the layers that a host reads. */
export interface BackupCheck<I extends CheckId = CheckId> extends Described<I> {
  readonly about: 'backup'
  readonly run: (backup: Backup) => Iterable<Found>
}

export type Check<I extends CheckId = CheckId> = EntryCheck<I> | LayerCheck<I> | BackupCheck<I>
