import type { Entry } from '../../document/entry'
import type { BackupCheck, Found } from '../check'

export const foreignOwner: BackupCheck<'foreign-owner'> = {
  id: 'foreign-owner',
  about: 'backup',
  severity: 'note',
  explanation:
    'The host writes its files as root; another owner tells that the archive was packed by hand, with the owner of that machine, or that an edit gave it.',
  source: 'docs/formats.md section 3, read in a genuine backup',
  run: ({ inner }) => {
    const entries = inner?.entries() ?? []
    const foreign = entries.filter(isForeign)
    const [first] = foreign
    if (first && foreign.length >= entries.length / 2)
      return [
        {
          at: first,
          message: `Most files (${foreign.length} of ${entries.length}) belong to another user than root, such as ${first.uid}:${first.gid} here.`,
          remedy: 'Pack the archive again with --owner=0 --group=0, as root or by GNU tar.',
        },
      ]
    return foreign
      .filter(({ origin }) => origin !== null && !isForeign(origin))
      .map(
        (at): Found => ({
          at,
          message: `An edit gave it to ${at.uid}:${at.gid}; the host wrote it as root, and its programs expect that.`,
          remedy: 'Give it back to 0:0.',
        }),
      )
  },
}

function isForeign({ uid, gid }: Pick<Entry, 'uid' | 'gid'>): boolean {
  return uid !== 0 || gid !== 0
}
