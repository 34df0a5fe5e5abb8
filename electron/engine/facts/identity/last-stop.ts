// Last stop.
import { textAt } from '../../network/json'
import { told } from '../values'
import type { FactModule } from '../fact'

export const lastStop: FactModule = {
  id: 'identity.last-stop',
  title: 'Last stop',
  reads: 'vmkernel/reboot_reason of ConfigStore.',
  kind: 'one',
  first: false,
  read: ({ settings }) => {
    const entry = settings.entry('esx/vmkernel/reboot_reason')
    if (!entry?.row) return []
    const [type, user, time] = ['type', 'user', 'timestamp'].map(name => textAt(entry.value, name))
    const words = [type, time, user && `by ${user}`].filter(word => word !== null && word !== undefined)
    return words.length === 0
      ? []
      : [told({ type: type ?? null, user: user ?? null, time: time ?? null }, entry.place, { text: words.join(', ') })]
  },
}
