// What a window is told of the program that it belongs to.
import type { OpenedDocument } from './document'
import type { FileGrant, TargetKind } from './grant'

/** What the host can do, and what it has for a window that starts. */
export interface AppFacts {
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** `darwin` decides between Cmd and Ctrl. */
  readonly platform: string
  /** Whether a generated sample backup is at hand. */
  readonly sample: boolean
  /** Whether the tour is still to be offered: it was neither taken to its end nor skipped. */
  readonly isTourOffered: boolean
  /** What `target.choose` can give here. */
  readonly targets: readonly TargetKind[]
  /** A file handed over at start, not yet fetched. */
  readonly pending: FileGrant | null
  /** The document that this window held when its page was lost, for the page that takes its place. Always null in the browser host,
   * where several pages share one host and none is known to be lost. */
  readonly resume: KeptDocument | null
}

/** A document that outlived its page. */
export interface KeptDocument {
  /** As it was when it was opened, except for the status, which is that of now. */
  readonly opened: OpenedDocument
  /** By which it was opened. */
  readonly grant: FileGrant
}

/** A file that was opened before; `id` is what `file.recent` asks for. */
export interface RecentFile {
  readonly id: string
  readonly name: string
  /** Folder or origin, shortened for the eye. */
  readonly place: string
  /** ISO 8601. */
  readonly openedAt: string
}
