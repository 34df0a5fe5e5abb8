import { below } from './add'
import type { EditModule } from './edit-module'

/** Throws LINK_INVALID for a target that cannot be. */
export const newLink: EditModule<'newLink', 'folder'> = {
  about: 'folder',
  apply(document, folder, { name, to }) {
    document.addSymlink(folder.layer, below(folder, name), to)
  },
}
