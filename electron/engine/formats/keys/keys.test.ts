// Keys by what they are: as ssh-keygen prints them, with nothing secret in what is shown, and a sentence where one cannot be read.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeysView } from '../../../../shared/viewers/keys'
import { hasProgram } from '../../../../testing/archives/has-program'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { makeBackup } from '../../../../testing/fixtures/backups'
import { needs } from '../../../../testing/needs'
import type { Document } from '../../document/document'
import { selfSignedPair } from '../../guides/self-signed'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'

const subjectOf = async (document: Document, address: string) =>
  new Subject({ document, entry: await document.resolve(address), opened: null, folder: null })

/** The view of the first of these files. */
async function shown(files: Readonly<Record<string, string | Uint8Array>>): Promise<KeysView> {
  const [first = ''] = Object.keys(files)
  const document = await opened(tgz(Object.entries(files).map(([name, content]) => file(name, content))))
  const view = await viewOf(await subjectOf(document, first), { keys: 'keys' })
  expect([view.viewer, view.failed]).toEqual(['keys', null])
  return view.data as KeysView
}

describe('beside ssh-keygen', needs(hasProgram('ssh-keygen'), 'ssh-keygen'), () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bootbank-keys-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  const keygen = (...args: readonly string[]) => execFileSync('ssh-keygen', args, { encoding: 'utf8' })

  it.each([
    ['rsa', ['-t', 'rsa', '-b', '2048']],
    ['ecdsa', ['-t', 'ecdsa', '-b', '384']],
    ['ed25519', ['-t', 'ed25519']],
    ['pem', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['pkcs8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])(
    '%s: size, type, both fingerprints and the other half are the same, and no secret is shown',
    async (name, args) => {
      keygen('-q', '-N', '', '-C', 'someone@host', '-f', at(name), ...args)
      const [secret, open] = [readFileSync(at(name), 'utf8'), readFileSync(at(`${name}.pub`), 'utf8')]
      const told = (hash: string) => keygen('-l', '-E', hash, '-f', at(`${name}.pub`)).trim()
      const inWords = ({ bits, type, sha256, md5, comment }: KeysView['keys'][number], hash: 'sha256' | 'md5') =>
        `${bits} ${hash === 'sha256' ? sha256 : md5} ${comment} (${type})`
      const ofOpen = await shown({ 'etc/ssh/k.pub': open, 'etc/ssh/k': secret })
      expect(ofOpen.keys.map(one => [inWords(one, 'sha256'), inWords(one, 'md5')])).toEqual([
        [told('sha256'), told('md5')],
      ])
      expect(ofOpen.pair).toEqual({ address: 'etc/ssh/k', belongs: true })
      const ofSecret = await shown({ 'etc/ssh/k': secret, 'etc/ssh/k.pub': open })
      expect(ofSecret.keys).toMatchObject([{ isPrivate: true, encrypted: false, sha256: ofOpen.keys[0]?.sha256 }])
      expect(ofSecret.pair).toEqual({ address: 'etc/ssh/k.pub', belongs: true })
      const body = secret.split('\n').filter(line => /^[A-Za-z0-9+/=]{40,}$/.test(line))
      for (const line of body) expect(JSON.stringify(ofSecret)).not.toContain(line)
    },
  )

  it.each([
    ['OpenSSH', ['-t', 'ed25519']],
    ['PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['PKCS8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])('a passphrase of a key in %s hides what it is, and that is said', async (name, args) => {
    keygen('-q', '-N', 'a passphrase', '-f', at(`locked-${name}`), ...args)
    const { keys, problems } = await shown({ 'etc/k': readFileSync(at(`locked-${name}`), 'utf8') })
    expect(problems).toEqual([])
    expect(keys).toMatchObject([{ line: 1, isPrivate: true, encrypted: true, type: null, sha256: null }])
  })

  it('authorized_keys with options and known_hosts with hosts, line by line', async () => {
    keygen('-q', '-N', '', '-C', 'one two', '-f', at('line'), '-t', 'ed25519')
    const open = readFileSync(at('line.pub'), 'utf8').trim()
    const { keys, problems } = await shown({
      'etc/ssh/keys-root/authorized_keys': `# who may\n\nfrom="192.0.2.0/24",command="echo hi" ${open}\n${open}\nrubbish\n`,
    })
    expect(keys.map(({ line, before, comment }) => [line, before, comment])).toEqual([
      [3, 'from="192.0.2.0/24",command="echo hi"', 'one two'],
      [4, '', 'one two'],
    ])
    expect(problems).toEqual([{ line: 5, message: expect.stringContaining('not a key that can be read') }])
    writeFileSync(at('known'), `host.example,192.0.2.7 ${open}\n`)
    const hosts = await shown({ 'etc/ssh/ssh_known_hosts': readFileSync(at('known'), 'utf8') })
    expect(hosts.keys[0]).toMatchObject({ before: 'host.example,192.0.2.7', isPrivate: false })
    expect(keygen('-l', '-f', at('known'))).toContain(hosts.keys[0]?.sha256)
  })
})

it('rui.key is told with the certificate beside it, and with that of another', async () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const [own, other] = [await selfSignedPair(['a'], 30, now), await selfSignedPair(['b'], 30, now)]
  const told = async (crt: string) =>
    (await shown({ 'etc/vmware/ssl/rui.key': own.key, 'etc/vmware/ssl/rui.crt': crt })).pair
  expect(await told(own.certificate)).toEqual({ address: 'etc/vmware/ssl/rui.crt', belongs: true })
  expect(await told(other.certificate)).toEqual({ address: 'etc/vmware/ssl/rui.crt', belongs: false })
  expect(await told('no certificate')).toBeNull()
})

it.each(['esxi-6.7', 'esxi-8.0'] as const)('the keys of %s are keys, and are edited as text', async shape => {
  const document = await opened((await makeBackup(shape)).bytes)
  await document.openChain()
  for (const name of ['etc/ssh/ssh_host_rsa_key', 'etc/ssh/ssh_host_ecdsa_key.pub', 'etc/vmware/ssl/rui.key']) {
    const subject = await subjectOf(document, name)
    expect(viewersOf(subject).viewers.slice(0, 2)).toEqual(['text', 'keys'])
    const { data } = await viewOf(subject, { keys: 'keys' })
    expect((data as KeysView).problems).toEqual([])
    expect((data as KeysView).pair?.belongs).toBe(true)
  }
})

describe('what is not a key', () => {
  const pem = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
  it.each([
    ['base64 of nothing', pem('RSA PRIVATE KEY', 'AAAA')],
    ['no base64', pem('PRIVATE KEY', '!!!!')],
    ['DER nested 10,000 deep', pem('PRIVATE KEY', Buffer.alloc(20_000, '3080', 'hex').toString('base64'))],
    ['a block that is too long', pem('OPENSSH PRIVATE KEY', 'A'.repeat(200_000))],
    [
      'a line with the blob of another type',
      `ssh-rsa ${Buffer.from('\0\0\0\x0bssh-ed25519rest').toString('base64')} x\n`,
    ],
    ['a line that ends early', `ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x20').toString('base64')}\n`],
  ])('is told with its line: %s', async (_what, text) => {
    const { keys, problems } = await shown({ 'etc/odd': text })
    expect(keys).toEqual([])
    expect(problems).toEqual([
      { line: 1, message: expect.stringMatching(/^This is not a key that can be read: .+\.$/) },
    ])
  })

  it.each([
    ['a script that speaks of keys', 'etc/x.sh', 'grep "-----BEGIN PRIVATE KEY-----" f\n'],
    ['a line of blanks without end', 'etc/blanks', `x${' '.repeat(19_000)}y\n`],
    ['a text', 'etc/hosts', '127.0.0.1 localhost\n'],
  ])('has no tab: %s', async (_what, name, text) => {
    const document = await opened(tgz([file(name, text)]))
    expect(viewersOf(await subjectOf(document, name)).viewers).not.toContain('keys')
  })
})
