import type { Place } from '../../../../shared/model/place'
import { storedAccounts } from '../../facts/accounts'
import { permissionsOf } from '../../facts/permissions'
import type { BackupCheck, Found } from '../check'

/** Modular crypt, 13 characters of DES, locked, or without a password (crypt(5), shadow(5)). */
const wellFormed = /^(?:[*!].*|x|\$[0-9a-z]+\$[./A-Za-z0-9$=,-]+|[./A-Za-z0-9]{13}|_[./A-Za-z0-9]{19})?$/

export const accounts: BackupCheck<'accounts'> = {
  id: 'accounts',
  about: 'backup',
  severity: 'error',
  explanation:
    'Without root, with a hash that no password has, or without the permission of an administrator nobody gets in.',
  source: 'docs/formats.md sections 7 and 8; crypt(5), shadow(5)',
  run({ host }) {
    if (!host) return []
    const known = storedAccounts(host)
    if (known.length === 0) return []
    const found: Found[] = []
    const add = (place: Place | null, message: string, more: Partial<Found> = {}) =>
      found.push({ ...(place && { place }), message, ...more })
    if (!known.some(({ name }) => name === 'root'))
      add(known[0]?.place ?? null, 'There is no account root: nobody gets in by the console or by SSH.')
    for (const { name, hash, inStore, place } of known) {
      if (hash === '')
        add(
          place,
          inStore
            ? `The password hash of ${name} is empty: the host may ask for no password.`
            : `${name} has no password: whoever types the name is in, where a login without one is allowed.`,
          {
            severity: 'warning',
            remedy: 'Set or lock the password.',
          },
        )
      else if (hash !== null && !wellFormed.test(hash))
        add(place, `What stands as the password hash of ${name} is not a hash, so no password fits it.`, {
          remedy: 'Set a new password.',
        })
    }
    const permissions = permissionsOf(host)
    const root = permissions.filter(({ principal }) => principal === 'root')
    if (permissions.length > 0 && !root.some(({ mode }) => mode === 'Admin'))
      add(
        root[0]?.place ?? permissions[0]?.place ?? null,
        'root is not an administrator of the host: it cannot manage it.',
        {
          severity: 'warning',
        },
      )
    return found
  },
}
