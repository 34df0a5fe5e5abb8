// Local accounts and the state of their passwords (docs/formats.md sections 7 and 8). Hashes stay where they are.
import { type PasswordState, passwordState } from '../accounts/password-state'
import { SHADOW_PATH } from '../esx/paths'
import type { Place } from '../../../shared/model/place'
import { at, numberAt, textAt } from '../network/json'
import type { HostView } from './host-view'
import { dateOfDays } from './values'

export interface Account {
  readonly name: string
  readonly password: PasswordState | 'not known'
  /** Day of the last change, `2020-11-16`; null where it is not known. */
  readonly changed: string | null
  /** False where its shell access is switched off; null where nothing is said. */
  readonly shell: boolean | null
  readonly place: Place | null
}

/** An account as it is kept. Its hash stays in the thread. */
export interface StoredAccount extends Omit<Account, 'password'> {
  /** Null where nothing is said. Empty in etc/shadow: no password; what a host makes of an empty one in ConfigStore has no source. */
  readonly hash: string | null
  readonly inStore: boolean
}

/** The local accounts with the state of each password, never the hash. */
export function accountsOf(host: HostView): readonly Account[] {
  return storedAccounts(host).map(({ hash, inStore, ...account }) => ({
    ...account,
    password: hash === null || (inStore && hash === '') ? 'not known' : passwordState(hash),
  }))
}

/** From ConfigStore where it has accounts: the host rewrites etc/shadow from it. */
export function storedAccounts(host: HostView): readonly StoredAccount[] {
  const stored = host.settings.items('esx/authentication/user_accounts')
  if (stored.length > 0) {
    return stored.map(({ value, identifier, place }) => {
      const [access, hash] = [textAt(value, 'shell_access'), at(value, 'password_hash')]
      return {
        name: textAt(value, 'name') ?? identifier,
        hash: typeof hash === 'string' ? hash : null,
        inStore: true,
        changed: dateOfDays(numberAt(value, 'last_password_change')),
        shell: access === null ? null : access !== 'DISABLED',
        place,
      }
    })
  }
  const file = host.file(SHADOW_PATH)
  return (file?.lines ?? []).flatMap((line, index) => {
    const [name, hash, changed] = line.split(':')
    if (!name || hash === undefined) return []
    return [
      {
        name,
        hash,
        inStore: false,
        changed: dateOfDays(numberAt(changed)),
        shell: null,
        place: file?.place(index + 1) ?? null,
      },
    ]
  })
}
