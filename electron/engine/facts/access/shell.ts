// ESXi Shell.
import { serviceStates } from '../services'
import { distinct } from '../values'
import type { FactModule } from '../fact'

export const shell: FactModule = {
  id: 'access.shell',
  title: 'ESXi Shell',
  reads: 'TSM of hostsvc.xml, ESXShell of etc/chkconfig.db.',
  kind: 'one',
  first: true,
  read: host => distinct(serviceStates(host, null, ['TSM', 'ESXShell'])),
}
