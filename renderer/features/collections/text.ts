// The texts of collections and the copies in them.
import { formatCount } from '../../ui/format'

export const collectionsText = {
  title: (name: string) => `Copies of a host’s state in ${name}`,
  facts: (kind: string, entries: number, size: string) =>
    `A ${kind}: ${formatCount(entries)} entries, ${size} unpacked. It is only read.`,
  list: 'The copies that were found',
  noTime: 'not known',
  none: 'No state.tgz, configBundle, local.tgz, esx.conf or ConfigStore is in it.',
  loose:
    'An esx.conf or a ConfigStore opens together with all files of its host that lie beside it. What the collector left out, such as passwords, is not there; for a restore, prefer a saved state.',
  problems: 'What could not be read',
  open: 'Open',
} as const
