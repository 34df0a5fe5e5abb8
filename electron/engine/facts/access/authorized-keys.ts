// Authorised SSH keys.
import { publicKeyIn } from '../ssh-keys'
import { told } from '../values'
import type { FactModule } from '../fact'

export const authorizedKeys: FactModule = {
  id: 'access.authorized-keys',
  title: 'Authorised SSH keys',
  reads: 'etc/ssh/keys-<user>/authorized_keys.',
  kind: 'list',
  first: true,
  read: host =>
    host.pathsBelow('etc/ssh/keys-').flatMap(path => {
      const user = /^etc\/ssh\/keys-([^/]+)\/authorized_keys$/.exec(path)?.[1]
      const file = user === undefined ? null : host.file(path)
      return (file?.lines ?? []).flatMap((line, index) => {
        const key = publicKeyIn(line)
        return key && user !== undefined
          ? [
              told({ user, ...key }, file?.place(index + 1) ?? null, {
                text: `${user}: ${key.type} ${key.fingerprint}${key.comment === '' ? '' : ` (${key.comment})`}`,
              }),
            ]
          : []
      })
    }),
}
