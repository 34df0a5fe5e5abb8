// What a password is by the field that keeps it: one rule for the host's card, the fleet and the table of a file of accounts.
import { noPassword } from '../../../shared/secrets/rules/password-hashes'

export type PasswordState = 'set' | 'locked' | 'empty'

/** Of a field of passwd or shadow, or a hash of ConfigStore. Locked are `!` and `*` in front (shadow(5)), `x`, `LK` and `NP`. */
export function passwordState(field: string): PasswordState {
  if (field === '') return 'empty'
  return /^[*!]/.test(field) || noPassword.test(field) ? 'locked' : 'set'
}

/** Whether the field holds a hash, be it one that is locked. */
export function holdsHash(field: string): boolean {
  return field !== '' && !noPassword.test(field)
}
