// System UUID.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const uuid: FactModule = {
  id: 'identity.uuid',
  title: 'System UUID',
  reads: 'system/uuid of esx.conf.',
  kind: 'one',
  first: true,
  read: host => toldBySettings(host, ['esx.conf/system#uuid']),
}
