// An edit as data: which slots it sets, with both sides of each, so that undo is a reversal and not a replay. Nothing in it is
// bound to the open document: it can be written to a journal and applied to the same file reopened.
import type { BlobId } from './blobs'
import type { SlotPath } from './slot-path'
import type { SlotState } from './slot-state'

/** What an edit does to one slot. */
export interface SlotEdit {
  readonly at: SlotPath
  readonly before: SlotState
  readonly after: SlotState
  /** Only for a slot that this edit makes: the slot of the same layer whose dialect, owner and time the new entry takes. */
  readonly like?: number | null
}

/** One step of undo. */
export interface Edit {
  /** What it did, such as `Edit etc/hosts`. */
  readonly label: string
  /** Consecutive texts typed into one file have the same one and are one step; null for every other edit. */
  readonly typing: string | null
  /** In the order in which they are set. */
  readonly slots: readonly SlotEdit[]
}

/** A history as data: what was done, oldest first, and what was undone, the next to redo last. */
export interface RecordedHistory {
  readonly done: readonly Edit[]
  readonly undone: readonly Edit[]
}

/** Numbers of the contents that came with the edit. */
export function blobsOf({ slots }: Edit): readonly { readonly at: SlotPath; readonly blob: BlobId }[] {
  return slots.flatMap(({ at, before, after }) => {
    const blob = after?.content ?? null
    return blob === null || blob === before?.content ? [] : [{ at, blob }]
  })
}
