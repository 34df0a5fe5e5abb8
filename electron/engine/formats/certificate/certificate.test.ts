// Certificates that openssl makes, read here and by openssl: both must say the same. Then what is broken, and what is made to harm.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Certificate, CertificatesView } from '../../../../shared/viewers/certificate'
import { makeBackup } from '../../../../testing/fixtures/backups'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { bytesOf } from '../../codecs/bytes'
import { Document } from '../../document/document'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'
import { pemBlocks } from './pem'

let folder = ''
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { encoding: 'utf8', cwd: folder, stdio: 'pipe' })
const pem = (name: string) => readFileSync(at(name), 'utf8')

/** Names of every kind of string, in the order of openssl. */
const subject = '/C=US/ST=California/O=VMware, Inc/OU=Zürich/CN=esx01.lab.example/emailAddress=ssl@lab.example'
const alternatives =
  'DNS:esx01.lab.example,DNS:esx01,IP:192.0.2.10,IP:2001:db8::1,email:a@lab.example,URI:https://lab.example/'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  const make = (name: string, key: readonly string[], ...more: readonly string[]) =>
    openssl(
      'req',
      '-x509',
      '-utf8',
      ...key,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-days',
      '365',
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
    'extendedKeyUsage=serverAuth,1.2.3.4',
    '-addext',
    'keyUsage=critical,digitalSignature,keyEncipherment',
  )
  make('small', ['-newkey', 'rsa:1024'], '-sha1')
  make('p256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'])
  make('p521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], '-sha512')
  make('odd', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'])
  make('ed25519', ['-newkey', 'ed25519'])
  make('serial', ['-newkey', 'ed25519'], '-set_serial', '0xFFEE01')
  openssl('x509', '-in', 'rsa.crt', '-outform', 'DER', '-out', 'rsa.der')
  // a chain: authority, one below it, a host below that
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=Root',
    '-days',
    '3650',
  )
  const sign = (name: string, by: string, extensions: string) => {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
    )
    writeFileSync(at(`${name}.ext`), extensions)
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      `${by}.crt`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      '-days',
      '30',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.crt`,
    )
  }
  sign(
    'middle',
    'ca',
    'basicConstraints=critical,CA:true,pathlen:0\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
  )
  sign('host', 'middle', 'basicConstraints=CA:false\nauthorityKeyIdentifier=keyid\n')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function view(files: Readonly<Record<string, string | Uint8Array>>, name: string): Promise<CertificatesView> {
  const document = await opened(await tgz(Object.entries(files).map(([path, content]) => file(path, content))))
  return viewIn(document, name)
}

async function viewIn(document: Document, name: string): Promise<CertificatesView> {
  const entry = await document.resolve(name)
  const shown = await viewOf(new Subject({ document, entry, opened: null, folder: null }), {})
  if (shown.viewer !== 'certificate') throw new Error(`shown as ${shown.viewer}: ${shown.failed?.error.message}`)
  return shown.data
}

async function only(content: string | Uint8Array): Promise<Certificate> {
  const { certificates, problems } = await view({ 'a.crt': content }, 'a.crt')
  expect(problems).toEqual([])
  expect(certificates).toHaveLength(1)
  return certificates[0]!
}

describe('a certificate', () => {
  it.each(['rsa', 'small', 'p256', 'p521', 'odd', 'ed25519', 'serial'])('%s says what openssl says', async name => {
    const shown = await only(pem(`${name}.crt`))
    const said = (...args: readonly string[]) => openssl('x509', '-in', `${name}.crt`, '-noout', ...args).trim()
    expect(`sha256 Fingerprint=${shown.sha256}`).toBe(said('-fingerprint', '-sha256'))
    expect(`sha1 Fingerprint=${shown.sha1}`).toBe(said('-fingerprint', '-sha1'))
    expect(`serial=${shown.serial}`).toBe(said('-serial'))
    const dates = said('-dates', '-dateopt', 'iso_8601').split('\n')
    expect(
      [`notBefore=${shown.notBefore}`, `notAfter=${shown.notAfter}`].map(line =>
        line.replace('T', ' ').replace('.000', ''),
      ),
    ).toEqual(dates)
    const names = said('-subject', '-issuer', '-nameopt', 'multiline,utf8,-esc_msb,sname')
      .split('\n')
      .filter(line => line.includes('= '))
      .map(line => line.trim().replace(/ *= /, '='))
    const flat = [...shown.subject, ...shown.issuer].map(({ type, value }) => `${type}=${value}`)
    expect(flat).toEqual(names)
    expect(said('-text')).toContain(`Version: ${shown.version} `)
  })

  it.each([
    ['rsa', { type: 'RSA', bits: 2048, curve: null }, 'RSA with SHA-256'],
    ['small', { type: 'RSA', bits: 1024, curve: null }, 'RSA with SHA-1'],
    ['p256', { type: 'EC', bits: 256, curve: 'P-256' }, 'ECDSA with SHA-256'],
    ['p521', { type: 'EC', bits: 521, curve: 'P-521' }, 'ECDSA with SHA-512'],
    ['odd', { type: 'EC', bits: 256, curve: 'secp256k1' }, 'ECDSA with SHA-256'],
    ['ed25519', { type: 'Ed25519', bits: null, curve: null }, 'Ed25519'],
  ])('%s names its key and signature', async (name, key, signature) => {
    expect(await only(pem(`${name}.crt`))).toMatchObject({ key, signature })
  })

  it('lists its alternative names and extensions', async () => {
    const { alternativeNames, extensions, isAuthority } = await only(pem('rsa.crt'))
    expect(alternativeNames).toEqual(alternatives.split(','))
    const found = Object.fromEntries(extensions.map(({ name, critical, summary }) => [name, [critical, summary]]))
    expect(found).toMatchObject({
      'Key usage': [true, 'digital signature, key encipherment'],
      'Extended key usage': [false, 'TLS server, 1.2.3.4'],
      'Basic constraints': [true, 'authority'],
      'Subject alternative name': [false, alternatives.replaceAll(',', ', ')],
    })
    const identifier = /Subject Key Identifier: *\n *([0-9A-F:]+)/.exec(
      openssl('x509', '-in', 'rsa.crt', '-noout', '-text'),
    )?.[1]
    expect(found['Subject key identifier']).toEqual([false, identifier])
    expect(isAuthority).toBe(true)
  })

  it('is the same in DER, whatever its file is called', async () => {
    const inPem = await only(pem('rsa.crt'))
    const inDer = await only(readFileSync(at('rsa.der')))
    expect(inDer).toEqual({ ...inPem, line: null })
  })

  it('of a generated host fits its key and names its authority', async () => {
    const { bytes } = await makeBackup('esxi-7.0.2')
    const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
    await document.openAll()
    const { certificates, key } = await viewIn(document, 'etc/vmware/ssl/rui.crt')
    expect(certificates[0]).toMatchObject({ version: 3, issuedBy: null, key: { type: 'RSA', bits: 2048 } })
    expect(key).toMatchObject({ address: 'local.tgz.ve!/etc/vmware/ssl/rui.key', matches: 0, unknown: null })
  })
})

describe('several certificates', () => {
  it('name who signed whom, in whatever order they stand', async () => {
    const chain = ['host', 'middle', 'ca'].map(name => pem(`${name}.crt`)).join('')
    expect((await view({ 'a.crt': chain }, 'a.crt')).certificates.map(one => one.issuedBy)).toEqual([1, 2, 2])
    const mixed = ['ca', 'host', 'p256', 'middle'].map(name => pem(`${name}.crt`)).join('')
    expect((await view({ 'a.crt': mixed }, 'a.crt')).certificates.map(one => one.issuedBy)).toEqual([0, 3, 2, 0])
    expect((await view({ 'a.crt': pem('host.crt') }, 'a.crt')).certificates[0]?.issuedBy).toBeNull()
  })

  it('keep their lines, with text between them', async () => {
    const text = `# first\n${pem('ca.crt')}\nsome words\r\n${pem('p256.crt')}`
    const { certificates } = await view({ castore: text }, 'castore')
    const lines = text.split(/\r\n|\n/).flatMap((line, index) => (line.startsWith('-----BEGIN') ? [index + 1] : []))
    expect(certificates.map(one => one.line)).toEqual(lines)
  })

  it('are shown up to a bound, and the rest is counted', async () => {
    const many = await view({ store: pem('p256.crt').repeat(510) }, 'store')
    expect([many.certificates.length, many.more]).toEqual([500, 10])
  })
})

describe('the key beside a certificate', () => {
  const beside = async (key: string | Uint8Array, certificate = pem('rsa.crt')) =>
    (await view({ 'etc/rui.crt': certificate, 'etc/rui.key': key }, 'etc/rui.crt')).key

  it('is told to be its own, in each form of a private key', async () => {
    const address = 'etc/rui.key'
    expect(await beside(pem('rsa.key'))).toEqual({ address, matches: 0, matchesRequest: null, unknown: null })
    expect(await beside(openssl('rsa', '-traditional', '-in', 'rsa.key'))).toMatchObject({ matches: 0 })
    expect(await beside(pem('p256.key'), pem('p256.crt'))).toMatchObject({ matches: 0 })
    expect(await beside(openssl('ec', '-in', 'p256.key'), pem('p256.crt'))).toMatchObject({ matches: 0 })
    expect(await beside(pem('ed25519.key'), pem('ed25519.crt'))).toMatchObject({ matches: 0 })
    expect(await beside(pem('host.key'), `${pem('ca.crt')}${pem('host.crt')}`)).toMatchObject({ matches: 1 })
  })

  it('is told to be of another certificate', async () => {
    expect(await beside(pem('p256.key'))).toMatchObject({ matches: null, unknown: null })
  })

  it('is not guessed about', async () => {
    const encrypted = openssl('pkey', '-in', 'rsa.key', '-aes128', '-passout', 'pass:secret')
    expect(await beside(encrypted)).toMatchObject({ unknown: 'it is protected by a passphrase' })
    const oldForm = openssl('rsa', '-traditional', '-aes128', '-in', 'rsa.key', '-passout', 'pass:secret')
    expect(await beside(oldForm)).toMatchObject({ unknown: 'it is protected by a passphrase' })
    expect(await beside('no key')).toMatchObject({ unknown: 'it is not a private key that can be read' })
    expect(await beside('')).toMatchObject({ unknown: 'it is empty' })
    expect(await beside('x'.repeat(100_000))).toMatchObject({ unknown: 'it is too large for a key' })
  })

  it('has the name of the certificate and lies in its folder', async () => {
    const files = { 'etc/rui.crt': pem('rsa.crt'), 'etc/other.key': pem('rsa.key'), 'rui.key': pem('rsa.key') }
    expect((await view(files, 'etc/rui.crt')).key).toBeNull()
  })
})

describe('what is broken', () => {
  const problemsOf = async (content: string | Uint8Array) => (await view({ 'a.crt': content }, 'a.crt')).problems

  it('is told with its line, and the others are shown', async () => {
    const junk = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    const text = `${pem('ca.crt')}${junk}${junk.replace('AAAA', '@@')}${pem('p256.crt')}-----BEGIN CERTIFICATE-----\nMIIB\n`
    const { certificates, problems } = await view({ 'a.crt': text }, 'a.crt')
    expect(certificates.map(one => one.issuedBy)).toEqual([0, 1])
    const first = pem('ca.crt').split('\n').length
    expect(problems[0]).toMatchObject({
      line: first,
      message: expect.stringMatching(/^This is not an X\.509 certificate: /),
    })
    expect(problems[1]?.message).toBe('The block that begins here cannot be read: it is not base64.')
    expect(problems[2]?.message).toBe('The block that begins here cannot be read: it has no END.')
  })

  it('of an END of another kind, of nothing, of a block in a block', () => {
    const faults = (text: string) =>
      pemBlocks(text).map(({ label, content }) => [label, 'fault' in content && content.fault])
    expect(faults('-----BEGIN A-----\nAAAA\n-----END B-----')).toEqual([['A', 'it ends as B']])
    expect(faults('-----BEGIN A-----\n-----END A-----')).toEqual([['A', 'it is empty']])
    expect(faults('-----BEGIN A-----\nAA\n-----BEGIN B-----\nAAAA\n-----END B-----')).toEqual([
      ['A', 'it has no END'],
      ['B', false],
    ])
  })

  it('by one bit, wherever it is, is shown or told, and never thrown', async () => {
    const der = readFileSync(at('rsa.der'))
    for (let position = 4; position < der.length; position += 7) {
      const broken = Uint8Array.from(der)
      broken[position]! ^= 0x10
      const shown = await view({ 'a.crt': base64(broken) }, 'a.crt')
      expect(shown.certificates.length + shown.problems.length).toBe(1)
    }
  })

  it('by being cut off, at every length', async () => {
    const der = readFileSync(at('p256.crt'), 'utf8')
    const [{ content } = { content: { fault: '' } }] = pemBlocks(der)
    const bytes = 'der' in content ? content.der : new Uint8Array(0)
    for (let length = 1; length < bytes.length; length += 11) {
      expect(await problemsOf(base64(bytes.subarray(0, length)))).toHaveLength(1)
    }
  })

  it('in an extension leaves the rest', async () => {
    const text = Buffer.from(readFileSync(at('rsa.der')))
    // The first byte inside the extension basicConstraints (2.5.29.19), which makes its sequence a set.
    const found = text.indexOf(Buffer.from('0603551d13', 'hex'))
    const value = text.indexOf(0x30, found + 8)
    text[value] = 0x31
    const { extensions } = await only(base64(text))
    expect(extensions.find(one => one.name === 'Basic constraints')?.summary).toBe('5 bytes that break its form')
  })

  it('by a name with control characters shows none of them', async () => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ed25519',
      '-nodes',
      '-keyout',
      'evil.key',
      '-out',
      'evil.crt',
      '-utf8',
      '-subj',
      '/CN=a\u001b[31m\u202eb',
    )
    const { subject: shown } = await only(pem('evil.crt'))
    expect(shown[0]?.value).toBe('a\\x1b[31m\\xe2\\x80\\xaeb')
  })
})

describe('what is made to harm', () => {
  const nested = (depth: number) => {
    let bytes = Buffer.alloc(0)
    for (let level = 0; level < depth; level++) {
      const { length } = bytes
      const head =
        length < 128
          ? [0x30, length]
          : length < 65_536
            ? [0x30, 0x82, length >> 8, length & 255]
            : [0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255]
      bytes = Buffer.concat([Buffer.from(head), bytes])
    }
    return bytes
  }

  it('ASN.1 nested 10,000 deep is told as broken', async () => {
    const { problems } = await view({ 'a.crt': base64(nested(10_000)) }, 'a.crt')
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('not an X.509 certificate') }])
  })

  it('a certificate of megabytes is not read', async () => {
    const { problems } = await view({ 'a.crt': base64(new Uint8Array(2_000_000).fill(0x30)) }, 'a.crt')
    expect(problems[0]?.message).toContain('too many for an X.509 certificate')
  })

  it('bytes that only begin like DER are bytes', async () => {
    const bytes = Uint8Array.from([0x30, 0x82, 0x40, 0, 0x30, 0x82, 0x3f, 0, 0xa0, ...new Array(50).fill(0)])
    const document = await opened(await tgz([file('x', bytes)]))
    const entry = await document.resolve('x')
    expect(viewersOf(new Subject({ document, entry, opened: null, folder: null }))).toEqual({
      kind: 'binary',
      viewers: ['hex'],
    })
  })
})

function base64(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
