import { below } from './add'
import type { EditModule } from './edit-module'

export const newFolder: EditModule<'newFolder', 'folder'> = {
  about: 'folder',
  apply(document, folder, { name }) {
    document.addFolder(folder.layer, below(folder, name))
  },
}
