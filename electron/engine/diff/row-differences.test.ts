// Rows of two databases, held against what sqlite3 says of both.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { rowsBetween } from './row-differences'

const folder = mkdtempSync(join(tmpdir(), 'rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Node = readonly [name: string, port: number]
const database = (nodes: readonly Node[]) =>
  makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
    one.run('CREATE TABLE nodes (name TEXT PRIMARY KEY, port INTEGER)')
    for (const node of nodes) one.run('INSERT INTO nodes VALUES (?, ?)', [...node])
  })
const file = { paths: ['etc/x.db'] }

it(
  'of two backups are told apart by their key, in whatever order they were written, as sqlite3 tells them',
  needs(hasProgram('sqlite3'), 'sqlite3'),
  async () => {
    const before = await database([
      ['a', 1],
      ['b', 2],
      ['gone', 3],
      ['d', 4],
    ])
    const after = await database([
      ['d', 4],
      ['come', 9],
      ['b', 22],
      ['a', 1],
    ])
    const rows = await rowsBetween(before, after, file, 'key')
    expect(rows?.map(({ row, column, ...sides }) => [row, column, sides.before, sides.after])).toEqual([
      ['"come"', 'name', null, 'come'],
      ['"come"', 'port', null, '9'],
      ['"b"', 'port', '2', '22'],
      ['"gone"', 'name', 'gone', null],
      ['"gone"', 'port', '3', null],
    ])
    writeFileSync(join(folder, 'a.db'), before)
    writeFileSync(join(folder, 'b.db'), after)
    const only = (one: string, other: string) =>
      execFileSync('sqlite3', [
        join(folder, one),
        `ATTACH '${join(folder, other)}' AS o; SELECT name FROM (SELECT * FROM main.nodes EXCEPT SELECT * FROM o.nodes)`,
      ])
        .toString()
        .split('\n')
        .filter(Boolean)
    const names = new Set([...only('a.db', 'b.db'), ...only('b.db', 'a.db')])
    expect(new Set(rows?.map(({ row }) => JSON.parse(row)))).toEqual(names)
    // By their numbers nearly all of them would be others.
    expect((await rowsBetween(before, after, file))?.length).toBeGreaterThan(5)
  },
)

it('a key that is secret is not told', async () => {
  const secretKeys = (port: number) =>
    makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
      one.run('CREATE TABLE t (password TEXT PRIMARY KEY, port INTEGER)')
      one.run('INSERT INTO t VALUES (?, ?)', ['Planted-1', port])
    })
  const rows = await rowsBetween(await secretKeys(1), await secretKeys(2), file, 'key')
  expect(rows).toMatchObject([{ column: 'port', before: '1', after: '2' }])
  expect(JSON.stringify(rows)).not.toContain('Planted')
})
