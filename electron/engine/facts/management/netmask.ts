// Netmask.
import { lastLease } from '../leases'
import { managementPath } from '../management-path'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const netmask: FactModule = {
  id: 'management.netmask',
  title: 'Netmask',
  reads: 'That of the fixed address, or of the last lease.',
  kind: 'one',
  first: true,
  read: host => {
    const { port } = managementPath(host)
    const lease = port?.dhcp ? lastLease(host, port.name) : null
    return [
      ...toldIf(port?.ipv4?.netmask, port?.source ?? null),
      ...toldIf(lease?.netmask, lease?.place ?? null),
    ].slice(0, 1)
  },
}
