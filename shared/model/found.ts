// What a search over the names of a document gives.
import type { EntryKind, LayerKind, NodeId } from './node'

/** An entry whose address matches. */
export interface FoundEntry {
  readonly node: NodeId
  /** ADDRESS as on the command line. */
  readonly address: string
  readonly kind: EntryKind
  /** Set when the entry is a layer that can be expanded. */
  readonly opens: LayerKind | null
}

export interface FindResult {
  /** Entries that were given. */
  readonly found: number
  /** False where there are more, which were not looked for. */
  readonly complete: boolean
}
