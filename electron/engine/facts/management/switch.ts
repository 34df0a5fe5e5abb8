// Virtual switch.
import { managementPath } from '../management-path'
import { told } from '../values'
import type { FactModule } from '../fact'

export const managementSwitch: FactModule = {
  id: 'management.switch',
  title: 'Virtual switch',
  reads: 'The switch of the management port group.',
  kind: 'one',
  first: true,
  read: host => {
    const { virtualSwitch } = managementPath(host)
    return virtualSwitch
      ? [
          told(virtualSwitch.name, virtualSwitch.source, {
            text: virtualSwitch.kind === 'standard' ? virtualSwitch.name : `${virtualSwitch.name} (distributed)`,
          }),
        ]
      : []
  },
}
