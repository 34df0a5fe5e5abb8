// Port groups.
import { told } from '../values'
import { vlanText } from '../words'
import type { FactModule } from '../fact'

export const portGroups: FactModule = {
  id: 'network.port-groups',
  title: 'Port groups',
  reads: 'Port groups of every switch with their VLAN.',
  kind: 'list',
  first: false,
  read: ({ network }) =>
    network.switches.flatMap(({ name: home, portGroups }) =>
      portGroups.map(({ name, vlan, source }) =>
        told({ name, switch: home, vlan: vlanText(vlan) }, source, { text: `${name} on ${home}, ${vlanText(vlan)}` }),
      ),
    ),
}
