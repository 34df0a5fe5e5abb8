import type { EditModule } from './edit-module'

export const rename: EditModule<'rename', 'entry'> = {
  about: 'entry',
  apply(document, entry, { name }) {
    document.rename(entry, name)
  },
}
