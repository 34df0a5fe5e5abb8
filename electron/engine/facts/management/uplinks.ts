// Uplinks.
import { managementPath } from '../management-path'
import { told } from '../values'
import type { FactModule } from '../fact'

export const uplinks: FactModule = {
  id: 'management.uplinks',
  title: 'Uplinks',
  reads: 'Teaming of the management port group: which physical NICs carry management, in which order.',
  kind: 'list',
  first: true,
  read: host => {
    const { portGroup } = managementPath(host)
    if (!portGroup) return []
    const { active, standby, unused } = portGroup.teaming
    const as = (role: string) => (name: string) => told({ name, role }, portGroup.source, { text: `${name} (${role})` })
    return [...active.map(as('active')), ...standby.map(as('standby')), ...unused.map(as('unused'))]
  },
}
