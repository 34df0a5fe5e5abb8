// Certificates compared by what they say; openssl makes them and says the same of them.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { file, hostFiles, opened, plainState } from '../../../testing/archives/small-backups'
import { needs } from '../../../testing/needs'
import { bytesOf } from '../codecs/bytes'
import { certificatesBetween } from './certificate-differences'
import { compareBackups } from './comparison'
import { exportedComparison } from './exported'

const folder = mkdtempSync(join(tmpdir(), 'certificate-differences-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
const pem = (name: string) => readFileSync(join(folder, `${name}.crt`), 'utf8')
const between = (a: string | Uint8Array | null, b: string | Uint8Array | null) =>
  certificatesBetween(a === null ? null : bytesOf(Buffer.from(a)), b === null ? null : bytesOf(Buffer.from(b)))

describe('certificates of two states', needs(hasProgram('openssl'), 'openssl'), () => {
  beforeAll(() => {
    const make = (name: string, subject: string, days: string, key: readonly string[]) =>
      openssl(
        'req',
        '-x509',
        '-nodes',
        ...key,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.crt`,
        '-days',
        days,
        '-subj',
        subject,
        '-addext',
        `subjectAltName=DNS:${name}.lab.example`,
      )
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
    make('old', '/O=Lab/CN=esx01.lab.example', '100', ['-newkey', 'rsa:2048'])
    make('new', '/O=Lab/CN=esx01.lab.example', '900', curve)
    make('renamed', '/O=Lab/CN=esx09.lab.example', '900', curve)
    make('other', '/O=Lab/CN=root', '900', curve)
    openssl('x509', '-in', 'old.crt', '-outform', 'DER', '-out', 'old.der')
  })

  it('are told by subject, names, validity, key and fingerprint, as openssl says them', async () => {
    const told = await between(pem('old'), pem('new'))
    expect(told?.isAll).toBe(true)
    expect(told?.list).toHaveLength(1)
    const facts = new Map(told?.list[0]?.facts.map(one => [one.aspect, [one.before, one.after]]))
    expect([...facts.keys()]).not.toContain('subject')
    expect(facts.get('names')).toEqual(['DNS:old.lab.example', 'DNS:new.lab.example'])
    expect(facts.get('key')).toEqual(['RSA 2048', 'EC P-256'])
    const said = (name: string, ...args: readonly string[]) =>
      openssl('x509', '-in', `${name}.crt`, '-noout', ...args).trim()
    for (const [index, name] of ['old', 'new'].entries()) {
      expect(`sha256 Fingerprint=${facts.get('sha256')?.[index]}`).toBe(said(name, '-fingerprint', '-sha256'))
      expect(`serial=${facts.get('serial')?.[index]}`).toBe(said(name, '-serial'))
      const end = said(name, '-enddate', '-dateopt', 'iso_8601').replace('notAfter=', '').replace(' ', 'T')
      expect(facts.get('notAfter')?.[index]?.replace('.000', '')).toBe(end)
    }
  })

  it('pair what took the place of one another, and tell others as added and removed', async () => {
    const brief = async (a: string | null, b: string | null) =>
      (await between(a, b))?.list.map(one => `${one.change} ${one.subject}`)
    expect(await brief(pem('old'), pem('renamed'))).toEqual(['changed O=Lab, CN=esx09.lab.example'])
    expect(await brief(`${pem('other')}${pem('old')}`, `${pem('new')}${pem('other')}`)).toEqual([
      'changed O=Lab, CN=esx01.lab.example',
    ])
    expect(await brief(pem('other'), `${pem('new')}${pem('other')}`)).toEqual(['added O=Lab, CN=esx01.lab.example'])
    expect(await brief(`${pem('other')}${pem('other')}`, pem('other'))).toEqual(['removed O=Lab, CN=root'])
    expect(await brief(null, pem('new'))).toEqual(['added O=Lab, CN=esx01.lab.example'])
    expect(await brief(pem('new'), null)).toEqual(['removed O=Lab, CN=esx01.lab.example'])
  })

  it('are not all that differs where the text around them does, and nothing where only their form does', async () => {
    expect((await between(pem('old'), `# of Monday\n${pem('new')}`))?.isAll).toBe(false)
    expect((await between(null, `# of Monday\n${pem('new')}`))?.isAll).toBe(false)
    expect((await between(pem('old'), pem('new').replace('BEGIN', 'BEGUN')))?.isAll).toBe(false)
    expect(await between(pem('old'), pem('old'))).toBeNull()
    expect(await between(readFileSync(join(folder, 'old.der')), pem('old'))).toBeNull()
    expect((await between(readFileSync(join(folder, 'old.der')), pem('new')))?.list[0]?.change).toBe('changed')
    expect(await between('one', 'two')).toBeNull()
    expect(
      await between(pem('old'), `${pem('new')}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`),
    ).toBeNull()
  })

  it('stand in the page in the place of their lines, and in JSON and the diff beside them', async () => {
    const state = (name: string) => opened(plainState([...hostFiles, file('etc/vmware/ssl/rui.crt', pem(name))]))
    const [before, after] = [await state('old'), await state('new')]
    const told = await compareBackups(before, after)
    const written = async (format: 'html' | 'json' | 'diff') =>
      Buffer.from(await exportedComparison(format, told, before, after)).toString()
    const html = await written('html')
    expect(html).toContain('<th scope="row">Key</th><td>RSA 2048</td><td>EC P-256</td>')
    expect(html).not.toContain('BEGIN CERTIFICATE')
    const line = (await written('json'))
      .split('\n')
      .map(one => one && JSON.parse(one))
      .find(one => one.certificates)
    expect(line.certificates).toEqual([
      {
        subject: 'O=Lab, CN=esx01.lab.example',
        change: 'changed',
        facts: expect.arrayContaining([{ key: 'key', old: 'RSA 2048', new: 'EC P-256' }]),
      },
    ])
    const diff = await written('diff')
    expect(diff).toContain('#        Key: RSA 2048 -> EC P-256\n')
    // A patch needs the lines.
    expect(diff).toContain('-----BEGIN CERTIFICATE-----')
  })
})
