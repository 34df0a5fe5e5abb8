import type { EditModule } from './edit-module'

export const revertAll: EditModule<'revertAll', 'backup'> = {
  about: 'backup',
  apply(document) {
    document.revertAll()
  },
}
