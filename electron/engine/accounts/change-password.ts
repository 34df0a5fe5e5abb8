// The password of an account, changed wherever the backup keeps it: in ConfigStore's user_accounts, from which the host rewrites etc/shadow
// (docs/formats.md section 7), in etc/shadow (section 8), or in both where both have the account. The password itself is never kept: what
// becomes part of the document is its hash.
import { randomBytes } from 'node:crypto'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { findEntry } from '../esx/find-entry'
import { SHADOW_PATH } from '../esx/paths'
import { sha512Crypt } from '../esx/sha512-crypt'
import { settingsOf } from '../settings/read-settings'
import type { Settings } from '../settings/settings'
import { changeSettings } from '../store/change-settings'
import type { SettingChange } from '../store/store-rows'

export interface PasswordChange {
  readonly account: string
  readonly action: 'set' | 'lock' | 'clear'
  /** Where it is set: at least one character, and none that a line of a file cannot hold. */
  readonly password: string
}

const accountsPath = 'esx/authentication/user_accounts'
const dayMilliseconds = 86_400_000
const labels = { set: 'Set', lock: 'Lock', clear: 'Clear' } as const

/** Changes it as one step of undo. Throws ACCOUNT for one that the backup does not have, and PASSWORD for what is not a password. */
export async function changePassword(document: Document, change: PasswordChange, now: Date): Promise<void> {
  const { account, action, password } = change
  if (action === 'set' && (password === '' || /[\0\r\n]/.test(password)))
    throw new BootbankError(
      'PASSWORD',
      'A password has at least one character and is one line. To have none, clear it.',
    )
  await document.openChain()
  const settings = await settingsOf(document)
  const shadow = shadowOf(document, account)
  const stored = settings.entry(`${accountsPath}/${account}`)
  if (!stored && !shadow) throw noAccount(document, settings, account)
  const salt = randomBytes(12).toString('base64').replaceAll('+', '.')
  const hashed = (before: string) => {
    if (action === 'clear') return ''
    if (action === 'set') return sha512Crypt(password, salt)
    return /^[*!]/.test(before) ? before : `!${before}`
  }
  const day = Math.floor(now.getTime() / dayMilliseconds)
  await document.asOneStep(`${labels[action]} the password of ${account}`, async () => {
    if (stored) {
      const before = stored.at('password_hash')?.value
      const changes: SettingChange[] = [
        { path: `${stored.path}#password_hash`, value: hashed(typeof before === 'string' ? before : '') },
        ...(stored.schema?.property('last_password_change') || stored.at('last_password_change')
          ? [{ path: `${stored.path}#last_password_change`, value: day }]
          : []),
      ]
      await changeSettings(document, 'Change an account', changes, now)
    }
    if (shadow) {
      const fields = [...shadow.fields]
      fields[1] = hashed(fields[1] ?? '')
      if (fields.length > 2) fields[2] = String(day)
      const text = shadow.text.slice(0, shadow.start) + fields.join(':') + shadow.text.slice(shadow.end)
      document.put(shadow.entry, bytesOf(new Uint8Array(Buffer.from(text, 'latin1'))))
    }
  })
}

interface ShadowLine {
  readonly entry: Entry
  /** The file, a character a byte. */
  readonly text: string
  /** Of the line, without its end. */
  readonly start: number
  readonly end: number
  readonly fields: readonly string[]
}

/** The line of an account in etc/shadow; null where there is none. Of two, the first counts, as for the C library. */
function shadowOf(document: Document, account: string): ShadowLine | null {
  const entry = findEntry(document, SHADOW_PATH)
  if (!entry || entry.problem) return null
  const text = Buffer.from(toUint8Array(document.content(entry))).toString('latin1')
  const name = Buffer.from(account, 'utf8').toString('latin1')
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const next = newline < 0 ? text.length : newline + 1
    const end = newline < 0 ? text.length : newline - (text[newline - 1] === '\r' ? 1 : 0)
    const fields = text.slice(start, end).split(':')
    if (fields.length > 1 && fields[0] === name) return { entry, text, start, end, fields }
    start = next
  }
  return null
}

function noAccount(document: Document, settings: Settings, account: string): BootbankError {
  const entry = findEntry(document, SHADOW_PATH)
  const lines =
    entry && !entry.problem
      ? Buffer.from(toUint8Array(document.content(entry)))
          .toString('utf8')
          .split('\n')
      : []
  const names = new Set([
    ...settings.items(accountsPath).map(({ identifier }) => identifier),
    ...lines.flatMap(line => (line.includes(':') ? [line.slice(0, line.indexOf(':'))] : [])),
  ])
  const known = names.size === 0 ? 'It has none that can be read.' : `It has ${[...names].slice(0, 20).join(', ')}.`
  return new BootbankError('ACCOUNT', `There is no account ${account} in this backup. ${known}`)
}
