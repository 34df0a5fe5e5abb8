// What the tree shows: one row for the file, for each folder, for each entry, in whatever layer.
import type { ErrorData } from './errors'
import type { Finding } from './finding'

/** Opaque handle of a row, stable while the document is open, edits and undo included. */
export type NodeId = string

/** What a tar entry is, in words. */
export type EntryKind =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'hardlink'
  | 'char-device'
  | 'block-device'
  | 'fifo'
  | 'other'

/** What an entry's bytes open as: the outermost wrapping that was recognised by content. */
export type LayerKind = 'tar' | 'gzip' | 'envelope' | 'visor'

/** How a row differs from the opened file. `inside`: something below it does. */
export type ChangeMark = 'added' | 'changed' | 'renamed' | 'inside'

export interface TreeNode {
  readonly id: NodeId
  /** `file`: the opened file itself; `folder`: a path segment; `entry`: a tar entry. */
  readonly row: 'file' | 'folder' | 'entry'
  /** Last path segment, made safe to show. */
  readonly name: string
  /** ADDRESS as on the command line. */
  readonly address: string
  readonly kind: EntryKind
  /** Bytes of content; null for a folder. */
  readonly size: number | null
  /** Mode bit 01000: the host persists this file. */
  readonly tFlag: boolean
  /** Set when the entry is a layer that can be expanded. */
  readonly opens: LayerKind | null
  /** `sealed`: encrypted and readable; `locked`: encrypted and not readable here. */
  readonly lock: 'none' | 'sealed' | 'locked'
  readonly expandable: boolean
  readonly change: ChangeMark | null
  /** Why this layer could not be read, or not to its end. */
  readonly problem: ErrorData | null
  /** What is worth a mark, such as a second entry of this name. */
  readonly findings: readonly Finding[]
}
