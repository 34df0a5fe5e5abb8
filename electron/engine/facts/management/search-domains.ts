// Search domains.
import { managementPath } from '../management-path'
import { resolverLines } from '../resolver'
import { told } from '../values'
import type { FactModule } from '../fact'

export const searchDomains: FactModule = {
  id: 'management.search-domains',
  title: 'Search domains',
  reads: 'Search domains of the TCP/IP stack; before 7.0.2 and where it has none, etc/resolv.conf.',
  kind: 'list',
  first: false,
  read: host => {
    const { stack } = managementPath(host)
    if (stack && stack.searchDomains.length > 0) return stack.searchDomains.map(domain => told(domain, stack.source))
    return resolverLines(host, 'search')
  },
}
