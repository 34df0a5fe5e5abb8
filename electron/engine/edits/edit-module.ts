// What an edit does: a module beside this file for each edit of shared/edits. Window and command line find out what an edit is about in
// their own way (a row, an address) and call the same module; each call is one step of undo, unless it is part of a larger one.
import type { EditId, EditRequest } from '../../../shared/edits/edits'
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import type { SlotAt } from '../document/plan-edits'

/** What an edit can be about. */
export interface Targets {
  /** An entry that is there. */
  readonly entry: Entry
  /** Entries that are there, such as all of a folder. */
  readonly entries: readonly Entry[]
  /** A folder of a layer; an empty path is the layer itself. */
  readonly folder: { readonly layer: Layer; readonly path: string }
  /** Rows that are copied, and the folder that they go to. */
  readonly copied: { readonly folder: Targets['folder']; readonly rows: readonly CopiedRow[] }
  /** Slots, whether or not something is in them now. */
  readonly slots: readonly SlotAt[]
  /** The backup as a whole. */
  readonly backup: null
}

/** An entry, or a folder with everything in it. */
export interface CopiedRow {
  /** Last segment of its path. */
  readonly name: string
  /** `inside` is the path below it; empty for the row's own entry. */
  readonly entries: readonly { readonly entry: Entry; readonly inside: string }[]
}

/** The fields of its request that are the edit's own, and the contents of the files that it asks for. */
export type EditArguments<I extends EditId> = Omit<EditRequest<I>, 'document' | 'node' | 'from' | 'grant' | 'grants'> &
  (EditRequest<I> extends { readonly grant: string } ? { readonly content: Bytes } : unknown) &
  (EditRequest<I> extends { readonly grants: readonly string[] } ? { readonly contents: readonly Bytes[] } : unknown)

export interface EditModule<I extends EditId, T extends keyof Targets> {
  readonly about: T
  /** Does it. Throws BootbankError for a refusal, and then nothing was changed. */
  apply(document: Document, target: Targets[T], given: EditArguments<I>): void | Promise<void>
}
