// An open document as the window knows it.
import type { ErrorData } from './errors'
import type { HostCard } from './host-card'
import type { NodeId, TreeNode } from './node'
import type { UnfinishedWork } from './unfinished'

export type DocumentId = string

/** What moves with every edit. */
export interface DocumentStatus {
  readonly document: DocumentId
  /** Raised by each edit, undo and redo; a view that holds an older one is stale. */
  readonly revision: number
  /** Changes against the opened file. */
  readonly changes: number
  /** True while there are changes that were never written out. */
  readonly dirty: boolean
  /** What the next undo and redo would do, such as `Edit etc/hosts`; null when there is nothing. */
  readonly undo: string | null
  readonly redo: string | null
}

export interface OpenedDocument {
  readonly document: DocumentId
  readonly name: string
  /** Bytes of the file. */
  readonly size: number
  readonly root: TreeNode
  /** Rows to open at once: the layer chain state.tgz → local.tgz(.ve) as far as it can be read. */
  readonly expand: readonly NodeId[]
  readonly card: HostCard
  /** A damage that still left something to show; null for a sound file. */
  readonly problem: ErrorData | null
  readonly status: DocumentStatus
}

/** A document that was opened now, and what its file has to do with others. */
export interface OpenedFile extends OpenedDocument {
  /** Edits that an earlier run made on this very file. */
  readonly unfinished: UnfinishedWork | null
  /** Edits that an earlier run made on the file that was in its place then. */
  readonly outdated: UnfinishedWork | null
  /** Another window has the file open too. */
  readonly shared: boolean
  /** What became of the file while it was being read; null where it is as it was. */
  readonly changed: 'changed' | 'gone' | null
}
