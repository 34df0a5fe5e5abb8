// Texts of UTF-16 are looked into like any other, of whatever size; what is none is left out and told.
import { describe, expect, it } from 'vitest'
import { file, opened, plainState } from '../../../testing/archives/small-backups'
import { toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { cleanTextOf } from './clean-text'
import { sanitise } from './sanitise'

const secret = 'Correct-Horse_7battery'

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

async function copyOf(...files: readonly (readonly [name: string, content: Uint8Array])[]) {
  const source = await opened(plainState(files.map(([name, content]) => file(name, content))))
  await source.openAll()
  const { bytes, report } = await sanitise(source, { pseudonymise: ['addresses'] })
  const copy = await Document.open(bytes, { name: 'copy.tgz' })
  expect(await copy.openAll()).toEqual([])
  const bytesAt = async (address: string) => Buffer.from(toUint8Array(copy.content(await copy.resolve(address))))
  return { report, bytesAt, layers: copy.layers() }
}

describe('a text of UTF-16', () => {
  it.each(['le', 'be'] as const)('%s loses its secrets and keeps all else, order and mark included', async order => {
    const text = `# Größe 漢字 🙂\r\npassword = ${secret}\r\nserver = 10.20.30.40\r\n`
    const { report, bytesAt, layers } = await copyOf(['etc/a.conf', utf16(text, order)])
    const now = await bytesAt('etc/a.conf')
    expect([...now.subarray(0, 2)]).toEqual(order === 'le' ? [0xff, 0xfe] : [0xfe, 0xff])
    const back = (order === 'le' ? now : Buffer.from(now).swap16()).toString('utf16le').slice(1)
    expect(back).toMatch(/^# Größe 漢字 🙂\r\npassword = REDACTED\w+\r\nserver = 10\.\d+\.\d+\.\d+\r\n$/)
    expect(back).not.toContain('10.20.30.40')
    expect(report.removed).toEqual([])
    for (const layer of layers)
      for (const bytes of [layer.source, layer.content])
        for (const form of [Buffer.from(secret), utf16(secret, 'le').subarray(2), utf16(secret, 'be').subarray(2)])
          expect(Buffer.from(toUint8Array(bytes)).includes(form)).toBe(false)
  })

  it('of more than 16 MiB is looked into to its end', async () => {
    const lines = `${'x'.repeat(99)}\n`.repeat(90_000)
    const { report, bytesAt } = await copyOf(['etc/large.conf', utf16(`${lines}password = ${secret}\n`, 'le')])
    const now = await bytesAt('etc/large.conf')
    expect(now.length).toBeGreaterThan(16 * 1024 * 1024)
    expect(now.includes(utf16(secret, 'le').subarray(2))).toBe(false)
    expect(now.subarray(-80).toString('utf16le')).toMatch(/password = REDACTED\w+\n$/)
    expect(report.removed).toEqual([])
  }, 60_000)

  it('is a source of secrets too: a copy of one in another file goes', async () => {
    const { bytesAt } = await copyOf(
      ['etc/a.conf', utf16(`password = ${secret}\n`, 'be')],
      ['etc/notes', Buffer.from(`told: ${secret}\n`)],
    )
    expect((await bytesAt('etc/notes')).toString()).toMatch(/^told: x+\n$/)
  })

  it('that no other encoding holds, that has an odd length or no mark is left out and told', async () => {
    const half = Buffer.concat([utf16('password = ', 'le'), Buffer.from([0x00, 0xd8]), Buffer.from(secret, 'utf16le')])
    const { report, bytesAt } = await copyOf(
      ['etc/half', half],
      ['etc/odd', Buffer.concat([utf16(`password = ${secret}`, 'le'), Buffer.from([0x41])])],
      ['etc/unmarked', Buffer.from(`password = ${secret}`, 'utf16le')],
    )
    expect(report.removed.map(({ address }) => address)).toEqual([
      'local.tgz!/etc/half',
      'local.tgz!/etc/odd',
      'local.tgz!/etc/unmarked',
    ])
    for (const name of ['half', 'odd', 'unmarked'])
      expect((await bytesAt(`etc/${name}`)).toString()).toMatch(/^Bootbank left out the content of this file/)
  })

  it('goes through unchanged where nothing is changed', () => {
    const bytes = utf16('a\r\n漢字 🙂\n', 'be')
    const clean = cleanTextOf(bytes)
    expect(Buffer.from(clean?.bytesOf(clean.text) ?? [])).toEqual(Buffer.from(bytes))
  })
})
