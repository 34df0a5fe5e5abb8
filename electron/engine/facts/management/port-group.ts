// Port group.
import { managementPath } from '../management-path'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const portGroup: FactModule = {
  id: 'management.port-group',
  title: 'Port group',
  reads: 'The port group that the management port hangs on.',
  kind: 'one',
  first: true,
  read: host => {
    const { port, portGroup } = managementPath(host)
    const name = portGroup?.name ?? port?.portGroupName
    return toldIf(
      name,
      portGroup?.source ?? port?.source ?? null,
      portGroup ? {} : { text: `${name ?? ''} (not on any switch of this backup)`, attention: true },
    )
  },
}
