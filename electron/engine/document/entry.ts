// One entry of a layer.
import type { EntryFacts } from './entry-facts'
import type { Layer } from './layer'

/** An entry as it is now. A snapshot: after an edit, ask the layer for the new one. */
export type Entry = EntryFacts<Layer>
