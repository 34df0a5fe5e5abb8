// Acceptance level.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const acceptanceLevel: FactModule = {
  id: 'security.acceptance-level',
  title: 'Acceptance level',
  reads: 'software/acceptance_level of ConfigStore, system/uservars/host-acceptance-level of esx.conf.',
  kind: 'one',
  first: true,
  read: host =>
    toldBySettings(host, [
      'esx_update/software/acceptance_level#level',
      'esx.conf/system/uservars#host-acceptance-level',
    ]),
}
