// Virtual switches.
import { told } from '../values'
import { counted } from '../../../../shared/text/count'
import type { FactModule } from '../fact'

export const switches: FactModule = {
  id: 'network.switches',
  title: 'Virtual switches',
  reads: 'Standard and distributed switches with their uplinks.',
  kind: 'list',
  first: true,
  read: ({ network }) =>
    network.switches.map(({ name, kind, mtu, uplinks, portGroups, source }) =>
      told({ name, kind, mtu, uplinks, portGroups: portGroups.length }, source, {
        text: `${name}${kind === 'distributed' ? ' (distributed)' : ''}: ${uplinks.join(', ') || 'no uplink'}, ${counted(portGroups.length, 'port group')}`,
      }),
    ),
}
