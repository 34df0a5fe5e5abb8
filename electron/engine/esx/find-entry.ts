// A file of the host by its path.
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'

/** The entry of a path in the layer chain, as far as it is open; the last one, which is the one that wins on the host. */
export function findEntry(document: Document, path: string): Entry | null {
  for (const layer of document.chain().toReversed()) {
    const found = layer.entries().findLast(entry => entry.kind === 'file' && plain(entry.name) === path)
    if (found) return found
  }
  return null
}
