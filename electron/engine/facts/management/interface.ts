// Interface.
import { managementPath } from '../management-path'
import { distinct, told, toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const managementInterface: FactModule = {
  id: 'management.interface',
  title: 'Interface',
  reads: 'The vmkernel port that is tagged for management; before that, Net/ManagementIface.',
  kind: 'one',
  first: true,
  read: host => {
    const { port } = managementPath(host)
    const named = toldBySettings(host, [
      'esx.conf/adv/Net#ManagementIface',
      'esx/advanced_options/net#management_iface',
    ])
    return distinct([...(port ? [told(port.name, port.source)] : []), ...named])
  },
}
