// Autostart.
import { autostartOf } from '../machines-file'
import { onOff, toldIf } from '../values'
import type { FactModule } from '../fact'

export const autostart: FactModule = {
  id: 'machines.autostart',
  title: 'Autostart',
  reads: 'SystemDefaults of etc/vmware/hostd/vmAutoStart.xml.',
  kind: 'one',
  first: true,
  read: host => {
    const { root, place } = autostartOf(host)
    const enabled = root?.find('SystemDefaults', 'enabled')?.text
    return toldIf(enabled, place, { text: onOff(enabled ?? null) })
  },
}
