// IPv6 addresses.
import { managementPath } from '../management-path'
import { told } from '../values'
import type { FactModule } from '../fact'

export const ipv6: FactModule = {
  id: 'management.ipv6',
  title: 'IPv6 addresses',
  reads: 'Fixed IPv6 addresses of the management port.',
  kind: 'list',
  first: false,
  read: host => {
    const { port } = managementPath(host)
    return (port?.ipv6 ?? []).map(({ address, prefixLength }) =>
      told(address, port?.source ?? null, { text: `${address}/${prefixLength ?? '?'}` }),
    )
  },
}
