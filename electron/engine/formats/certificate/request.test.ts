// Requests that openssl makes, read here and by openssl: both must say the same.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CertificateRequest, CertificatesView } from '../../../../shared/viewers/certificate'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { viewOf } from '../registry'
import { Subject } from '../subject'

let folder = ''
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { encoding: 'utf8', cwd: folder, stdio: 'pipe' })
const subject = '/C=US/O=VMware, Inc/OU=Zürich/CN=esx01.lab.example/emailAddress=ssl@lab.example'
const alternatives = 'DNS:esx01.lab.example,IP:192.0.2.10,email:a@lab.example'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'requests-'))
  const make = (name: string, key: readonly string[], ...more: readonly string[]) =>
    openssl(
      'req',
      '-new',
      '-utf8',
      ...key,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      subject,
      ...more,
    )
  make(
    'rsa',
    ['-newkey', 'rsa:2048'],
    '-addext',
    `subjectAltName=${alternatives}`,
    '-addext',
    'keyUsage=critical,digitalSignature',
  )
  make('p384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], '-sha384')
  make('ed25519', ['-newkey', 'ed25519'])
  writeFileSync(
    at('secret.cnf'),
    '[req]\nprompt=no\ndistinguished_name=dn\nattributes=a\n[dn]\nCN=x\n[a]\nchallengePassword=correct horse\n',
  )
  openssl(
    'req',
    '-new',
    '-newkey',
    'ed25519',
    '-nodes',
    '-keyout',
    'secret.key',
    '-out',
    'secret.csr',
    '-config',
    'secret.cnf',
  )
  for (const name of ['rsa', 'p384', 'ed25519'])
    openssl('req', '-in', `${name}.csr`, '-outform', 'DER', '-out', `${name}.der`)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function view(files: Readonly<Record<string, string | Uint8Array>>, name: string): Promise<CertificatesView> {
  const document = await opened(await tgz(Object.entries(files).map(([path, content]) => file(path, content))))
  const entry = await document.resolve(name)
  const shown = await viewOf(new Subject({ document, entry, opened: null, folder: null }), {})
  if (shown.viewer !== 'certificate') throw new Error(`shown as ${shown.viewer}: ${shown.failed?.error.message}`)
  return shown.data
}

async function only(content: string | Uint8Array): Promise<CertificateRequest> {
  const { certificates, lists, problems, requests } = await view({ 'a.csr': content }, 'a.csr')
  expect([certificates, lists, problems]).toEqual([[], [], []])
  expect(requests).toHaveLength(1)
  return requests[0]!
}

const pem = (name: string) => readFileSync(at(`${name}.csr`), 'utf8')

/** What openssl says of the signature. */
function verifies(name: string): boolean {
  try {
    openssl('req', '-in', name, '-noout', '-verify')
    return true
  } catch {
    return false
  }
}

describe('a request', () => {
  it.each([
    ['rsa', { type: 'RSA', bits: 2048, curve: null }, 'RSA with SHA-256'],
    ['p384', { type: 'EC', bits: 384, curve: 'P-384' }, 'ECDSA with SHA-384'],
    ['ed25519', { type: 'Ed25519', bits: null, curve: null }, 'Ed25519'],
  ])('%s says what openssl says', async (name, key, signature) => {
    const shown = await only(pem(name))
    expect(shown).toMatchObject({ line: 1, key, signature, isSigned: verifies(`${name}.csr`) })
    const names = openssl(
      'req',
      '-in',
      `${name}.csr`,
      '-noout',
      '-subject',
      '-nameopt',
      'multiline,utf8,-esc_msb,sname',
    )
      .split('\n')
      .filter(line => line.includes('= '))
      .map(line => line.trim().replace(/ *= /, '='))
    expect(shown.subject.map(({ type, value }) => `${type}=${value}`)).toEqual(names)
    expect(await only(readFileSync(at(`${name}.der`)))).toEqual({ ...shown, line: null })
  })

  it('lists the extensions that it asks for', async () => {
    const { alternativeNames, attributes, extensions } = await only(pem('rsa'))
    expect(alternativeNames).toEqual(alternatives.split(','))
    expect(attributes).toEqual([])
    expect(extensions).toEqual([
      { name: 'Subject alternative name', critical: false, summary: alternatives.replaceAll(',', ', ') },
      { name: 'Key usage', critical: true, summary: 'digital signature' },
    ])
    const text = openssl('req', '-in', 'rsa.csr', '-noout', '-text')
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/)
  })

  it('names a challenge password and does not show it', async () => {
    expect(openssl('req', '-in', 'secret.csr', '-noout', '-text')).toContain('correct horse')
    const shown = await only(pem('secret'))
    expect(shown.attributes).toEqual(['challenge password'])
    expect(JSON.stringify(shown)).not.toContain('horse')
  })

  it('that was changed after it was signed is told, as openssl does', async () => {
    const der = readFileSync(at('p384.der'))
    der[der.indexOf('esx01')]! ^= 0x01
    writeFileSync(at('changed.der'), der)
    expect(verifies('changed.der')).toBe(false)
    expect((await only(der)).isSigned).toBe(false)
  })
})

describe('the key beside a request', () => {
  const key = async (name: string, content: string) => (await view({ 'a.key': name, 'a.csr': content }, 'a.csr')).key

  it('is told to be its own, or of another', async () => {
    const [own, other] = ['rsa', 'p384'].map(name => readFileSync(at(`${name}.key`), 'utf8'))
    expect(await key(own!, pem('rsa'))).toMatchObject({ matches: null, matchesRequest: 0, unknown: null })
    expect(await key(other!, pem('rsa'))).toMatchObject({ matches: null, matchesRequest: null, unknown: null })
    expect(await key(other!, pem('rsa') + pem('p384'))).toMatchObject({ matchesRequest: 1 })
  })
})
