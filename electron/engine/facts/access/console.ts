// Direct console.
import { serviceStates } from '../services'
import { distinct } from '../values'
import type { FactModule } from '../fact'

export const consoleAccess: FactModule = {
  id: 'access.console',
  title: 'Direct console',
  reads: 'DCUI of etc/chkconfig.db.',
  kind: 'one',
  first: false,
  read: host => distinct(serviceStates(host, null, ['DCUI'])),
}
