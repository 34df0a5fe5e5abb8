// DNS servers.
import { managementPath } from '../management-path'
import { resolverLines } from '../resolver'
import { told } from '../values'
import type { FactModule } from '../fact'

export const nameServers: FactModule = {
  id: 'management.name-servers',
  title: 'DNS servers',
  reads: 'Name servers of the TCP/IP stack; before 7.0.2 and where it has none, etc/resolv.conf.',
  kind: 'list',
  first: true,
  read: host => {
    const { stack } = managementPath(host)
    if (stack && stack.nameServers.length > 0) return stack.nameServers.map(server => told(server, stack.source))
    return resolverLines(host, 'nameserver')
  },
}
