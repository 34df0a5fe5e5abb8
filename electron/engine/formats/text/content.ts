// A file's content as the window edits it: decided in one place, so that preview, edit and diff agree.
import type { TextEncoding } from '../../../../shared/model/preview'
import type { Document } from '../../document/document'
import type { Entry } from '../../document/entry'
import { encodingOf, textLimit, workingEncoding } from './encoding'

/** Bytes by which a file beyond the limit is judged. */
const sampleBytes = 64 * 1024

export type FileContent =
  | { readonly kind: 'text'; readonly bytes: Uint8Array; readonly encoding: TextEncoding }
  | { readonly kind: 'long-text' }
  | { readonly kind: 'binary' }

/** Content now. */
export function contentNow(document: Document, entry: Entry): FileContent {
  const content = document.content(entry)
  if (content.length > textLimit) {
    return encodingOf(content.read(0, sampleBytes)) === null ? { kind: 'binary' } : { kind: 'long-text' }
  }
  const original = document.originalContent(entry)
  const bytes = content.read(0, content.length)
  const before =
    original === null || original === content || original.length > textLimit ? null : original.read(0, original.length)
  const encoding = workingEncoding(bytes, before)
  return encoding === null ? { kind: 'binary' } : { kind: 'text', bytes, encoding }
}
