// Revocation lists that openssl makes, read here and by openssl: both must say the same.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { viewOf } from '../registry'
import { Subject } from '../subject'

let folder = ''
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { encoding: 'utf8', cwd: folder, stdio: 'pipe' })
const pem = (name: string) => readFileSync(at(name), 'utf8')

/** Status, expiry, revocation with its reason, serial, file and subject: a line of openssl's index of a CA. */
const index = [
  ['R', '300101000000Z', '250102030405Z,keyCompromise', '0A', 'unknown', '/CN=one'],
  ['R', '300101000000Z', '250203040506Z', 'FFEE01', 'unknown', '/CN=two'],
  ['R', '300101000000Z', '250304050607Z,superseded', '1000', 'unknown', '/CN=three'],
  ['V', '300101000000Z', '', '1001', 'unknown', '/CN=four'],
]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'revocations-'))
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  for (const name of ['ca', 'twin'])
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-subj',
      '/CN=Lab authority',
      '-days',
      '30',
    )
  openssl('req', ...key, '-keyout', 'one.key', '-out', 'one.csr', '-subj', '/CN=one')
  openssl('x509', '-req', '-in', 'one.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', '10', '-out', 'one.crt')
  const make = (name: string, lines: readonly (readonly string[])[], extensions: string) => {
    writeFileSync(at('index.txt'), lines.map(line => `${line.join('\t')}\n`).join(''))
    writeFileSync(at('number'), '0123456789ABCDEF0123\n')
    writeFileSync(
      at('ca.cnf'),
      `[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\n${extensions}[e]\nauthorityKeyIdentifier=keyid\n`,
    )
    const by = ['-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key']
    openssl('ca', '-gencrl', ...by, '-crldays', '20', '-out', `${name}.crl`)
    openssl('crl', '-in', `${name}.crl`, '-outform', 'DER', '-out', `${name}.der`)
  }
  make('second', index, 'crl_extensions=e\n')
  make('empty', [], 'crl_extensions=e\n')
  make(
    'many',
    Array.from({ length: 520 }, (_, at) => [
      'R',
      '300101000000Z',
      '250102030405Z',
      (at + 4096).toString(16).toUpperCase(),
      'unknown',
      `/CN=${at}`,
    ]),
    'crl_extensions=e\n',
  )
  // Without a number, extensions and reasons, openssl makes a list of the first version.
  writeFileSync(at('index.txt'), `${index[1]!.join('\t')}\n`)
  writeFileSync(at('ca.cnf'), '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n')
  openssl(
    'ca',
    '-gencrl',
    '-config',
    'ca.cnf',
    '-cert',
    'ca.crt',
    '-keyfile',
    'ca.key',
    '-crldays',
    '20',
    '-out',
    'first.crl',
  )
  openssl('crl', '-in', 'first.crl', '-outform', 'DER', '-out', 'first.der')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function view(content: string | Uint8Array) {
  const document = await opened(await tgz([file('a.pem', content)]))
  const entry = await document.resolve('a.pem')
  const shown = await viewOf(new Subject({ document, entry, opened: null, folder: null }), {})
  if (shown.viewer !== 'certificate') throw new Error(`shown as ${shown.viewer}: ${shown.failed?.error.message}`)
  return shown.data
}

async function only(content: string | Uint8Array) {
  const { certificates, lists, problems, requests } = await view(content)
  expect([certificates, requests, problems]).toEqual([[], [], []])
  expect(lists).toHaveLength(1)
  return lists[0]!
}

/** A time as openssl prints it, such as `Jan  2 03:04:05 2025 GMT`. */
const timeOf = (text: string) => new Date(text).toISOString()

describe('a revocation list', () => {
  it.each(['first', 'second', 'empty', 'many'])('%s says what openssl says', async name => {
    const shown = await only(pem(`${name}.crl`))
    const said = (option: string) => openssl('crl', '-in', `${name}.crl`, '-noout', option).trim().replace(/^\w+=/, '')
    expect(`CN=${shown.issuer[0]?.value}`).toBe(said('-issuer').replace(/ = /g, '='))
    expect(shown.thisUpdate).toBe(timeOf(said('-lastupdate')))
    expect(shown.nextUpdate).toBe(timeOf(said('-nextupdate')))
    expect(shown.number).toBe(name === 'first' ? null : BigInt('0x0123456789ABCDEF0123').toString())
    const text = openssl('crl', '-in', `${name}.crl`, '-noout', '-text')
    expect(text).toContain(`Version ${name === 'first' ? 1 : 2} `)
    const serials = [...text.matchAll(/Serial Number: ([0-9A-F]+)\n/g)].map(match => match[1])
    expect(shown.revoked.map(one => one.serial)).toEqual(serials.slice(0, 500))
    const dates = [...text.matchAll(/Revocation Date: (.*)\n/g)].map(match => timeOf(match[1]!))
    expect(shown.revoked.map(one => one.date)).toEqual(dates.slice(0, 500))
    expect(shown.revoked.length + shown.more).toBe(serials.length)
    expect(await only(readFileSync(at(`${name}.der`)))).toEqual({ ...shown, line: null })
  })

  it('names the reasons', async () => {
    expect((await only(pem('second.crl'))).revoked.map(({ serial, reason }) => [serial, reason])).toEqual([
      ['0A', 'the key is in other hands'],
      ['1000', 'another one has taken its place'],
      ['FFEE01', null],
    ])
  })

  it('names the certificate of the file that signed it, by signature and not by name alone', async () => {
    const { lists } = await view(pem('twin.crt') + pem('ca.crt') + pem('second.crl'))
    expect(lists).toMatchObject([{ issuedBy: 1 }])
    expect(openssl('crl', '-in', 'second.crl', '-noout', '-CAfile', 'ca.crt', '-verify')).toBe('')
    expect((await view(pem('twin.crt') + pem('second.crl'))).lists).toMatchObject([{ issuedBy: null }])
  })

  it('tells which certificates of the file it revokes', async () => {
    const { certificates, lists } = await view(pem('second.crl') + pem('ca.crt') + pem('one.crt') + pem('empty.crl'))
    expect(certificates[1]?.serial).toBe('0A')
    expect(lists.map(list => list.revokes)).toEqual([[1], []])
    const all = join(folder, 'all.pem')
    writeFileSync(all, pem('ca.crt') + pem('second.crl'))
    expect(() => openssl('verify', '-crl_check', '-CAfile', 'all.pem', 'one.crt')).toThrow(/certificate revoked/)
  })

  it('cut off at any length is told and never thrown', async () => {
    const der = readFileSync(at('second.der'))
    for (let length = 1; length < der.length; length += 13) {
      const base64 = der.subarray(0, length).toString('base64')
      const { lists, problems } = await view(`-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`)
      expect([lists.length, problems.length]).toEqual([0, 1])
    }
  })
})
