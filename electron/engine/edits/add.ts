import type { EditModule } from './edit-module'

export const add: EditModule<'add', 'folder'> = {
  about: 'folder',
  apply(document, { layer, path }, { name, content }) {
    document.add(layer, path === '' ? name : `${path}/${name}`, content)
  },
}
