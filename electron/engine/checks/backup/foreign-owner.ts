import type { BackupCheck } from '../check'

export const foreignOwner: BackupCheck<'foreign-owner'> = {
  id: 'foreign-owner',
  about: 'backup',
  severity: 'note',
  explanation:
    'The host writes its files as root; another owner tells that the archive was packed by hand, with the owner of that machine.',
  source: 'docs/formats.md section 3, read in a genuine backup',
  run: ({ inner }) => {
    const entries = inner?.entries() ?? []
    const foreign = entries.filter(({ uid, gid }) => uid !== 0 || gid !== 0)
    const [first] = foreign
    if (!first || foreign.length < entries.length / 2) return []
    return [
      {
        at: first,
        message: `Most files (${foreign.length} of ${entries.length}) belong to another user than root, such as ${first.uid}:${first.gid} here.`,
        remedy: 'Pack the archive again with --owner=0 --group=0, as root or by GNU tar.',
      },
    ]
  },
}
