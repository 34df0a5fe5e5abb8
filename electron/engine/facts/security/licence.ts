// Licence mode.
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const licence: FactModule = {
  id: 'security.licence',
  title: 'Licence mode',
  reads: 'mode of etc/vmware/license.cfg; the key itself is never shown.',
  kind: 'one',
  first: true,
  read: host => {
    const mode = host.xml(LICENCE)?.find('mode')?.text
    return toldIf(mode, host.file(LICENCE)?.place() ?? null, { text: mode === 'eval' ? 'evaluation' : (mode ?? '') })
  },
}

const LICENCE = 'etc/vmware/license.cfg'
