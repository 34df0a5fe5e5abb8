// The password of an account, in every place where a backup keeps it; the hashes are those of openssl.
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { openHostChain, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { needs } from '../../../testing/needs'
import { passwordHints } from '../../../shared/model/password-hints'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, SHADOW_PATH } from '../esx/paths'
import { settingsOf } from '../settings/read-settings'
import { changePassword, type PasswordChange } from './change-password'

const now = new Date('2026-03-01T12:00:00Z')
const today = 20513

const change = (document: Document, action: PasswordChange['action'], password = '', account = 'root') =>
  changePassword(document, { account, action, password }, now)

function shadowOf(document: Document): readonly string[] {
  const entry = findEntry(document, SHADOW_PATH)
  return entry
    ? Buffer.from(toUint8Array(document.content(entry)))
        .toString('utf8')
        .split('\n')
    : []
}
const rootLine = (document: Document) =>
  shadowOf(document)
    .find(line => line.startsWith('root:'))
    ?.split(':') ?? []
const stored = async (document: Document, account = 'root') =>
  (await settingsOf(document)).at(`esx/authentication/user_accounts/${account}`)?.value as
    | Record<string, unknown>
    | undefined

/** How often the hash of an account is in the bytes of ConfigStore. */
function copiesIn(document: Document, account: Record<string, unknown> | undefined): number {
  const file = findEntry(document, CONFIGSTORE_PATH)
  const bytes = file ? Buffer.from(toUint8Array(document.content(file))).toString('latin1') : ''
  return bytes.split(String(account?.password_hash)).length - 1
}

/** Whether a hash is that of the password, by openssl. */
function isOf(hash: string, password: string): boolean {
  const salt = hash.split('$')[2] ?? ''
  const told = execFileSync('openssl', ['passwd', '-6', '-salt', salt, '-stdin'], { input: `${password}\n` }).toString()
  return told.trim() === hash
}

const inShadow = withGenuine('esxi-6.7', 'esxi-7.0.2')

describe('a password', needs(hasProgram('openssl'), 'openssl'), () => {
  it.each(inShadow)('is set in etc/shadow, with the day, and every other byte stays: %s', async name => {
    const document = await openHostChain(name)
    const before = shadowOf(document)
    const old = rootLine(document)
    await change(document, 'set', 'Grün & 7 Äpfel')
    const line = rootLine(document)
    expect(isOf(line[1] ?? '', 'Grün & 7 Äpfel')).toBe(true)
    expect(line[2]).toBe(String(today))
    expect([line[0], ...line.slice(3)]).toEqual([old[0], ...old.slice(3)])
    expect(shadowOf(document).filter(one => !one.startsWith('root:'))).toEqual(
      before.filter(one => !one.startsWith('root:')),
    )
    expect(document.undoLabel).toBe('Set the password of root')
    document.undo()
    expect(shadowOf(document)).toEqual(before)
  })

  it('is set in ConfigStore where the account is there, with the day in its own column; the saved file has it', async () => {
    const document = await openHostChain('esxi-8.0')
    const before = await stored(document)
    await change(document, 'set', 'secret words 1')
    const [copies, left] = [copiesIn(await openHostChain('esxi-8.0'), before), copiesIn(document, before)]
    // SQLite had left one more in free bytes of a page when the fixture was made, as a host's own does; those stay.
    expect(left).toBe(copies - 1)
    const again = await document.reopen(await document.build())
    await again.openChain()
    const after = await stored(again)
    expect(isOf(String(after?.password_hash), 'secret words 1')).toBe(true)
    expect(after).toEqual({ ...before, password_hash: after?.password_hash, last_password_change: today })
    expect(await stored(again, 'dcui')).toEqual(await stored(document, 'dcui'))
  })
})

describe('an account', () => {
  it.each(['esxi-6.7', 'esxi-8.0'] as const)(
    'is locked by a mark before its hash, once, and cleared of it: %s',
    async name => {
      const document = await openHostChain(name)
      const hashOf = async () => String((await stored(document))?.password_hash ?? rootLine(document)[1])
      const before = await hashOf()
      await change(document, 'lock')
      expect(await hashOf()).toBe(`!${before}`)
      await change(document, 'lock')
      expect(await hashOf()).toBe(`!${before}`)
      await change(document, 'clear')
      expect(await hashOf()).toBe('')
      while (document.undoLabel !== null) document.undo()
      expect(document.changes()).toEqual([])
    },
  )

  it('in both places is changed in both, as one step', async () => {
    const document = await openHostChain('esxi-8.0')
    const entry = findEntry(document, 'etc/hosts')
    if (!entry) throw new Error('no file')
    document.rename(entry, SHADOW_PATH)
    const shadow = findEntry(document, SHADOW_PATH)
    if (!shadow) throw new Error('no file')
    document.put(
      shadow,
      bytesOf(new Uint8Array(Buffer.from('daemon:*:1:::::\nroot:x:2:0:99999:7:::\r\nroot:y:3:::::\n'))),
    )
    await change(document, 'clear')
    expect(shadowOf(document)).toEqual(['daemon:*:1:::::', `root::${today}:0:99999:7:::\r`, 'root:y:3:::::', ''])
    expect((await stored(document))?.password_hash).toBe('')
    document.undo()
    expect(shadowOf(document)[1]).toBe('root:x:2:0:99999:7:::\r')
    expect((await stored(document))?.password_hash).not.toBe('')
  })

  it('that is not there is refused with those that are', async () => {
    await expect(change(await openHostChain('esxi-8.0'), 'clear', '', 'nobody')).rejects.toMatchObject({
      code: 'ACCOUNT',
      message: expect.stringMatching(/^There is no account nobody in this backup\. It has root, dcui/),
    })
    await expect(change(await openHostChain('esxi-6.7'), 'clear', '', 'ro')).rejects.toMatchObject({ code: 'ACCOUNT' })
  })

  it('gets no password that cannot be one', async () => {
    const document = await openHostChain('esxi-6.7')
    for (const password of ['', 'a\nb', 'a\0'])
      await expect(change(document, 'set', password)).rejects.toMatchObject({ code: 'PASSWORD' })
    expect(document.changes()).toEqual([])
  })
})

describe('what the default policy of a host would say', () => {
  it.each<[string, number]>([
    ['', 0],
    ['sh0rtA', 1],
    ['Password1', 1],
    ['aB3', 2],
    ['paSs7word', 0],
    ['längeres Wort 7 x', 0],
  ])('of %s', (password, hints) => expect(passwordHints(password)).toHaveLength(hints))
})
