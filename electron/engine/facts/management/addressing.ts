// Addressing.
import { managementPath } from '../management-path'
import { told } from '../values'
import type { FactModule } from '../fact'

export const addressing: FactModule = {
  id: 'management.addressing',
  title: 'Addressing',
  reads: 'dhcp of the management port.',
  kind: 'one',
  first: true,
  read: host => {
    const { port } = managementPath(host)
    return port && port.dhcp !== null ? [told(port.dhcp, port.source, { text: port.dhcp ? 'DHCP' : 'fixed' })] : []
  },
}
