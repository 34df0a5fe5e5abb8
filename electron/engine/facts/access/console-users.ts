// Console in lockdown.
import { textsAt } from '../../network/json'
import { told } from '../values'
import type { FactModule } from '../fact'

export const consoleUsers: FactModule = {
  id: 'access.console-users',
  title: 'Console in lockdown',
  reads: 'Users that reach the direct console in lockdown mode: authorization/dcui_access, DCUI/Access of esx.conf.',
  kind: 'list',
  first: false,
  read: ({ settings }) => {
    const stored = settings.at('esx/authorization/dcui_access#users')
    const conf = settings.at('esx.conf/adv/DCUI#Access')
    return [
      ...textsAt(stored?.value).map(user => told(user, stored?.place ?? null)),
      ...(typeof conf?.value === 'string' ? conf.value.split(',').map(user => told(user.trim(), conf.place)) : []),
    ]
  },
}
