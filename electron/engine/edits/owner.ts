import type { EditModule } from './edit-module'

/** Throws OWNER_INVALID, and NAME_INVALID for what the dialect of the entry cannot hold. */
export const owner: EditModule<'owner', 'entry'> = {
  about: 'entry',
  apply(document, entry, { uid, gid, uname, gname }) {
    document.chown(entry, {
      uid,
      gid,
      // A name wins over the number when the archive is unpacked by root, so the old one must not stay with a new number.
      uname: uname ?? (uid === entry.uid ? entry.uname : ''),
      gname: gname ?? (gid === entry.gid ? entry.gname : ''),
    })
  },
}
