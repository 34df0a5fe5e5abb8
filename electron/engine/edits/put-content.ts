import { type Bytes, equalBytes } from '../codecs/bytes'
import type { Document, PutOptions } from '../document/document'
import type { Entry } from '../document/entry'

/** Gives a file another content; the one that it has already makes no step of undo. */
export function putContent(document: Document, entry: Entry, content: Bytes, options: PutOptions): void {
  if (entry.kind === 'file' && !entry.problem && equalBytes(document.content(entry), content)) return
  document.put(entry, content, options)
}
