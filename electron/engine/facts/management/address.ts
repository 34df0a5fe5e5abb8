// Address.
import { lastLease } from '../leases'
import { managementPath } from '../management-path'
import { distinct, told, toldBySettings, toldIf } from '../values'
import type { FactModule } from '../fact'

export const address: FactModule = {
  id: 'management.address',
  title: 'Address',
  reads:
    'A fixed address of the management port, its last lease where it uses DHCP, and the address that the host noted for itself.',
  kind: 'one',
  first: true,
  read: host => {
    const { port } = managementPath(host)
    const lease = port?.dhcp ? lastLease(host, port.name) : null
    return distinct([
      ...(port?.ipv4 ? [told(port.ipv4.address, port.source)] : []),
      ...toldIf(lease?.address, lease?.place ?? null),
      ...toldBySettings(host, [
        'esx.conf/adv/Net#ManagementAddr',
        'esx/advanced_options/net#management_addr',
        'esx.conf/adv/Misc#HostIPAddr',
        'esx/advanced_options/misc#host_IP_addr',
      ]),
    ])
  },
}
