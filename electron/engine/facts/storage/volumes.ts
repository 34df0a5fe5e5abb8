// Volumes in use.
import { told } from '../values'
import { volumesOf } from '../volumes'
import type { FactModule } from '../fact'

export const volumes: FactModule = {
  id: 'storage.volumes',
  title: 'Volumes in use',
  reads:
    'Volumes that registered machines, the locker, the dump file and the log folder lie on; and datastores that ConfigStore remembers.',
  kind: 'list',
  first: true,
  read: host =>
    volumesOf(host).map(({ volume, usedBy, place }) =>
      told({ volume, usedBy }, place, { text: `${volume}: ${usedBy.join(', ')}` }),
    ),
}
