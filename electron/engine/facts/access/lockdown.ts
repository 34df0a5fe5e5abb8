// Lockdown mode.
import { toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const lockdown: FactModule = {
  id: 'access.lockdown',
  title: 'Lockdown mode',
  reads: 'authorization/lockdown_settings of ConfigStore.',
  kind: 'one',
  first: true,
  read: host =>
    toldBySettings(host, ['esx/authorization/lockdown_settings#mode'], value => String(value).toLowerCase()).map(
      value => ({ ...value, attention: true }),
    ),
}
