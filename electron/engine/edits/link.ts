import type { EditModule } from './edit-module'

/** Throws LINK_INVALID, and NAME_INVALID for a target that the dialect of the entry cannot hold. */
export const link: EditModule<'link', 'entry'> = {
  about: 'entry',
  apply(document, entry, { to }) {
    document.setLink(entry, to)
  },
}
