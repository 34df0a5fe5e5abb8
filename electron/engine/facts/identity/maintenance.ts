// Maintenance mode.
import { HOSTSVC_PATH } from '../../esx/paths'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const maintenance: FactModule = {
  id: 'identity.maintenance',
  title: 'Maintenance mode',
  reads: 'mode of etc/vmware/hostd/hostsvc.xml.',
  kind: 'one',
  first: false,
  read: host => {
    const mode = host.xml(HOSTSVC_PATH)?.find('mode')?.text
    const place = host.file(HOSTSVC_PATH)?.place() ?? null
    return toldIf(mode, place, { text: mode === 'normal' ? 'off' : `on (${mode ?? ''})`, attention: mode !== 'normal' })
  },
}
