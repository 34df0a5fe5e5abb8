// "Where does this address occur", "what changed between these two backups", "make a copy that I may send to support": on the real command line, and each
// answer is what ripgrep, sqlite3 and patch say of the extracted files.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { file, hostFiles, plainState } from '../../../testing/archives/small-backups'
import { type Backup, makeBackup } from '../../../testing/fixtures/backups'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { comparedAspects } from '../../../shared/model/comparison'
import { CONFIGSTORE_PATH } from '../../engine/esx/paths'

const shapes = ['esxi-6.7', 'esxi-8.0'] as const
const tools = needs(['rg', 'sqlite3', 'patch'].every(hasProgram), 'ripgrep, sqlite3 and patch')

let cli: CommandLine
let folder: string
const backups = new Map<string, Backup>()
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const objects = (stdout: Buffer) =>
  stdout
    .toString()
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-finding-'))
  cli = await buildCommandLine()
  for (const shape of shapes) {
    const backup = await makeBackup(shape)
    backups.set(shape, backup)
    await writeFile(join(folder, `${shape}.tgz`), backup.bytes)
    const later = await run(
      'change',
      'management-network',
      `${shape}.tgz`,
      'address=192.0.2.99',
      '-o',
      `${shape}-later.tgz`,
    )
    expect(later.code).toBe(0)
    for (const name of [shape, `${shape}-later`]) expect((await run('extract', `${name}.tgz`, '-o', name)).code).toBe(0)
  }
}, 180_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

const hostOf = (shape: string) => backups.get(shape)?.host ?? expect.fail('there is no such backup')
/** Addresses of its files by what `extract` calls them. */
const ripgrep = (...args: string[]) => {
  const { stdout, status } = spawnSync('rg', ['--no-ignore', '--hidden', ...args], { cwd: folder, encoding: 'latin1' })
  return { lines: stdout.split('\n').filter(line => line !== ''), status }
}
const sqlite = (...args: string[]) =>
  execFileSync('sqlite3', args, { cwd: folder, encoding: 'utf8' }).split('\n').filter(Boolean)

const values = ['AutoConfValue', 'UserValue', 'VitalValue', 'CachedValue', 'DesiredValue']
const path =
  "Component || '/' || ConfigGroup || '/' || Name || CASE Identifier WHEN '' THEN '' ELSE '/' || Identifier END"
const storeOf = (name: string) => join(name, 'local.tgz.ve!', CONFIGSTORE_PATH)
const entriesOf = (settings: readonly string[]) => [...new Set(settings.map(one => one.split('#')[0]))].toSorted()

describe.each(shapes)('%s', shape => {
  it(
    'where does this address occur: on the lines that ripgrep finds, in the settings that sqlite3 finds',
    tools,
    async () => {
      const { address } = hostOf(shape)
      const { stdout, code } = await run('search', `${shape}.tgz`, address, '-w', '--json')
      const hits = objects(stdout)
      expect(code).toBe(0)
      const lines = hits.filter(({ kind }) => kind === 'text').map(one => `${one.address}:${one.line}`)
      const found = ripgrep('-F', '-n', '-w', '--no-heading', '--sort', 'path', address, shape).lines
      const theirs = found.flatMap(line => /^[^/]+\/(.*?:\d+):/.exec(line)?.[1] ?? [])
      expect(theirs.length).toBeGreaterThan(0)
      expect([...new Set(lines)].toSorted()).toEqual(theirs.toSorted())
      const settings = hits.flatMap(({ kind, setting }) => (kind === 'setting' ? [setting] : []))
      const rows =
        shape === 'esxi-8.0'
          ? sqlite(
              storeOf(shape),
              `SELECT ${path} FROM Config WHERE ${values.map(one => `coalesce(${one}, '')`).join(" || ' ' || ")} REGEXP '(^|[^0-9.])${address.replaceAll('.', '[.]')}([^0-9.]|$)'`,
            )
          : []
      expect(entriesOf(settings)).toEqual(rows.toSorted())
      expect((await run('search', `${shape}.tgz`, '203.0.113.254')).code).toBe(1)
    },
  )

  it(
    'what changed: patch makes the later files of the earlier ones, and the settings are those that sqlite3 tells',
    tools,
    async () => {
      const json = await run('diff', `${shape}.tgz`, `${shape}-later.tgz`, '--json')
      expect(json.code).toBe(1)
      const told = objects(json.stdout)
      const side = { type: ['string', 'null'] }
      const facts = {
        type: 'array',
        items: {
          type: 'object',
          required: ['key', 'old', 'new'],
          additionalProperties: false,
          properties: { key: { type: 'string' }, old: side, new: side },
        },
      }
      const change = { enum: ['added', 'removed', 'changed', 'moved'] }
      const isPromised = new Ajv({ strict: false }).compile({
        anyOf: [
          {
            type: 'object',
            required: ['address', 'change', 'what'],
            additionalProperties: false,
            properties: {
              address: { type: 'string' },
              change,
              what: { type: 'array', items: { enum: [...comparedAspects] } },
              from: { type: 'string' },
              facts,
              keys: facts,
              certificates: { type: 'array' },
              rows: { type: 'array' },
            },
          },
          {
            type: 'object',
            required: ['network', 'change', 'facts'],
            additionalProperties: false,
            properties: { network: { type: 'object', required: ['kind', 'name'] }, change, facts },
          },
        ],
      })
      for (const one of told) expect([isPromised(one), one]).toEqual([true, one])
      expect(JSON.stringify(told)).toContain('192.0.2.99')

      const diff = await run('diff', `${shape}.tgz`, `${shape}-later.tgz`, '--format', 'diff')
      const patched = spawnSync('patch', ['-p1', '--binary', '--no-backup-if-mismatch'], {
        cwd: join(folder, shape),
        input: diff.stdout,
      })
      expect(patched.status).toBe(0)
      const left = spawnSync('diff', ['-rq', shape, `${shape}-later`], { cwd: folder, encoding: 'utf8' }).stdout
      const files = left.split('\n').flatMap(line => /^Files (.*) and .* differ$/.exec(line)?.[1] ?? [])
      // Layers are told by what is in them, and a database is not text.
      const notText = shape === 'esxi-8.0' ? [`${shape}/local.tgz.ve`, storeOf(shape)] : [`${shape}/local.tgz`]
      expect(files).toEqual(notText)
      if (shape !== 'esxi-8.0') return

      const keys = told.find(({ address }) => String(address).endsWith(CONFIGSTORE_PATH))?.keys
      const same = values.map(one => `a.${one} IS b.${one}`).join(' AND ')
      const theirs = sqlite(
        ':memory:',
        `ATTACH '${storeOf(shape)}' AS earlier; ATTACH '${storeOf(`${shape}-later`)}' AS later; SELECT ${path.replaceAll(/\b(Component|ConfigGroup|Name|Identifier)\b/g, 'a.$1')} FROM earlier.Config a JOIN later.Config b USING (Component, ConfigGroup, Name, Identifier) WHERE NOT (${same})`,
      )
      expect(entriesOf(keys.map(({ key }: { key: string }) => key))).toEqual(theirs.toSorted())
    },
  )

  it(
    'a copy for support: ripgrep finds no address, name or hash of the host in what is extracted from it',
    tools,
    async () => {
      const { address, fqdn, accounts } = hostOf(shape)
      const { stdout } = await run(
        ...['sanitise', `${shape}.tgz`, '-o', `${shape}-copy.tgz`, '--json'],
        ...['--pseudonymise', 'addresses,names,uuids,macs'],
      )
      expect(JSON.parse(stdout.toString()).proof.patterns).toBeGreaterThan(50)
      expect((await run('extract', `${shape}-copy.tgz`, '-o', `${shape}-copy`)).code).toBe(0)
      const hashes = accounts.map(({ hash }) => hash).filter(hash => hash.includes('$'))
      for (const text of [address, fqdn, ...hashes]) {
        // What was extracted from the source is patched by now: the source itself is searched.
        expect((await run('search', `${shape}.tgz`, text)).code, text).toBe(0)
        expect(ripgrep('-a', '-F', '-l', '-e', text, `${shape}-copy`)).toEqual({ lines: [], status: 1 })
      }
      const seed = await readFile(
        join(folder, shape, shape === 'esxi-8.0' ? 'local.tgz.ve!' : 'local.tgz!', 'etc/random-seed'),
      )
      const copied = await readFile(
        join(folder, `${shape}-copy`, shape === 'esxi-8.0' ? 'local.tgz.ve!' : 'local.tgz!', 'etc/random-seed'),
      )
      expect(copied.length).toBe(seed.length)
      expect(copied.includes(seed.subarray(0, 16))).toBe(false)
    },
  )
})

it('what changed in another database: row by row in every format, a secret as ***', async () => {
  const stateWith = async (nodes: readonly (readonly [number, string, string])[]) => {
    const database = await makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
      one.run('CREATE TABLE nodes (id INTEGER PRIMARY KEY, name TEXT, password TEXT)')
      for (const node of nodes) one.run('INSERT INTO nodes VALUES (?, ?, ?)', [...node])
    })
    return plainState([...hostFiles, file('etc/vmware/x.db', database)])
  }
  const earlier = await stateWith([
    [1, 'same', 'kept'],
    [2, 'first', 'Planted-1'],
  ])
  const later = await stateWith([
    [1, 'same', 'kept'],
    [2, 'renamed', 'Planted-2'],
    [3, 'come', 'Planted-3'],
  ])
  await writeFile(join(folder, 'rows-a.tgz'), earlier)
  await writeFile(join(folder, 'rows-b.tgz'), later)
  const told = async (...options: string[]) => {
    const { code, stdout } = await run('diff', 'rows-a.tgz', 'rows-b.tgz', ...options)
    expect(code).toBe(1)
    expect(stdout.toString()).not.toContain('Planted')
    return stdout
  }
  expect(objects(await told('--json'))[0].rows).toEqual([
    { table: 'nodes', row: '"2"', column: 'name', old: 'first', new: 'renamed' },
    { table: 'nodes', row: '"2"', column: 'password', old: '***', new: '***' },
    { table: 'nodes', row: '"3"', column: 'id', old: null, new: '3' },
    { table: 'nodes', row: '"3"', column: 'name', old: null, new: 'come' },
    { table: 'nodes', row: '"3"', column: 'password', old: null, new: '***' },
  ])
  expect((await told()).toString()).toContain('           table nodes, row "2"\n             name: first -> renamed\n')
  expect((await told('--format', 'diff')).toString()).toContain(
    '#    table nodes, row "2"\n#        name: first -> renamed\n',
  )
  expect((await told('--format', 'html')).toString()).toMatch(
    /<h4>table nodes, row &quot;2&quot;<\/h4>[\s\S]*<th scope="row">name<\/th><td>first<\/td><td>renamed<\/td>/,
  )
})
