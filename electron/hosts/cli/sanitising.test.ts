// "Make a copy that I may send to support", on the real command line.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { type Backup, makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'

let cli: CommandLine
let folder: string
let backup: Backup
const run = (...args: string[]) => cli.run(args, { cwd: folder })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-sanitise-'))
  cli = await buildCommandLine()
  backup = await makeBackup('esxi-8.0')
  await writeFile(join(folder, 'state.tgz'), backup.bytes)
  await writeFile(join(folder, 'tpm.tgz'), (await makeBackup('esxi-8.0-tpm')).bytes)
}, 120_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

it('the copy opens, checks as its source does, has no hash of a password, and the report names places and no value', async () => {
  const { stdout, code } = await run('sanitise', 'state.tgz', '-o', 'copy.tgz', '--json')
  const report = JSON.parse(stdout.toString())
  // dvsdata.db is binary of an unknown kind.
  expect(code).toBe(1)
  expect(report.removed.map(({ address }: { address: string }) => address)).toEqual([
    'local.tgz.ve!/etc/vmware/dvsdata.db',
  ])
  expect(report.proof.patterns).toBeGreaterThan(100)
  const hashes = backup.host.accounts.map(({ hash }) => hash).filter(hash => hash.includes('$'))
  expect(hashes.length).toBeGreaterThan(0)
  for (const hash of hashes) {
    expect((await run('search', 'state.tgz', hash)).code).toBe(0)
    expect((await run('search', 'copy.tgz', hash)).code).toBe(1)
    expect(stdout.toString()).not.toContain(hash)
  }
  // Its private keys are gone, and that is all that a host would mind.
  const findings = async (file: string) =>
    (await run('check', file, '--json')).stdout
      .toString()
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line).rule)
  const before = await findings('state.tgz')
  const added = (await findings('copy.tgz')).filter(rule => !before.includes(rule))
  expect(added).toEqual(['certificate-pair'])
  const key = await run('cat', 'copy.tgz', 'etc/vmware/ssl/rui.key')
  expect(key.stdout.toString()).toMatch(
    /^-----BEGIN (?:RSA )?PRIVATE KEY-----\nREDACTED\/BY\/BOOTBANK\/THIS\/IS\/NO\/KEY\//,
  )
})

it(
  'sqlite3 finds the ConfigStore of the copy sound and without free pages',
  needs(hasProgram('sqlite3'), 'sqlite3'),
  async () => {
    await run('sanitise', 'state.tgz', '-o', 'copy2.tgz')
    const store = await run('cat', 'copy2.tgz', 'var/lib/vmware/configstore/backup/current-store-1')
    await writeFile(join(folder, 'store.db'), store.stdout)
    const told = execFileSync('sqlite3', [join(folder, 'store.db'), 'PRAGMA integrity_check; PRAGMA freelist_count;'])
    expect(told.toString()).toBe('ok\n0\n')
  },
)

it('pseudonyms take the name of the host out of its card', async () => {
  await run('sanitise', 'state.tgz', '-o', 'other.tgz', '--pseudonymise', 'names,addresses')
  const { stdout } = await run('info', 'other.tgz')
  expect(stdout.toString()).not.toContain(backup.host.name)
  expect(stdout.toString()).not.toContain(backup.host.address)
})

it('kinds in one list, in several, or both are all of them pseudonymised', async () => {
  const { stdout } = await run(
    ...['sanitise', 'state.tgz', '-o', 'lists.tgz', '--json'],
    ...['--pseudonymise', 'names, uuids', '--pseudonymise', 'macs'],
  )
  expect(JSON.parse(stdout.toString()).pseudonymised).toEqual(['names', 'uuids', 'macs'])
  expect((await run('search', 'lists.tgz', backup.host.hostName, '-i')).code).toBe(1)
})

it('a locked layer, an unknown kind and the source itself are refused, and nothing is written', async () => {
  const before = await readFile(join(folder, 'state.tgz'))
  const locked = await run('sanitise', 'tpm.tgz', '-o', 'never.tgz')
  expect([locked.code, locked.stderr.split(':')[1]]).toEqual([2, ' SEALED_TPM'])
  const unknown = await run('sanitise', 'state.tgz', '-o', 'never.tgz', '--pseudonymise', 'colours')
  expect([unknown.code, unknown.stderr.split(':')[1]]).toEqual([2, ' USAGE'])
  const same = await run('sanitise', 'state.tgz', '-o', 'state.tgz')
  expect([same.code, same.stderr.split(':')[1]]).toEqual([2, ' SAME_FILE'])
  await expect(stat(join(folder, 'never.tgz'))).rejects.toThrow()
  expect(before.equals(await readFile(join(folder, 'state.tgz')))).toBe(true)
})

it.each([
  ['sanitise', 'state.tgz'],
  ['edit', 'state.tgz', '--rm', 'etc/hosts'],
  ['bundle', 'state.tgz'],
  ['extract', 'state.tgz'],
  ['change', 'management-network', 'state.tgz', 'vlan=20'],
  ['prepare', 'disk.img', 'state.tgz'],
  ['facts', 'state.tgz'],
])('%s writes no file that is called -, and says why not', async (...args) => {
  const before = await readdir(folder)
  const { code, stdout, stderr } = await run(...args, '-o', '-')
  expect([code, stdout.toString()]).toEqual([2, ''])
  expect(stderr).toMatch(
    /^bootbank: USAGE: .*-o .*Nothing is written to standard output, because what is written is read back/,
  )
  expect(await readdir(folder)).toEqual(before)
  // A file of that name is asked for as everywhere else.
  if (args[0] !== 'sanitise') return
  expect((await run(...args, '-o', './-')).stderr).not.toContain('USAGE')
  await rm(join(folder, '-'))
})
