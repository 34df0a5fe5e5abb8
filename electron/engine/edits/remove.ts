import type { EditModule } from './edit-module'

export const remove: EditModule<'remove', 'entries'> = {
  about: 'entries',
  apply(document, entries) {
    document.remove(...entries)
  },
}
