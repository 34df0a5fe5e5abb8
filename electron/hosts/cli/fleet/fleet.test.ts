// `bootbank facts` over a fleet of 500 generated hosts, and the questions of docs/fleet.md asked of what it wrote: each answer is compared with
// what is true of the hosts, over JSON lines and over Parquet.
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommandLine, type CommandLine } from '../../../../testing/command-line/command-line'
import { fleet, fleetDay, type FleetHost } from '../../../../testing/fixtures/fleet'
import { needs } from '../../../../testing/needs'
import { commonColumns, tableNames, tables } from '../../../engine/fleet/tables'
import { questions } from '../../../../testing/fixtures/fleet-questions'
import { type DuckDbConnection, duckdb } from './parquet'

const project = resolve(import.meta.dirname, '../../../..')
const page = readFileSync(join(project, 'docs/fleet.md'), 'utf8')
const count = 500
const present = await duckdb().catch(() => null)

let cli: CommandLine
let folder: string
const hosts: FleetHost[] = []
const unread: string[] = []
const out = () => join(folder, 'tables')
const facts = (format: string) => cli.run(['facts', join(folder, 'fleet'), '--format', format, '-o', out(), '--json'])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-fleet-'))
  cli = await buildCommandLine()
  // The optional package is looked for beside the program.
  await symlink(join(project, 'node_modules'), join(dirname(cli.path), '../../node_modules'))
  for await (const { path, bytes, host } of fleet(count)) {
    const file = join(folder, 'fleet', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    if (host) hosts.push(host)
    else unread.push(file)
  }
}, 300_000)
afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

const rowsOf = (table: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(join(out(), `${table}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))

describe('a fleet of 500 hosts', () => {
  it('is read whole, and what cannot be read costs nothing but itself', async () => {
    const run = await facts('jsonl')
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      backups: count,
      read: hosts.length,
      kept: 0,
      unread: unread.length,
      broken: 0,
      rows: { hosts: hosts.length, certificates: hosts.length, vmkernel_ports: hosts.length },
    })
    expect([run.code, run.stderr]).toEqual([1, ''])
    expect(unread.length).toBeGreaterThan(0)
  }, 120_000)

  it('has every column in every row, in the order of the page, and each host once', () => {
    for (const name of tableNames) {
      const columns = JSON.stringify([...Object.keys(commonColumns), ...Object.keys(tables[name].columns)])
      for (const row of rowsOf(name)) expect(JSON.stringify(Object.keys(row))).toBe(columns)
    }
    const found = rowsOf('hosts')
    expect(found.map(({ host }) => host).sort()).toEqual(hosts.map(({ name }) => name).sort())
    expect(found.map(({ path }) => path)).toEqual(found.map(({ path }) => path).sort())
    for (const { name, release, uuid, address } of hosts)
      expect(found.find(({ host }) => host === name)).toMatchObject({
        release,
        uuid,
        management_address: address,
        whole: true,
      })
  })

  it('is not read again when nothing changed', async () => {
    const before = readFileSync(join(out(), 'settings.jsonl'))
    const run = await facts('jsonl')
    expect(JSON.parse(run.stdout.toString())).toMatchObject({ read: 0, kept: hosts.length, unread: unread.length })
    expect(readFileSync(join(out(), 'settings.jsonl')).equals(before)).toBe(true)
  }, 60_000)

  describe.each(['jsonl', 'parquet'] as const)('asked by SQL over %s', needs(present, '@duckdb/node-api'), format => {
    let connection: DuckDbConnection
    beforeAll(async () => {
      if (!present) return
      await facts(format)
      connection = await (await present.DuckDBInstance.create(':memory:')).connect()
      await connection.run(`SET file_search_path = '${out()}'`)
      await connection.run(readFileSync(join(out(), 'views.sql'), 'utf8'))
      const [setting = ''] = blocksUnder('## Reading the tables')
      await connection.run(setting)
      await connection.run(`SET VARIABLE today = DATE '${fleetDay}'`)
    }, 120_000)
    afterAll(() => connection?.closeSync())

    it('has the ten questions of the page, no more and no fewer', () => {
      expect(page.match(/^### .*\?$/gm)).toEqual(questions.map(({ title }) => `### ${title}`))
      expect(questions.length).toBe(10)
    })

    it.each(questions)('$title', async ({ title, columns, truth }) => {
      const [sql = ''] = blocksUnder(`### ${title}`)
      const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson()
      const expected = truth(hosts)
      expect(expected.length).toBeGreaterThan(0)
      expect(rows.length).toBe(expected.length)
      expect(sorted(rows.map(row => columns.map(column => row[column])))).toEqual(sorted(expected))
    })

    it('has one newest backup of each host that is not a copy', async () => {
      const [row] = (await connection.runAndReadAll('SELECT count(*) AS n FROM newest')).getRowObjectsJson()
      expect(row?.n).toBe(String(new Set(hosts.map(({ uuid }) => uuid)).size))
    })
  })
})

it('the page lists every table and column as they are', () => {
  const columns = (table: Readonly<Record<string, readonly [string, string]>>) =>
    `| column | type | meaning |\n|---|---|---|\n${Object.entries(table)
      .map(([name, [type, meaning]]) => `| \`${name}\` | ${type} | ${meaning} |\n`)
      .join('')}`
  const listed = tableNames.map(
    name => `### ${name}\n\nA row is ${tables[name].row}.\n\n${columns(tables[name].columns)}`,
  )
  expect(page.slice(page.indexOf('<!-- tables -->\n'))).toBe(
    `<!-- tables -->\n\n${columns(commonColumns)}\n${listed.join('\n')}`,
  )
})

/** The SQL of the section that begins with a heading. */
function blocksUnder(heading: string): readonly string[] {
  const from = page.indexOf(`${heading}\n`)
  const section = page.slice(from, page.indexOf('\n#', from + 1))
  return [...section.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql)
}

function sorted(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map(row => JSON.stringify(row)).sort()
}
