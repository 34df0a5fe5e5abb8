// A file of the host by its path, wherever in the nest it lies.
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'

/** The entry of a path in any open layer; the last one, which is the one that wins on the host. */
export function findEntry(document: Document, path: string): Entry | null {
  for (const layer of document.layers().toReversed()) {
    const found = layer.entries().findLast(entry => entry.kind === 'file' && plain(entry.name) === path)
    if (found) return found
  }
  return null
}
