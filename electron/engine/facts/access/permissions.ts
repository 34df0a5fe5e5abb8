// Other permissions.
import { accountsOf } from '../accounts'
import { permissionsOf } from '../permissions'
import { told } from '../values'
import type { FactModule } from '../fact'

export const permissions: FactModule = {
  id: 'access.permissions',
  title: 'Other permissions',
  reads: 'Permissions of principals that have no account here, such as groups of a directory.',
  kind: 'list',
  first: false,
  read: host => {
    const names = new Set(accountsOf(host).map(account => account.name))
    return permissionsOf(host)
      .filter(({ principal, isGroup }) => isGroup || !names.has(principal))
      .map(({ principal, isGroup, mode, place }) =>
        told({ principal, isGroup, permission: mode }, place, {
          text: `${principal}${isGroup ? ' (group)' : ''}, ${mode}`,
        }),
      )
  },
}
