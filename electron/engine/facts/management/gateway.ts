// Gateway.
import { lastLease } from '../leases'
import { managementPath } from '../management-path'
import { distinct, toldIf } from '../values'
import type { FactModule } from '../fact'

export const gateway: FactModule = {
  id: 'management.gateway',
  title: 'Gateway',
  reads:
    'The default gateway of the TCP/IP stack of the management port, or its own; without either, that of the last lease.',
  kind: 'one',
  first: true,
  read: host => {
    const { port, stack } = managementPath(host)
    const stated = distinct([
      ...toldIf(port?.gateway, port?.source ?? null),
      ...toldIf(stack?.gateway, stack?.source ?? null),
    ])
    if (stated.length > 0) return stated
    const lease = port?.dhcp ? lastLease(host, port.name) : null
    return toldIf(lease?.gateway, lease?.place ?? null)
  },
}
