// Contents.
import { told } from '../values'
import { counted } from '../../../../shared/text/count'
import type { FactModule } from '../fact'

export const backupContents: FactModule = {
  id: 'backup.contents',
  title: 'Contents',
  reads: "Archives of the host's layer chain and their entries.",
  kind: 'one',
  first: true,
  read: ({ backup }) => [
    told({ layers: backup.layers.length, entries: backup.entries }, null, {
      text: `${counted(backup.entries, 'entry', 'entries')} in ${counted(backup.layers.length, 'layer')}`,
    }),
  ],
}
