// What of an entry is compared.
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'

/** The content of a file or an entry of unknown kind; as it is stored, where it cannot be had (a broken sparse map). */
export function comparable(document: Document, entry: Entry): Bytes {
  return entry.problem ? entry.layer.storedContent(entry.slot) : document.content(entry)
}
