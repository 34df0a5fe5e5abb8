// `bootbank change`: what is asked, what would be done, what is written, and what is refused.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { makeBackup } from '../../../testing/fixtures/backups'
import { guideIds } from '../../../shared/model/guide'

let cli: CommandLine
let folder: string
const at = (name: string) => join(folder, name)
const run = (args: readonly string[], stdin?: string) =>
  cli.run(args, { cwd: folder, ...(stdin === undefined ? {} : { stdin: Buffer.from(stdin) }) })

beforeAll(async () => {
  cli = await buildCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'changing-'))
  for (const shape of ['esxi-6.7', 'esxi-8.0'] as const)
    await writeFile(at(`${shape}.tgz`), (await makeBackup(shape)).bytes)
}, 120_000)
afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

const network = ['address=192.0.2.99', 'vlan=20', 'gateway=192.0.2.254']

describe.each(['esxi-6.7', 'esxi-8.0'])('change of %s', shape => {
  const file = `${shape}.tgz`

  it('asks, with what the backup has, and names what is derived', async () => {
    const { code, stdout } = await run(['change', 'management-network', file])
    expect(code).toBe(0)
    expect(stdout.toString()).toMatch(/^addressing=fixed$/m)
    expect(stdout.toString()).toMatch(/^address=192\.0\.2\.\d+$/m)
    expect(stdout.toString()).toContain('has not been tried')
    const offer = JSON.parse((await run(['change', 'management-network', file, '--json'])).stdout.toString())
    expect(offer).toMatchObject({ id: 'management-network', unavailable: null })
  })

  it('says what it would do, and then does exactly that', async () => {
    const preview = JSON.parse(
      (await run(['change', 'management-network', file, ...network, '--json'])).stdout.toString(),
    )
    expect(preview.settings.length).toBeGreaterThan(3)
    const out = `${shape}-out.tgz`
    const made = await run(['change', 'management-network', file, ...network, '-o', out])
    expect([made.code, made.stderr]).toEqual([0, ''])
    const facts = JSON.parse((await run(['info', '--json', out])).stdout.toString())
    expect(facts.managementAddress).toBe('192.0.2.99')
    const differences = (await run(['diff', '--json', file, out])).stdout
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      // Parts of the network come after the entries.
      .filter(line => line.network === undefined)
    expect(differences.length).toBeGreaterThan(1)
    expect(differences.every(({ what }) => what.join() === 'content')).toBe(true)
    const keys = differences.flatMap(({ keys = [] }) => keys)
    expect(keys).toContainEqual({ key: expect.stringMatching(/vlanId$|vlan_id$/), old: expect.any(String), new: '20' })
    expect(keys).toContainEqual({
      key: expect.stringMatching(/ipv4_?address$/),
      old: expect.any(String),
      new: '192.0.2.99',
    })
    // Nothing is left to do.
    expect((await run(['change', 'management-network', out, ...network, '-o', 'again.tgz'])).stderr).toContain(
      'change nothing',
    )
    expect(existsSync(at('again.tgz'))).toBe(false)
  })

  it('takes a password from standard input, locks and clears', async () => {
    const set = await run(['change', 'password', file, 'account=root', '-o', `${shape}-set.tgz`], 'Planted word 9\n')
    expect([set.code, set.stdout.toString() + set.stderr]).toEqual([0, expect.not.stringContaining('Planted')])
    if (shape === 'esxi-8.0') {
      const told = (await run(['diff', file, `${shape}-set.tgz`])).stdout.toString()
      expect(told).toContain('esx/authentication/user_accounts/root#password_hash: "***" -> "***"')
      expect(told).not.toContain('$6$')
    }
    const locked = await run(['change', 'password', file, 'action=lock', '-o', `${shape}-lock.tgz`])
    expect([locked.code, locked.stderr]).toEqual([0, ''])
    const facts = JSON.parse((await run(['info', '--json', `${shape}-lock.tgz`])).stdout.toString())
    const accounts = JSON.stringify(facts.facts.find(({ id }: { id: string }) => id === 'access.accounts'))
    expect(accounts).toMatch(/root[^}]*locked/)
  })
})

it.each([
  [['change', 'nothing', 'esxi-8.0.tgz'], 'USAGE', guideIds.join(', ')],
  [['change', 'access', 'esxi-8.0.tgz', 'ssh'], 'USAGE', 'QUESTION=TEXT'],
  [['change', 'access', 'esxi-8.0.tgz', 'ssh=maybe', '-o', 'no.tgz'], 'ANSWER', 'on, off'],
  [['change', 'access', 'esxi-8.0.tgz', 'shs=on', '-o', 'no.tgz'], 'ANSWER', 'ssh'],
  [['change', 'certificate', 'esxi-8.0.tgz', 'key=-----BEGIN PRIVATE KEY-----', '-o', 'no.tgz'], 'USAGE', '@FILE'],
  [
    ['change', 'certificate', 'esxi-8.0.tgz', 'certificate=given', 'crt=@missing.pem', '-o', 'no.tgz'],
    'NOT_FOUND',
    'missing.pem',
  ],
  [['change', 'password', 'esxi-8.0.tgz', 'action=lock'], 'USAGE', 'change password FILE'],
  [['change', 'password', 'esxi-8.0.tgz', 'action=lock', 'account=nobody', '-o', 'no.tgz'], 'ACCOUNT', 'nobody'],
])('%j is refused and writes nothing', async (args, code, words) => {
  const { code: exit, stderr } = await run([...args, '--json'])
  expect(exit).toBe(2)
  const { error } = JSON.parse(stderr)
  expect(error.code).toBe(code)
  expect(error.message).toContain(words)
  expect(existsSync(at('no.tgz'))).toBe(false)
})

it('an answer is taken from a file, and its key is in nothing that is printed', async () => {
  const made = await run(['change', 'certificate', 'esxi-8.0.tgz', 'certificate=self-signed', '-o', 'own.tgz'])
  expect(made.code).toBe(0)
  for (const [name, path] of [
    ['own.crt', 'etc/vmware/ssl/rui.crt'],
    ['own.key', 'etc/vmware/ssl/rui.key'],
  ] as const)
    await writeFile(at(name), (await run(['cat', 'own.tgz', path])).stdout)
  const args = ['change', 'certificate', 'esxi-6.7.tgz', 'certificate=given', 'crt=@own.crt', 'key=@own.key']
  const shown = await run(args)
  expect(shown.code).toBe(0)
  const secret = (await readFile(at('own.key'), 'utf8')).split('\n')[1] ?? ''
  expect(shown.stdout.toString()).not.toContain(secret)
  expect((await run([...args, '-o', 'given.tgz'])).code).toBe(0)
  expect((await run(['cat', 'given.tgz', 'etc/vmware/ssl/rui.key'])).stdout.toString()).toContain(secret)
})

describe('search', () => {
  it('finds an address in texts, settings and certificates, as lines and as JSON', async () => {
    const plain = await run(['search', 'esxi-8.0.tgz', '192.0.2.12', '-w'])
    expect(plain.code).toBe(0)
    expect(plain.stdout.toString()).toMatch(/^local\.tgz\.ve!\/etc\/hosts:\d+: 192\.0\.2\.12/m)
    expect(plain.stdout.toString()).toMatch(
      /current-store-1:setting: esx\/network\/vmknics\/vmk0#ip\.ipv4_address = 192\.0\.2\.12$/m,
    )
    const json = await run(['search', 'esxi-8.0.tgz', '/192[.]0[.]2[.]12\\b/', '--json'])
    const hits = json.stdout
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(hits.length).toBe(plain.stdout.toString().trim().split('\n').length)
    expect(hits.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['setting', 'text', 'certificate']))
  })

  it('says by its exit code when there is nothing, and refuses what is not an expression', async () => {
    expect((await run(['search', 'esxi-8.0.tgz', 'nothing like this'])).code).toBe(1)
    expect((await run(['search', 'esxi-8.0.tgz', 'LOCALHOST', '-i', '-w'])).code).toBe(0)
    const refused = await run(['search', 'esxi-8.0.tgz', '/(/', '--json'])
    expect([refused.code, JSON.parse(refused.stderr).error.code]).toEqual([2, 'SEARCH'])
  })

  it('finds a secret and does not print it', async () => {
    const { stdout } = await run(['search', 'esxi-6.7.tgz', '$6$'])
    expect(stdout.toString()).toContain('••••')
    expect(stdout.toString()).not.toContain('$6$')
  })
})
