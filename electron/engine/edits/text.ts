import { BootbankError } from '../../../shared/model/errors'
import { bytesOf } from '../codecs/bytes'
import { encodeText } from '../formats/text/encoding'
import { contentNow } from '../formats/text/content'
import type { EditModule } from './edit-module'
import { putContent } from './put-content'

/** Throws NOT_TEXT for a file that is not text, and for text that its encoding cannot hold. */
export const text: EditModule<'text', 'entry'> = {
  about: 'entry',
  apply(document, entry, given) {
    const content = contentNow(document, entry)
    const where = { layer: entry.layer.label, path: entry.name }
    if (content.kind !== 'text') {
      const message = `${entry.address} is not text that can be edited here. Replace the whole file instead.`
      throw new BootbankError('NOT_TEXT', message, where)
    }
    const bytes = bytesOf(encodeText(given.text, content.encoding, where))
    putContent(document, entry, bytes, { label: `Edit ${entry.name}`, typing: given.typing })
  },
}
