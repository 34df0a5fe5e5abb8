// What each file of accounts has in its fields, after passwd(5), shadow(5), group(5) and gshadow(5), and how a field is told in words.
import { hashMethod } from '../../accounts/hash-method'
import { holdsHash, passwordState } from '../../accounts/password-state'
import { dateOfDays } from '../../facts/values'

export interface Field {
  /** As it stands in the file. */
  readonly raw: string
  /** The same with its secrets as bullets: this alone may be shown. */
  readonly shown: string
}

export interface Column {
  readonly title: string
  /** The field that it tells, from 0. */
  readonly field: number
  /** Words for a field; the field as it is where nothing else is said. */
  readonly words?: (field: Field) => string
  readonly attention?: (field: Field) => boolean
  /** What a field must be; said in the words that follow "is". */
  readonly must?: { readonly be: RegExp; readonly words: string }
}

export interface AccountsFile {
  readonly name: RegExp
  /** The page of the manual that says it. */
  readonly manual: string
  readonly fields: number
  readonly columns: readonly Column[]
}

const number = { be: /^\d{1,10}$/, words: 'a number' }
const numberOrNothing = { be: /^\d{0,10}$/, words: 'a number of days, or nothing' }
const list = ({ shown }: Field) => shown.split(',').join(', ')

const nobodyAsked = 'none: anybody gets in'

function password({ raw }: Field): string {
  const state = passwordState(raw)
  return state === 'empty' ? nobodyAsked : state
}

/** The method alone: a hash is bullets in what is shown. */
function hash({ raw, shown }: Field): string {
  if (!holdsHash(raw)) return ''
  return `${hashMethod(raw)?.name ?? 'not of a kind that is known'} ${shown.replace(/^[*!]+/, '')}`
}

/** The same in one, for files whose passwords stand elsewhere as a rule; `file` is where. */
const passwordOrPlace = (none: string, file: string) => (field: Field) => {
  if (field.raw === '') return none
  if (field.raw === 'x') return `in ${file}`
  return [password(field), hash(field)].filter(one => one !== '').join(', ')
}

const dateIn = (raw: string) => (/^\d{1,9}$/.test(raw) ? dateOfDays(Number(raw)) : null)

/** 0 in the field of the last change asks for a new password at the next login; shadow(5). */
function lastChange({ raw, shown }: Field): string {
  if (raw === '') return 'not known'
  return /^0+$/.test(raw) ? 'must be changed at the next login' : (dateIn(raw) ?? shown)
}

/** 99999 days and more are how shadow(5) writes "never". */
const days =
  (nothing: string) =>
  ({ raw, shown }: Field) =>
    raw === '' || Number(raw) >= 99_999
      ? nothing
      : Number(raw) === 1
        ? '1 day'
        : /^\d+$/.test(raw)
          ? `${shown} days`
          : shown

const isOpen = ({ raw }: Field) => raw === ''
const isOdd = ({ raw }: Field) => holdsHash(raw) && hashMethod(raw) === null

const passwd: AccountsFile = {
  name: /^passwd/,
  manual: 'passwd(5)',
  fields: 7,
  columns: [
    { title: 'Account', field: 0 },
    { title: 'Number', field: 2, must: number },
    { title: 'Group', field: 3, must: number },
    { title: 'Description', field: 4 },
    { title: 'Home', field: 5 },
    { title: 'Shell', field: 6 },
    {
      title: 'Password',
      field: 1,
      words: passwordOrPlace(nobodyAsked, 'etc/shadow'),
      attention: isOpen,
    },
  ],
}

const shadow: AccountsFile = {
  name: /^shadow/,
  manual: 'shadow(5)',
  fields: 9,
  columns: [
    { title: 'Account', field: 0 },
    { title: 'Password', field: 1, words: password, attention: isOpen },
    { title: 'Hash', field: 1, words: hash, attention: isOdd },
    { title: 'Last change', field: 2, words: lastChange, must: numberOrNothing },
    { title: 'Minimum age', field: 3, words: days(''), must: numberOrNothing },
    { title: 'Maximum age', field: 4, words: days('never'), must: numberOrNothing },
    { title: 'Warning period', field: 5, words: days('none'), must: numberOrNothing },
    { title: 'Inactivity period', field: 6, words: days('never'), must: numberOrNothing },
    {
      title: 'Expires',
      field: 7,
      words: ({ raw, shown }) => (raw === '' ? 'never' : (dateIn(raw) ?? shown)),
      must: numberOrNothing,
    },
  ],
}

const group: AccountsFile = {
  name: /^group/,
  manual: 'group(5)',
  fields: 4,
  columns: [
    { title: 'Group', field: 0 },
    { title: 'Number', field: 2, must: number },
    { title: 'Members', field: 3, words: list },
    { title: 'Password', field: 1, words: passwordOrPlace('none', 'etc/gshadow') },
  ],
}

const gshadow: AccountsFile = {
  name: /^gshadow/,
  manual: 'gshadow(5)',
  fields: 4,
  columns: [
    { title: 'Group', field: 0 },
    { title: 'Password', field: 1, words: passwordOrPlace('none', 'etc/gshadow') },
    { title: 'Administrators', field: 2, words: list },
    { title: 'Members', field: 3, words: list },
  ],
}

/** The file of accounts that a path names, with the `.#` of an untouched twin left out; null for none. */
export function accountsFileOf(path: string): AccountsFile | null {
  const name = (path.split('/').at(-1) ?? '').replace(/^\.#/, '')
  return [passwd, shadow, group, gshadow].find(one => one.name.test(name)) ?? null
}
