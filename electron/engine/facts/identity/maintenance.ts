// Maintenance mode.
import { HOSTSVC } from '../hostd-files'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const maintenance: FactModule = {
  id: 'identity.maintenance',
  title: 'Maintenance mode',
  reads: 'mode of etc/vmware/hostd/hostsvc.xml.',
  kind: 'one',
  first: false,
  read: host => {
    const mode = host.xml(HOSTSVC)?.find('mode')?.text
    const place = host.file(HOSTSVC)?.place() ?? null
    return toldIf(mode, place, { text: mode === 'normal' ? 'off' : `on (${mode ?? ''})`, attention: mode !== 'normal' })
  },
}
