// What is printed of certificates, requests and revocation lists, held against openssl itself.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CertificatePart } from '../../../../../shared/viewers/certificate'
import { certificatesOf, printedCertificate } from '../read'
import { printCertificate } from './print'

/** Two signed certificate timestamps as a certificate holds them (RFC 6962, 3.3), with and without extensions of their own. */
function timestamps(): Buffer {
  const sized = (content: Buffer) => Buffer.concat([Buffer.from([content.length >> 8, content.length & 0xff]), content])
  const one = (extensions: Buffer, algorithm: readonly number[], signature: Buffer) => {
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(1_610_000_000_123n)
    const log = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7))
    return sized(
      Buffer.concat([Buffer.from([0]), log, time, sized(extensions), Buffer.from(algorithm), sized(signature)]),
    )
  }
  const list = sized(
    Buffer.concat([
      one(Buffer.alloc(0), [4, 3], Buffer.alloc(71, 0xa5)),
      one(Buffer.alloc(20, 0x11), [4, 1], Buffer.alloc(32, 0x5a)),
    ]),
  )
  return Buffer.concat([Buffer.from([0x04, 0x81, list.length]), list])
}

let folder = ''
const at = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { encoding: 'utf8', cwd: folder, stdio: 'pipe' })

/** Every name, usage and form that is printed in words, and some that are not. */
const settings = `
[req]
distinguished_name=dn
[dn]
[usual]
basicConstraints=critical,CA:true,pathlen:3
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer:always
keyUsage=critical,digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment,keyAgreement,keyCertSign,cRLSign
extendedKeyUsage=serverAuth,clientAuth,codeSigning,emailProtection,timeStamping,OCSPSigning,anyExtendedKeyUsage,msSmartcardLogin,1.2.3.4
subjectAltName=DNS:a.lab,DNS:*.lab,IP:192.0.2.1,IP:2001:db8::1,IP:::1,IP:fe80::,email:a@b.c,URI:https://x/,RID:1.2.3.4,dirName:dir
issuerAltName=DNS:issuer.lab
crlDistributionPoints=URI:http://crl.lab/a.crl,URI:http://crl.lab/b.crl
authorityInfoAccess=OCSP;URI:http://ocsp.lab/,caIssuers;URI:http://ca.lab/ca.crt
certificatePolicies=2.23.140.1.2.1,anyPolicy,@policy
1.2.3.4.5=ASN1:UTF8String:Text of an extension that nobody knows, longer than a line of a dump
1.2.3.4.6=critical,DER:0500
[request]
basicConstraints=CA:false
subjectAltName=DNS:host.lab,IP:192.0.2.7
keyUsage=digitalSignature
[host]
basicConstraints=CA:false
authorityKeyIdentifier=keyid
[rare]
certificatePolicies=2.23.140.1.2.1,@notices,@notice
nameConstraints=critical,permitted;DNS:.lab,excluded;IP:192.0.2.0/255.255.255.0,permitted;email:a.b,excluded;dirName:dir,permitted;IP:2001:db8::/ffff:ffff::,excluded;URI:.x
policyConstraints=requireExplicitPolicy:3,inhibitPolicyMapping:0
policyMappings=1.2.3.4:1.2.3.5,1.2.3.6:1.2.3.7
inhibitAnyPolicy=2
freshestCRL=URI:http://d.lab/d.crl
crlDistributionPoints=full,relative,plain
tlsfeature=status_request,status_request_v2,99
subjectInfoAccess=caRepository;URI:http://x/,1.3.6.1.5.5.7.48.99;DNS:x
nsComment=A comment
nsCertType=client,server,email,objsign,sslCA,emailCA,objCA
nsBaseUrl=http://b/
nsCaPolicyUrl=http://p/
nsSslServerName=a.lab
subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:user@lab,otherName:1.2.3.4;IA5:ia5,otherName:1.2.3.5;SEQUENCE:inner,DNS:x
2.5.29.16=DER:3022800f32303230303130313030303030305a810f32303231303130313030303030305a
1.3.6.1.5.5.7.48.1.5=DER:0500
1.3.6.1.4.1.311.20.2=ASN1:BMPString:WebServer
1.3.6.1.4.1.11129.2.4.2=DER:TIMESTAMPS
[broken]
1.3.6.1.4.1.11129.2.4.2=DER:0410000e000c00112233445566778899aabb
2.5.29.30=DER:3003020101
2.5.29.32=DER:0500
2.5.29.36=DER:040100
[inner]
a=INTEGER:1
[notices]
policyIdentifier=1.3.5.9
CPS.1=http://cps.lab/
userNotice.1=@whole
userNotice.2=@text
[notice]
policyIdentifier=anyPolicy
userNotice.1=@numbered
[whole]
explicitText=Explicit Text Here
organization=Org Name
noticeNumbers=1,2,300
[text]
explicitText=UTF8:Grüße
[numbered]
organization=Another
noticeNumbers=7
[full]
fullname=URI:http://crl.lab/a.crl,URI:http://crl.lab/b.crl
CRLissuer=dirName:dir
reasons=keyCompromise, CACompromise
[relative]
relativename=relative_name
[relative_name]
CN=rel one
[plain]
fullname=dirName:dir
[dir]
C=US
O=Some Org, Inc
OU=Zürich
[policy]
policyIdentifier=1.3.5.8
CPS.1=http://cps.lab/
`
const names = [
  '/C=US/ST=California/O=VMware, Inc/OU=Zürich+OU=two/CN= lead #1/emailAddress=ssl@lab.example/DC=lab',
  '/CN=#first/O=a <b> "quoted" \\\\ back/OU=ends with a space /street=1\\+1',
  '/CN=тест',
]

const keys: Readonly<Record<string, readonly string[]>> = {
  'rsa:1024': ['-newkey', 'rsa:1024'],
  'rsa:2048': ['-newkey', 'rsa:2048', '-pkeyopt', 'rsa_keygen_pubexp:3'],
  'rsa:3072': ['-newkey', 'rsa:3072', '-sha512'],
  'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-sha384'],
  'P-521': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  secp256k1: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  brainpoolP256r1: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  ed25519: ['-newkey', 'ed25519'],
  ed448: ['-newkey', 'ed448'],
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'printed-'))
  writeFileSync(at('a.cnf'), settings.replace('TIMESTAMPS', timestamps().toString('hex')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const common = ['-config', 'a.cnf', '-utf8', '-nodes', '-keyout', 'a.key']

/** As openssl prints it; the same options in every release, and without the empty title that 3.0 adds to a request. */
function said(command: 'x509' | 'req' | 'crl', name: string): string {
  const options = command === 'x509' ? ['-certopt', 'ext_dump'] : []
  const text = openssl(command, '-in', name, '-noout', '-text', '-nameopt', 'oneline', ...options)
  return text.replace(/^ *Requested Extensions:\n(?= {4}Signature)/m, '')
}

async function printed(name: string) {
  const text = readFileSync(at(name), 'latin1')
  const { printers } = await certificatesOf(Buffer.from(text, 'latin1'), text)
  const all = (part: CertificatePart) => printers[part].map(print => print())
  return { certificates: all('certificates'), requests: all('requests'), lists: all('lists') }
}

describe('a certificate is printed as openssl prints it', () => {
  it.each(Object.entries(keys))('with a key of %s', async (_, key) => {
    openssl('req', '-x509', ...common, '-extensions', 'usual', ...key, '-subj', '/CN=a', '-out', 'a.crt')
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
  })

  it('with every extension that is not usual', async () => {
    openssl(
      'req',
      '-x509',
      ...common,
      '-extensions',
      'rare',
      ...(keys.ed25519 ?? []),
      '-subj',
      '/CN=a',
      '-out',
      'a.crt',
    )
    const own = said('x509', 'a.crt')
    expect(own).toContain('Number: 7')
    expect((await printed('a.crt')).certificates).toEqual([own])
  })

  it('with extensions that break their form', async () => {
    openssl(
      'req',
      '-x509',
      ...common,
      '-extensions',
      'broken',
      ...(keys.ed25519 ?? []),
      '-subj',
      '/CN=a',
      '-out',
      'a.crt',
    )
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
  })

  it('with a key of DSA, and its signature as two numbers', async () => {
    openssl('genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024', '-out', 'dsa.par')
    openssl('genpkey', '-paramfile', 'dsa.par', '-out', 'dsa.key')
    openssl('req', '-x509', '-config', 'a.cnf', '-key', 'dsa.key', '-subj', '/CN=a', '-out', 'a.crt')
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
    openssl('req', '-new', '-config', 'a.cnf', '-key', 'dsa.key', '-subj', '/CN=a', '-out', 'a.csr')
    expect((await printed('a.csr')).requests).toEqual([said('req', 'a.csr')])
  })

  const pss = ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:1024']
  const restricted = (hash: string, salt: string) =>
    [`rsa_pss_keygen_md:${hash}`, `rsa_pss_keygen_mgf1_md:${hash}`, `rsa_pss_keygen_saltlen:${salt}`].flatMap(
      option => ['-pkeyopt', option],
    )
  it.each([
    ['a key of RSA-PSS without restrictions', [...pss, '-sha256']],
    ['what RSA-PSS means without more words', [...pss, '-sha1', '-sigopt', 'rsa_pss_saltlen:20']],
    ['a key of RSA-PSS that is restricted', [...pss, ...restricted('sha256', '32')]],
    [
      'a key that is restricted to what is meant without more words',
      [...pss, ...restricted('sha1', '20'), '-sha1', '-sigopt', 'rsa_pss_saltlen:20'],
    ],
    [
      'two hashes',
      ['-newkey', 'rsa:2048', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_mgf1_md:sha512', '-sha384'],
    ],
    [
      'a long salt',
      ['-newkey', 'rsa:4096', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:300', '-sha224'],
    ],
  ])('signed by RSA-PSS: %s', async (_, key) => {
    openssl('req', '-x509', ...common, ...key, '-subj', '/CN=a', '-out', 'a.crt')
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
    openssl('req', '-new', ...common, ...key, '-subj', '/CN=a', '-out', 'a.csr')
    expect((await printed('a.csr')).requests).toEqual([said('req', 'a.csr')])
  })

  it.each(names)('with the name %s', async name => {
    openssl('req', '-x509', ...common, '-extensions', 'usual', ...(keys.ed25519 ?? []), '-subj', name, '-out', 'a.crt')
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
  })

  it.each(['0', '5', '-5', '0x7feeddccbbaa9988', '0xffeeddccbbaa9988', '-0x0102030405060708090a', '0x8000'])(
    'with the serial number %s',
    async serial => {
      const key = [...(keys.ed25519 ?? []), '-set_serial', serial]
      openssl('req', '-x509', ...common, ...key, '-subj', '/CN=a', '-out', 'a.crt')
      expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
    },
  )

  it.each(['1', '40000'])('that ends after %s days', async days => {
    openssl('req', '-x509', ...common, ...(keys.ed25519 ?? []), '-subj', '/CN=a', '-days', days, '-out', 'a.crt')
    expect((await printed('a.crt')).certificates).toEqual([said('x509', 'a.crt')])
  })

  it('each of several, signed by another, without extensions in between', async () => {
    const [root, host] = [
      ['-extensions', 'usual'],
      ['-extensions', 'host'],
    ]
    openssl('req', '-x509', ...common, ...root, '-newkey', 'rsa:2048', '-subj', '/CN=Root', '-out', 'root.crt')
    openssl('req', '-x509', ...common, ...host, ...(keys['P-256'] ?? []), '-subj', '/CN=Host', '-out', 'host.crt')
    writeFileSync(at('both.pem'), `${readFileSync(at('root.crt'))}words\n${readFileSync(at('host.crt'))}`)
    expect((await printed('both.pem')).certificates).toEqual([said('x509', 'root.crt'), said('x509', 'host.crt')])
  })
})

describe('a request', () => {
  it.each(Object.entries(keys))('with a key of %s is printed as openssl prints it', async (_, key) => {
    openssl('req', '-new', ...common, '-reqexts', 'request', ...key, '-subj', names[0] ?? '', '-out', 'a.csr')
    expect((await printed('a.csr')).requests).toEqual([said('req', 'a.csr')])
    openssl('req', '-new', ...common, ...key, '-subj', '/CN=a', '-out', 'a.csr')
    expect((await printed('a.csr')).requests).toEqual([said('req', 'a.csr')])
  })

  it('has bullets in the place of its challenge password', async () => {
    const attributes = '[at]\nchallengePassword=hunter22\nunstructuredName=Some name\n'
    writeFileSync(at('b.cnf'), `[req]\ndistinguished_name=dn\nattributes=at\nprompt=no\n[dn]\nCN=a\n${attributes}`)
    openssl('req', '-new', '-config', 'b.cnf', '-newkey', 'ed25519', '-nodes', '-keyout', 'b.key', '-out', 'b.csr')
    const own = said('req', 'b.csr')
    expect(own).toContain('hunter22')
    expect((await printed('b.csr')).requests).toEqual([own.replace('hunter22', '••••••••')])
  })
})

describe('a revocation list is printed as openssl prints it', () => {
  beforeAll(() => {
    const authority = ['-extensions', 'usual', '-newkey', 'rsa:2048', '-subj', names[0] ?? '']
    openssl('req', '-x509', ...common, ...authority, '-out', 'ca.crt')
    openssl('rsa', '-in', 'a.key', '-out', 'ca.key')
  })
  const make = (index: string, more: string) => {
    writeFileSync(at('index.txt'), index)
    writeFileSync(at('crlnumber'), '0100000000000000000F\n')
    const authority = `[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n${more}`
    const point =
      'fullname=URI:http://crl.lab/a.crl\nonlyuser=TRUE\nindirectCRL=TRUE\nonlysomereasons=keyCompromise,superseded'
    const rare = `[rare]\nissuingDistributionPoint=critical,@point\n2.5.29.27=critical,ASN1:INTEGER:77\n[point]\n${point}\n`
    writeFileSync(at('ca.cnf'), `${authority}\n[ce]\nauthorityKeyIdentifier=keyid\n${rare}`)
    const by = ['-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key']
    openssl('ca', '-gencrl', ...by, '-crldays', '20', '-out', 'ca.crl')
  }
  const revoked = (reason: string, serial: string) =>
    `R\t300101000000Z\t250102030405Z${reason && `,${reason}`}\t${serial}\tunknown\t/CN=one\n`

  it('of the first version, with nothing revoked', async () => {
    make('', '')
    expect((await printed('ca.crl')).lists).toEqual([said('crl', 'ca.crl')])
  })

  it('with a number and every reason', async () => {
    const reasons = ['', 'unspecified', 'keyCompromise', 'CACompromise', 'affiliationChanged', 'superseded']
    const all = [...reasons, 'cessationOfOperation', 'certificateHold', 'removeFromCRL']
    const index = all.map((reason, number) => revoked(reason, `0A${'07'.repeat(number)}`)).join('')
    make(index, 'crlnumber=crlnumber\ncrl_extensions=ce')
    expect((await printed('ca.crl')).lists).toEqual([said('crl', 'ca.crl')])
  })

  it('of one point and some reasons, with the date since when a key was in other hands', async () => {
    const index = [
      revoked('keyTime,20250101000000Z', '0A'),
      revoked('CAkeyTime,20250102000000Z', '0B'),
      revoked('holdInstruction,holdInstructionReject', '0C'),
    ]
    make(index.join(''), 'crl_extensions=rare')
    expect((await printed('ca.crl')).lists).toEqual([said('crl', 'ca.crl')])
  })

  it('up to a bound, and how many more there are', async () => {
    const index = Array.from({ length: 503 }, (_, number) => revoked('', `0A${String(number + 1000)}`)).join('')
    make(index, '')
    const [text = ''] = (await printed('ca.crl')).lists
    expect(text.match(/Serial Number/g)).toHaveLength(500)
    expect(text).toContain('… and 3 more\n')
  })
})

describe('what is made to harm', () => {
  it('a key with numbers of a megabyte is printed in no time that counts, its exponent as bytes', async () => {
    openssl('req', '-x509', ...common, '-newkey', 'rsa:1024', '-subj', '/CN=a', '-out', 'a.crt')
    const der = Buffer.from(openssl('x509', '-in', 'a.crt', '-outform', 'PEM').replace(/-----.*?-----/g, ''), 'base64')
    const element = (tag: number, ...parts: readonly Uint8Array[]) => {
      const content = Buffer.concat(parts)
      const head = Buffer.alloc(5)
      head.writeUInt8(tag)
      head.writeUInt32BE(content.length + 0x83000000, 1)
      return Buffer.concat([head, content])
    }
    const number = element(2, Buffer.alloc(400_000, 0x77))
    const key = element(3, Buffer.from([0]), element(0x30, number, number))
    const { tbsCertificate: body, ...rest } = AsnConvert.parse(der, Certificate)
    const { algorithm } = body.subjectPublicKeyInfo
    body.subjectPublicKeyInfo = AsnConvert.parse(
      element(0x30, new Uint8Array(AsnConvert.serialize(algorithm)), key),
      SubjectPublicKeyInfo,
    )
    const text = printCertificate(Object.assign(new Certificate(), rest, { tbsCertificate: body }))
    expect(text).toContain('                pub:\n                    30:83:')
    expect(text).not.toContain('Exponent')
  })

  it('one of many is printed by itself; one that is not there is refused', async () => {
    openssl('req', '-x509', ...common, '-extensions', 'usual', '-newkey', 'rsa:4096', '-subj', '/CN=a', '-out', 'a.crt')
    const text = readFileSync(at('a.crt'), 'latin1').repeat(3)
    const bytes = Buffer.from(text, 'latin1')
    expect(await printedCertificate(bytes, text, 'certificates', 2)).toBe(said('x509', 'a.crt'))
    for (const [part, index] of [
      ['certificates', 3],
      ['lists', 0],
    ] as const)
      await expect(printedCertificate(bytes, text, part, index)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
