// SSH service.
import { serviceStates } from '../services'
import { distinct } from '../values'
import type { FactModule } from '../fact'

export const ssh: FactModule = {
  id: 'access.ssh',
  title: 'SSH service',
  reads: 'TSM-SSH of hostsvc.xml, SSH of etc/chkconfig.db.',
  kind: 'one',
  first: true,
  read: host => distinct(serviceStates(host, null, ['TSM-SSH', 'SSH'])),
}
