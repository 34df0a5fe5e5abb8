// Licence mode.
import { LICENCE_PATH } from '../../esx/paths'
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const licence: FactModule = {
  id: 'security.licence',
  title: 'Licence mode',
  reads: 'mode of etc/vmware/license.cfg; the key itself is never shown.',
  kind: 'one',
  first: true,
  read: host => {
    const mode = host.xml(LICENCE_PATH)?.find('mode')?.text
    return toldIf(mode, host.file(LICENCE_PATH)?.place() ?? null, {
      text: mode === 'eval' ? 'evaluation' : (mode ?? ''),
    })
  },
}
