// VLAN.
import { managementPath } from '../management-path'
import { told } from '../values'
import { vlanText } from '../words'
import type { FactModule } from '../fact'

export const vlan: FactModule = {
  id: 'management.vlan',
  title: 'VLAN',
  reads: 'The VLAN of the management port group.',
  kind: 'one',
  first: true,
  read: host => {
    const { portGroup } = managementPath(host)
    if (!portGroup || portGroup.vlan.kind === 'unknown') return []
    return [
      told(portGroup.vlan.kind === 'tagged' ? portGroup.vlan.id : portGroup.vlan.kind, portGroup.source, {
        text: vlanText(portGroup.vlan),
      }),
    ]
  },
}
