// MAC address.
import { managementPath } from '../management-path'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const managementMac: FactModule = {
  id: 'management.mac',
  title: 'MAC address',
  reads: 'mac of the management port.',
  kind: 'one',
  first: false,
  read: host => {
    const { port } = managementPath(host)
    return toldIf(port?.mac, port?.source ?? null)
  },
}
