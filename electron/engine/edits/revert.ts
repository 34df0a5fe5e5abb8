import type { EditModule } from './edit-module'

export const revert: EditModule<'revert', 'slot'> = {
  about: 'slot',
  apply(document, { layer, slot }) {
    document.revert(layer, slot)
  },
}
