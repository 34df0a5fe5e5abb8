// Lockdown exceptions.
import { textsAt } from '../../network/json'
import { told } from '../values'
import type { FactModule } from '../fact'

export const lockdownExceptions: FactModule = {
  id: 'access.lockdown-exceptions',
  title: 'Lockdown exceptions',
  reads: 'exception_users of authorization/lockdown_settings.',
  kind: 'list',
  first: false,
  read: ({ settings }) => {
    const entry = settings.entry('esx/authorization/lockdown_settings')
    return textsAt(entry?.value, 'exception_users').map(user => told(user, entry?.place ?? null))
  },
}
