// Physical NICs.
import { told } from '../values'
import type { FactModule } from '../fact'

export const nics: FactModule = {
  id: 'network.nics',
  title: 'Physical NICs',
  reads: 'Physical network adapters and the switch each is an uplink of.',
  kind: 'list',
  first: true,
  read: ({ network }) =>
    network.nics.map(({ name, mac, driver, switch: home, source }) => {
      const virtualSwitch = network.switches.find(one => one.id === home)
      return told({ name, mac, driver, switch: virtualSwitch?.name ?? null }, source, {
        text: [name, mac, virtualSwitch ? `uplink of ${virtualSwitch.name}` : 'unused', driver]
          .filter(word => word !== null)
          .join(', '),
      })
    }),
}
