// DHCP server.
import { lastLease } from '../leases'
import { managementPath } from '../management-path'
import { distinct, toldBySettings, toldIf } from '../values'
import type { FactModule } from '../fact'

export const dhcpServer: FactModule = {
  id: 'management.dhcp-server',
  title: 'DHCP server',
  reads: 'dhcp_server of the management port, kept in CachedValue; else that of the last lease.',
  kind: 'one',
  first: false,
  read: host => {
    const { port } = managementPath(host)
    if (!port?.dhcp) return []
    const lease = lastLease(host, port.name)
    return distinct([
      ...toldBySettings(host, [`esx/network/vmknics/${port.name}#dhcp_server`]),
      ...toldIf(lease?.server, lease?.place ?? null),
    ])
  },
}
