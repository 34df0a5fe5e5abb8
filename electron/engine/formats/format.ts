// What a format is, and what reads it for a viewer.
import type { DataOf, ViewerId } from '../../../shared/viewers/viewers'
import type { Subject } from './subject'

/** A kind of content: recognised by what it is, in the order of the registry; by name only where nothing else tells. */
export interface Format {
  readonly id: string
  /** Cheap: asked for each row that is looked at, until one format says yes. */
  readonly detect: (subject: Subject) => boolean
  /** Its fitting viewers, the first in front. Text and Hex are added to every file that has text or bytes. */
  readonly viewers: readonly [ViewerId, ...ViewerId[]]
  /** A finer kind than the format, by which the choice of a viewer is remembered. */
  readonly kindOf?: (subject: Subject) => string
}

/** Reads what a viewer shows. Throws BootbankError for content that it cannot show; the window then falls back to the bytes. */
export type Reader<V extends ViewerId> = (subject: Subject) => DataOf<V> | Promise<DataOf<V>>
