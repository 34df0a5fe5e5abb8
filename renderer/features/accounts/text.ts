// The texts of accounts.

export const accountsText = {
  title: 'Change a password',
  account: 'Account',
  states: { set: 'password set', locked: 'locked', empty: 'no password', 'not known': 'not known' },
  option: (name: string, state: string) => `${name} (${state})`,
  what: 'What to do',
  actions: {
    set: 'Set a new password',
    lock: 'Lock: no password can be typed',
    clear: 'Clear: no password is asked for',
  },
  password: 'New password',
  repeat: 'The same again',
  differs: 'The two are not the same.',
  show: 'Show what is typed',
  where:
    'It is changed wherever this backup keeps it: in ConfigStore, which the host prefers, in etc/shadow, or in both. Only its hash ($6$, SHA-512) becomes part of the backup.',
  unverified:
    'Derived from 6.7, 7.0.2 and 8.0. That a host takes the change has not been tried by the authors of this program.',
  apply: 'Change',
  cancel: 'Cancel',
  none: 'No accounts were found in this backup, so there is no password to change.',
  done: {
    set: (account: string) => `${account} has a new password. Undo takes it back.`,
    lock: (account: string) => `The password of ${account} is locked. Undo takes it back.`,
    clear: (account: string) => `${account} has no password now. Undo takes it back.`,
  },
} as const
