import type { EditModule } from './edit-module'

export const revert: EditModule<'revert', 'slots'> = {
  about: 'slots',
  apply(document, slots) {
    document.revert(...slots)
  },
}
