// What `bootbank facts` promises besides its rows: which files it takes, what it keeps, what it refuses, and what an interrupt leaves.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  esxConf,
  file,
  hostFiles,
  plainState,
  sealedState,
  tgz,
  tpmState,
} from '../../../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine } from '../../../../testing/command-line/command-line'
import { genuineSample, theGenuineSample } from '../../../../testing/archives/genuine-sample'
import { needs } from '../../../../testing/needs'
import { tableNames } from '../../../engine/fleet/tables'

let cli: CommandLine
let folder: string
let tests = 0
/** A folder of its own for each test. */
let here: string
const at = (name: string) => join(here, name)
const out = () => at('out')
const facts = (...args: string[]) => cli.run(['facts', ...args], { cwd: here })
const named = (name: string) =>
  plainState([
    file('etc/vmware/esx.conf', esxConf.replace('esx01.example', name)),
    ...hostFiles.filter(one => one.name !== 'etc/vmware/esx.conf'),
  ])
const rowsOf = (table: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(join(out(), `${table}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))
const hostsIn = () => rowsOf('hosts').map(({ host }) => host)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-facts-test-'))
  cli = await buildCommandLine()
}, 120_000)
beforeEach(async () => {
  tests += 1
  here = join(folder, `test${tests}`)
  await mkdir(join(here, 'in/deep/down'), { recursive: true })
})
afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('bootbank facts takes', () => {
  it('files, whole folders and a list, each file once, sorted by path; other files and links in folders are passed over', async () => {
    await mkdir(at('elsewhere'))
    await writeFile(at('elsewhere/state.tgz'), named('outside'))
    await writeFile(at('in/b.tgz'), named('b'))
    await writeFile(at('in/deep/down/a.tar.gz'), named('a'))
    await writeFile(at('in/notes.txt'), 'no backup')
    await writeFile(at('z.bin'), named('z'))
    await symlink(at('elsewhere'), at('in/link'))
    await symlink(at('elsewhere/state.tgz'), at('in/link.tgz'))
    const given = await cli.run(['facts', 'in', '-', '-o', out()], {
      cwd: here,
      stdin: Buffer.from('z.bin\nin/b.tgz\n'),
    })
    expect([given.code, given.stderr]).toEqual([0, ''])
    expect(hostsIn()).toEqual(['b', 'a', 'z'])
    expect(rowsOf('hosts').map(({ path }) => path)).toEqual([at('in/b.tgz'), at('in/deep/down/a.tar.gz'), at('z.bin')])
  })

  it('a sealed backup, one that only a TPM opens, and an envelope with its key beside it', async () => {
    await writeFile(at('in/none.tgz'), sealedState())
    await writeFile(at('in/tpm.tgz'), tpmState())
    const run = await facts('in', '-o', out())
    expect(run.code).toBe(0)
    expect(rowsOf('hosts').map(({ encryption, whole }) => [encryption, whole])).toEqual([
      ['none', true],
      ['tpm', true],
    ])
    expect(rowsOf('problems').map(({ code }) => code)).toContain('SEALED_TPM')
  })

  it('a genuine backup whole', needs(genuineSample, theGenuineSample), async () => {
    const run = await facts(join(genuineSample ?? '', 'state.tgz'), '-o', out())
    expect(run.code).toBe(0)
    expect(rowsOf('hosts')).toMatchObject([{ release: '7.0.2', encryption: 'none', whole: true }])
    expect(rowsOf('settings').length).toBeGreaterThan(500)
    expect(rowsOf('certificates').filter(({ purpose }) => purpose === 'host').length).toBe(1)
  })
})

describe('bootbank facts tells', () => {
  it('in problems why a backup could not be read, and ends with 1', async () => {
    await writeFile(at('in/empty.tgz'), '')
    await writeFile(at('in/good.tgz'), named('good'))
    // The outer archive is whole; the host's own files end in the middle.
    await writeFile(at('in/half.tgz'), tgz([file('local.tgz', tgz(hostFiles).subarray(0, -30))]))
    await writeFile(at('in/notes.tar'), tgz([file('notes.txt', 'no host')]))
    const run = await facts('in', 'absent.tgz', '-o', out(), '--json')
    expect(run.code).toBe(1)
    expect(JSON.parse(run.stdout.toString())).toMatchObject({ backups: 5, read: 2, unread: 3, broken: 1 })
    expect(rowsOf('hosts').map(({ path, whole }) => [path, whole])).toEqual([
      [at('in/good.tgz'), true],
      [at('in/half.tgz'), false],
    ])
    const unread = rowsOf('problems').filter(({ kind }) => kind === 'unread')
    expect(unread.map(({ path, code }) => [path, code])).toEqual([
      [at('absent.tgz'), 'NOT_FOUND'],
      [at('in/empty.tgz'), 'EMPTY_FILE'],
      [at('in/notes.tar'), 'NO_STATE'],
    ])
    const ofHalf = rowsOf('problems').filter(row => row.path === at('in/half.tgz'))
    expect(ofHalf.map(({ kind, code }) => [kind, code])).toContainEqual(['finding', 'GZIP_TRUNCATED'])
  })

  it('all rows on standard output without -o, each with its table, and leaves nothing behind', async () => {
    await writeFile(at('in/one.tgz'), named('one'))
    await writeFile(at('in/bad.tgz'), 'no archive')
    await mkdir(at('temporary'))
    const run = await cli.run(['facts', 'in'], { cwd: here, env: { TMPDIR: at('temporary') } })
    const rows = run.stdout
      .toString()
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line))
    expect([...new Set(rows.map(({ table }) => table))].every(table => tableNames.includes(table))).toBe(true)
    expect(rows.filter(({ table }) => table === 'hosts')).toMatchObject([{ host: 'one' }])
    expect(run.code).toBe(1)
    expect(run.stderr).toBe('bootbank: note: 1 backup could not be read; the table problems says why\n')
    expect(readdirSync(at('temporary'))).toEqual([])
  })
})

describe('bootbank facts goes on where it was', () => {
  const report = async () => JSON.parse((await facts('in', '-o', out(), '--json')).stdout.toString())

  it('reads what is new or changed, tries again what could not be read, and forgets what is gone', async () => {
    await writeFile(at('in/a.tgz'), named('a'))
    await writeFile(at('in/b.tgz'), named('b'))
    await writeFile(at('in/bad.tgz'), 'no archive')
    expect(await report()).toMatchObject({ read: 2, kept: 0, unread: 1 })
    expect(await report()).toMatchObject({ read: 0, kept: 2, unread: 1 })
    const old = await stat(at('in/a.tgz'))
    await writeFile(at('in/a.tgz'), named('c'))
    // Of the same age: what was done to the file is told by the system's own time of it.
    await utimes(at('in/a.tgz'), old.atime, old.mtime)
    await writeFile(at('in/bad.tgz'), named('good'))
    await rm(at('in/b.tgz'))
    expect(await report()).toMatchObject({ backups: 2, read: 2, kept: 0, unread: 0 })
    expect(hostsIn()).toEqual(['c', 'good'])
    expect(readdirSync(join(out(), 'parts')).length).toBe(2)
  })

  it('after an interrupt: no table, no half part, and the next run makes what the first would have', async () => {
    for (let index = 0; index < 60; index++) await writeFile(at(`in/${index}.tgz`), named(`host${index}`))
    const parts = join(out(), 'parts')
    const run = await cli.run(['facts', 'in', '-o', out(), '--jobs', '1'], {
      cwd: here,
      whileRunning: child => {
        const timer = setInterval(() => {
          if (!existsSync(parts) || readdirSync(parts).filter(name => name.endsWith('.jsonl')).length < 3) return
          clearInterval(timer)
          child.kill('SIGINT')
        }, 5)
      },
    })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('CANCELLED')
    expect(readdirSync(out()).filter(name => name !== 'parts')).toEqual(['bootbank-facts.json'])
    const done = readdirSync(parts)
    expect(done.every(name => /^[0-9a-f]{32}\.jsonl$/.test(name))).toBe(true)
    expect(done.length).toBeLessThan(60)
    const next = await report()
    expect(next.kept).toBe(done.length)
    expect(next.read).toBe(60 - done.length)
    expect(hostsIn().length).toBe(60)
  })

  it('after a part was cut or is of another version: it is read again', async () => {
    await writeFile(at('in/a.tgz'), named('a'))
    await report()
    const [name = ''] = readdirSync(join(out(), 'parts'))
    await writeFile(join(out(), 'parts', name), '{"tables":')
    expect(await report()).toMatchObject({ read: 1, kept: 0 })
    expect(hostsIn()).toEqual(['a'])
  })
})

describe('bootbank facts refuses', () => {
  it.each([
    ['no backup at all', 'NOT_FOUND', ['in', '-o', 'out']],
    ['a format that there is not', 'USAGE', ['in', '--format', 'csv']],
    ['Parquet without a folder', 'USAGE', ['in', '--format', 'parquet']],
    ['a key, which is of one backup', 'USAGE', ['in', '--key-file', 'key']],
    ['another key file', 'USAGE', ['in', '--key-from', 'encryption.info']],
    ['a bank, which is of one disk', 'USAGE', ['in', '--bank', '2']],
    ['no processes', 'USAGE', ['in', '--jobs', '0']],
    ['a folder of other files', 'TARGET_EXISTS', ['one.tgz', '-o', '.']],
    ['a file in the place of the folder', 'WRITE_FAILED', ['one.tgz', '-o', 'one.tgz']],
    ['a file above the folder', 'WRITE_FAILED', ['one.tgz', '-o', 'one.tgz/out']],
  ])('%s', async (_what, code, args) => {
    await writeFile(at('one.tgz'), named('one'))
    const run = await facts(...args)
    expect([run.code, run.stdout.toString()]).toEqual([2, ''])
    expect(run.stderr).toMatch(new RegExp(`^bootbank: ${code}: .+\\n$`))
    expect(readdirSync(here).sort()).toEqual(['in', 'one.tgz'])
  })

  it('a folder that takes no others, at once', needs(process.platform === 'linux', 'Linux'), async () => {
    await writeFile(at('one.tgz'), named('one'))
    const run = await facts('one.tgz', '-o', '/proc/none/deeper')
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/^bootbank: WRITE_FAILED: \/proc\/none\/deeper cannot be written: .+\n$/)
  })

  it('Parquet where DuckDB is not installed, with the way out', async () => {
    await writeFile(at('one.tgz'), named('one'))
    const run = await facts('one.tgz', '--format', 'parquet', '-o', 'out')
    expect([run.code, run.stdout.toString()]).toEqual([2, ''])
    expect(run.stderr).toMatch(/^bootbank: NOT_OFFERED: .*@duckdb\/node-api.* not installed.*--format jsonl/)
    expect(existsSync(out())).toBe(false)
  })

  it('to be a reader for anybody else', async () => {
    const run = await cli.run(['facts-reader'], { cwd: here })
    expect([run.code, run.stderr.startsWith('bootbank: USAGE: ')]).toEqual([2, true])
  })
})
