// VMkernel ports.
import { told } from '../values'
import type { FactModule } from '../fact'

export const vmkernelPorts: FactModule = {
  id: 'network.vmkernel-ports',
  title: 'VMkernel ports',
  reads: 'Ports of the host itself with address, services and port group.',
  kind: 'list',
  first: true,
  read: ({ network }) =>
    network.ports.map(({ name, dhcp, ipv4, services, portGroup, portGroupName, stack, source }) => {
      const home = network.switches.find(one => one.id === portGroup?.switch)
      const group = home?.portGroups.find(one => one.id === portGroup?.id)?.name ?? portGroupName
      const address = ipv4?.address ?? (dhcp ? 'DHCP' : 'no address')
      return told({ name, address: ipv4?.address ?? null, dhcp, services, portGroup: group, stack }, source, {
        text: [name, address, group, services.length > 0 ? services.join(' + ') : 'no service']
          .filter(word => word !== null)
          .join(', '),
      })
    }),
}
