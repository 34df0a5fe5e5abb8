// Every view of a file, as one backup that has a file for each: pictures, axe and the journey by keys go through the same list, so that a
// view which is added here is held to all three.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { file, special, tgz } from '../testing/archives/small-backups'
import { makeBackup } from '../testing/fixtures/backups'
import { writeBytes } from './backups'
import { project } from './places'

export interface FileView {
  readonly name: string
  /** It has a picture of this name in docs/screenshots; the others are pictured with something else. */
  readonly pictured?: true
  /** Of the file, in the layer local.tgz; empty for the layer itself. */
  readonly path: string
  /** The tab that is to be chosen; null where there is nothing to choose. */
  readonly tab: string | null
  /** What is there to be read once it is shown. */
  readonly shows: string
  /** What is to be unfolded. */
  readonly unfold?: string
}

export const fileViews: readonly FileView[] = [
  {
    name: 'certificate',
    pictured: true,
    path: 'etc/vmware/ssl/rui.crt',
    tab: 'Certificate',
    shows: 'rui.key is its private key.',
  },
  {
    name: 'certificate-as-openssl',
    pictured: true,
    path: 'etc/vmware/ssl/rui.crt',
    tab: 'Certificate',
    shows: 'rui.key is its private key.',
    unfold: 'As OpenSSL prints it',
  },
  {
    name: 'certificate-chain',
    pictured: true,
    path: 'etc/vmware/ssl/castore.pem',
    tab: 'Certificate',
    shows: 'Not everything in this file is a certificate',
  },
  {
    name: 'certificate-request',
    pictured: true,
    path: 'etc/vmware/ssl/new.csr',
    tab: 'Certificate',
    shows: 'Signed by its key',
  },
  {
    name: 'revocation-list',
    pictured: true,
    path: 'etc/vmware/ssl/revoked.pem',
    tab: 'Certificate',
    shows: 'The next list is due in',
    unfold: 'Revoked by Lab issuing authority',
  },
  {
    name: 'formatted-xml',
    pictured: true,
    path: 'etc/vmware/hostd/pools.xml',
    tab: 'Formatted',
    shows: '<resourcePool',
  },
  {
    name: 'formatted-json',
    pictured: true,
    path: 'etc/vmware/broken.json',
    tab: 'Formatted',
    shows: 'Something is wrong at line 2',
  },
  {
    name: 'beside-xml',
    pictured: true,
    path: 'etc/vmware/hostd/pools.xml',
    tab: 'Beside',
    shows: 'Formatted, read only',
  },
  {
    name: 'beside-json',
    pictured: true,
    path: 'etc/vmware/broken.json',
    tab: 'Beside',
    shows: 'Something is wrong at line 2',
  },
  { name: 'keys', path: 'etc/ssh/keys-root/authorized_keys', tab: 'Key facts', shows: 'SHA256:' },
  { name: 'accounts', path: 'etc/shadow', tab: 'Table', shows: 'SHA-512' },
  { name: 'about', path: 'etc/chkconfig.db', tab: 'About', shows: 'Which services start with the host' },
  { name: 'image', pictured: true, path: 'etc/vmware/welcome.png', tab: 'Picture', shows: '256 × 256 pixels' },
  { name: 'conf-keys', pictured: true, path: 'etc/vmware/esx.conf', tab: 'Keys', shows: 'Filter keys' },
  { name: 'text', path: 'etc/hosts', tab: 'Text', shows: 'localhost' },
  { name: 'tables', path: 'etc/vmware/vmkiscsid/vmkiscsid.db', tab: 'Tables', shows: 'rows' },
  { name: 'bytes', path: 'etc/random-seed', tab: 'Hex', shows: '00000000' },
  { name: 'layer', pictured: true, path: '', tab: null, shows: 'local.tgz' },
  { name: 'folder', pictured: true, path: 'etc/ssh', tab: null, shows: 'local.tgz!/etc/ssh' },
  { name: 'link', pictured: true, path: 'etc/localtime', tab: null, shows: '/usr/share/zoneinfo/UTC' },
  { name: 'special', pictured: true, path: 'dev/console', tab: null, shows: 'device' },
]

/** ADDRESS of what a view is of. */
export function addressOf({ path }: FileView): string {
  return path === '' ? 'local.tgz' : `local.tgz!/${path}`
}

/** Files of a folder that openssl works in: an authority, one below it, a host, each with its key; a request and a list of revoked ones. */
function certificatesIn(folder: string): Record<'root' | 'middle' | 'host' | 'key' | 'request' | 'list', string> {
  mkdirSync(folder, { recursive: true })
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const names = '\nsubjectAltName=DNS:esx01.lab.example,IP:192.0.2.10\nextendedKeyUsage=serverAuth'
  const usage = '\nkeyUsage=critical,digitalSignature,keyEncipherment'
  writeFileSync(
    join(folder, 'a.cnf'),
    `[req]
distinguished_name=dn
[dn]
[authority]
basicConstraints=critical,CA:true
subjectKeyIdentifier=hash
keyUsage=critical,keyCertSign,cRLSign
[host]
basicConstraints=CA:false
authorityKeyIdentifier=keyid${usage}${names}
[ca]
default_ca=ca_default
[ca_default]
database=index.txt
default_md=sha256
crlnumber=crlnumber
`,
  )
  const root = ['-keyout', 'root.key', '-out', 'root.crt', '-days', '3650', '-extensions', 'authority']
  openssl('req', '-x509', '-config', 'a.cnf', '-newkey', 'rsa:2048', '-nodes', '-subj', '/O=Lab/CN=Lab root', ...root)
  const sign = (name: string, subject: string, by: string, extensions: string, days: string) => {
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`]
    openssl('req', '-new', '-config', 'a.cnf', ...key, '-subj', subject, '-reqexts', 'wanted')
    const signer = ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', days]
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signer,
      '-extfile',
      'a.cnf',
      '-extensions',
      extensions,
      '-out',
      `${name}.crt`,
    )
  }
  writeFileSync(join(folder, 'a.cnf'), `${read('a.cnf')}[wanted]${usage}${names}\n`)
  sign('middle', '/O=Lab/CN=Lab issuing authority', 'root', 'authority', '900')
  sign('host', '/O=Lab/OU=Virtual machines/CN=esx01.lab.example', 'middle', 'host', '20')
  const serial = execFileSync('openssl', ['x509', '-in', 'host.crt', '-noout', '-serial'], { cwd: folder })
  const revoked = ['0A', serial.toString().trim().split('=')[1]]
  writeFileSync(
    join(folder, 'index.txt'),
    revoked.map(one => `R\t300101000000Z\t250102030405Z,keyCompromise\t${one}\tunknown\t/CN=one\n`).join(''),
  )
  writeFileSync(join(folder, 'crlnumber'), '1000\n')
  const by = ['-config', 'a.cnf', '-cert', 'middle.crt', '-keyfile', 'middle.key']
  openssl('ca', '-gencrl', ...by, '-crldays', '20', '-out', 'list.crl')
  return {
    root: read('root.crt'),
    middle: read('middle.crt'),
    host: read('host.crt'),
    key: read('host.key'),
    request: read('host.csr'),
    list: read('list.crl'),
  }
}

/** Writes the backup; the state.tgz of an invented host with the files that it does not have besides. */
export async function writeFileViews(folder: string): Promise<string> {
  const { root, middle, host, key, request, list } = certificatesIn(join(folder, 'certificates'))
  const { members } = await makeBackup('esxi-6.7')
  const junk = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const pools = Buffer.from(members.find(({ name }) => name.endsWith('pools.xml'))?.content ?? []).toString()
  const own = new Map<string, string | Uint8Array>([
    ['etc/vmware/ssl/rui.crt', host],
    ['etc/vmware/ssl/rui.key', key],
    ['etc/vmware/ssl/castore.pem', `${host}${middle}# an old one\n${junk}${root}`],
    ['etc/vmware/ssl/new.csr', request],
    ['etc/vmware/ssl/revoked.pem', `${host}${middle}${list}`],
    // As a program writes it, on one line.
    ['etc/vmware/hostd/pools.xml', pools.replace(/>\s+</g, '><')],
    ['etc/vmware/broken.json', '{"services": {"ssh": true, "ntp": false},\n  "level" 2}\n'],
    ['etc/vmware/welcome.png', readFileSync(join(project, 'build/icons/256x256.png'))],
  ])
  const kept = members.filter(({ name }) => !own.has(name)).map(({ name, content }) => file(name, content))
  const others = [special('etc/localtime', '2', '/usr/share/zoneinfo/UTC'), special('dev/console', '3')]
  const files = [...kept, ...[...own].map(([name, content]) => file(name, content)), ...others]
  return writeBytes(folder, 'state.tgz', tgz([file('local.tgz', tgz(files))]))
}
