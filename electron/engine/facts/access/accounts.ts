// Accounts.
import { accountsOf } from '../accounts'
import { permissionsOf } from '../permissions'
import { told } from '../values'
import type { FactModule } from '../fact'

export const accounts: FactModule = {
  id: 'access.accounts',
  title: 'Accounts',
  reads:
    'user_accounts of ConfigStore where it has rows, else etc/shadow; permissions of ConfigStore, else etc/vmware/hostd/authorization.xml. Passwords are never read out.',
  kind: 'list',
  first: true,
  read: host => {
    const permissions = permissionsOf(host)
    return accountsOf(host).map(({ name, password, changed, shell, place }) => {
      const permission = permissions.find(one => one.principal === name && !one.isGroup)?.mode ?? null
      const words = [
        name,
        permission ?? 'no permission',
        `password ${password}${password === 'set' && changed !== null ? ` since ${changed}` : ''}`,
        shell === false ? 'no shell' : null,
      ]
      return told({ name, permission, passwordState: password, changed, shell }, place, {
        text: words.filter(word => word !== null).join(', '),
        attention: password === 'empty',
      })
    })
  },
}
