import type { EditModule } from './edit-module'
import { putContent } from './put-content'

export const replace: EditModule<'replace', 'entry'> = {
  about: 'entry',
  apply(document, entry, { content }) {
    putContent(document, entry, content, { label: `Replace ${entry.name}` })
  },
}
