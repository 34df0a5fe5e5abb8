// SQLite files as tables: rows against the sqlite3 program, hostile names and files, and what is hidden.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Database } from 'sql.js'
import { afterAll, describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../../testing/archives/has-program'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { makeDatabase } from '../../../../testing/fixtures/sqlite'
import { needs } from '../../../../testing/needs'
import type { RowQuery } from '../../../../shared/viewers/tables'
import { type Bytes, bytesOf, toUint8Array } from '../../codecs/bytes'
import { Document } from '../../document/document'
import { CONFIGSTORE_PATH } from '../../esx/paths'
import { findEntry } from '../../esx/find-entry'
import { viewOf } from '../registry'
import { Subject } from '../subject'
import { tableCell, tableFind, tableRows } from './rows'

const folder = mkdtempSync(join(tmpdir(), 'tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sqlite3 = hasProgram('sqlite3')

const made = (fill: (database: Database) => void) => makeDatabase({ pageSize: 4096, userVersion: 7 }, fill)
const plain: Omit<RowQuery, 'table'> = { sort: null, filter: '' }
const page = (offset = 0, limit = 1000) => ({ offset, limit, full: false })
const anyFile = { paths: ['store'] }

async function textsOf(content: Bytes, query: RowQuery, from = page()): Promise<readonly (readonly string[])[]> {
  const { rows } = await tableRows(content, query, from, anyFile)
  return rows.map(cells => cells.map(({ text }) => text))
}

async function viewed(bytes: Uint8Array) {
  const document = await opened(tgz([file('var/store', bytes)]))
  const view = await viewOf(
    new Subject({ document, entry: document.root.entries()[0] ?? null, opened: null, folder: null }),
    {},
  )
  return view
}
async function tablesIn(bytes: Uint8Array) {
  const view = await viewed(bytes)
  if (view.viewer !== 'tables') throw new Error(`${view.viewer}: ${view.failed?.error.message}`)
  return view.data
}

describe('what a database is made of', () => {
  it('tables with stored columns and rows, views and what belongs to them, facts of the file', async () => {
    const data = await tablesIn(
      await made(database => {
        database.run('CREATE TABLE a(x INTEGER PRIMARY KEY, y TEXT, z AS (x + 1))')
        database.run("INSERT INTO a(y) VALUES ('one'), ('two')")
        database.run('CREATE INDEX by_y ON a(y)')
        database.run('CREATE VIEW v AS SELECT x FROM a')
      }),
    )
    expect(data.tables).toMatchObject([
      {
        name: 'a',
        kind: 'table',
        rows: 2,
        columns: [
          { name: 'x', type: 'INTEGER', key: 1 },
          { name: 'y', type: 'TEXT', key: 0 },
        ],
      },
      { name: 'v', kind: 'computed', rows: null, columns: [], sql: 'CREATE VIEW v AS SELECT x FROM a' },
    ])
    expect(data.parts).toEqual([{ type: 'index', name: 'by_y', table: 'a', sql: 'CREATE INDEX by_y ON a(y)' }])
    expect(data).toMatchObject({
      pageSize: 4096,
      userVersion: 7,
      encoding: 'UTF-8',
      writeAheadLog: false,
      check: { kind: 'computes', part: 'column z' },
      notes: [],
    })
  })

  it('a write-ahead log is said, and what is in the file is read', async () => {
    const bytes = await made(database => database.run("CREATE TABLE a(x); INSERT INTO a VALUES ('here')"))
    bytes.set([2, 2], 18)
    const data = await tablesIn(bytes)
    expect(data).toMatchObject({ writeAheadLog: true, check: { kind: 'sound' }, tables: [{ name: 'a', rows: 1 }] })
    expect(data.notes[0]).toContain('write-ahead log')
  })

  it('a file that ends early is read as far as it goes', async () => {
    const bytes = await made(database => {
      database.run('CREATE TABLE a(x)')
      for (let index = 0; index < 500; index++)
        database.run('INSERT INTO a VALUES (?)', [`${index} ${'x'.repeat(100)}`])
    })
    const data = await tablesIn(bytes.slice(0, 6 * 4096))
    expect(data.notes[0]).toMatch(/^The file ends early: 6 of its \d+ pages/)
    expect(data.check).toMatchObject({ kind: 'damaged' })
    const { total, damage } = await tableRows(
      bytesOf(bytes.slice(0, 6 * 4096)),
      { table: 'a', ...plain },
      page(),
      anyFile,
    )
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(500)
    expect(damage).toContain('damaged page')
  })

  it.each([
    ['nothing after its magic', (bytes: Uint8Array) => bytes.slice(0, 20)],
    ['garbage for its schema', (bytes: Uint8Array) => bytes.fill(0xee, 100, 4096)],
  ])('with %s it is shown by its bytes, with the reason', async (_what, damage) => {
    const view = await viewed(damage(await made(database => database.run('CREATE TABLE a(x)'))))
    expect(view.viewer).toBe('hex')
    expect(view.failed).toMatchObject({ viewer: 'tables', error: { code: 'NOT_A_DATABASE' } })
  })

  it('of 2,100 tables 2,000 are listed, and it is said', async () => {
    const data = await tablesIn(
      await made(database => {
        database.run(Array.from({ length: 2100 }, (_, index) => `CREATE TABLE t${index}(x);`).join(''))
      }),
    )
    expect(data.tables).toHaveLength(2000)
    expect(data.notes).toEqual(['100 more tables are not listed.'])
  })
})

describe('rows', () => {
  it('hold what SQLite holds: NULL, numbers of 64 bits, text, bytes', async () => {
    const content = bytesOf(
      await made(database => {
        database.run('CREATE TABLE a(x)')
        database.run(
          "INSERT INTO a VALUES (NULL), (9223372036854775807), (1.5), (0.1 + 0.2), (2.0), ('ü'), (x'00ff'), ('')",
        )
      }),
    )
    const { rows, total } = await tableRows(content, { table: 'a', ...plain }, page(), anyFile)
    expect(total).toBe(8)
    expect(rows.map(([cell]) => [cell?.kind, cell?.text])).toEqual([
      ['null', ''],
      ['integer', '9223372036854775807'],
      ['real', '1.5'],
      ['real', '0.30000000000000004'],
      ['real', '2.0'],
      ['text', 'ü'],
      ['blob', '00ff'],
      ['text', ''],
    ])
  })

  it('of hostile names are read, of views and generated columns none', async () => {
    const content = bytesOf(
      await made(database => {
        database.run(`CREATE TABLE "a""; DROP TABLE b; --"("x"" y" TEXT, rowid TEXT)`)
        database.run(`INSERT INTO "a""; DROP TABLE b; --" VALUES ('v', 'r')`)
        database.run(`ALTER TABLE "a""; DROP TABLE b; --" ADD COLUMN g AS (abs(-9223372036854775807 - 1))`)
        database.run('CREATE TABLE w(k TEXT PRIMARY KEY, v) WITHOUT ROWID')
        database.run("INSERT INTO w VALUES ('b', 2), ('a', 1)")
        database.run('CREATE TABLE all3(rowid, _rowid_, oid)')
        database.run('INSERT INTO all3 VALUES (7, 8, 9)')
        database.run(
          'CREATE VIEW endless AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c',
        )
      }),
    )
    expect(await textsOf(content, { table: 'a"; DROP TABLE b; --', ...plain })).toEqual([['v', 'r']])
    expect(await textsOf(content, { table: 'w', ...plain })).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect(await textsOf(content, { table: 'w', sort: { column: 'v', descending: true }, filter: '' })).toEqual([
      ['b', '2'],
      ['a', '1'],
    ])
    expect(await textsOf(content, { table: 'all3', ...plain })).toEqual([['7', '8', '9']])
    expect(
      await tableCell(content, { table: 'all3', ...plain }, { position: 0, column: 'oid', reveal: false }, anyFile),
    ).toMatchObject({ text: '9' })
    await expect(textsOf(content, { table: 'endless', ...plain })).rejects.toMatchObject({ code: 'NO_TABLE' })
    await expect(textsOf(content, { table: 'nothing', ...plain })).rejects.toMatchObject({ code: 'NO_TABLE' })
    await expect(
      tableCell(content, { table: 'w', ...plain }, { position: 5, column: 'k', reveal: false }, anyFile),
    ).rejects.toMatchObject({ code: 'NO_TABLE' })
  })

  it('sorted, filtered and cut into pages are those that JavaScript would give', async () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.stringMatching(/^[a-cA-C%_]{0,4}$/)), {
      maxLength: 40,
    })
    const sorts = fc.constantFrom<RowQuery['sort']>(
      null,
      { column: 'n', descending: false },
      { column: 'n', descending: true },
    )
    await fc.assert(
      fc.asyncProperty(
        values,
        sorts,
        fc.stringMatching(/^[aB%]?$/),
        fc.integer({ min: 1, max: 15 }),
        async (rows, sort, filter, limit) => {
          const content = bytesOf(
            await made(database => {
              database.run('CREATE TABLE a(n INTEGER, t TEXT)')
              for (const row of rows) database.run('INSERT INTO a VALUES (?, ?)', row)
            }),
          )
          const wanted = rows.filter(row =>
            row.some(value => String(value).toLowerCase().includes(filter.toLowerCase())),
          )
          if (sort) wanted.sort((a, b) => (sort.descending ? b[0] - a[0] : a[0] - b[0]))
          const found: (readonly string[])[] = []
          for (let offset = 0; offset <= wanted.length; offset += limit)
            found.push(...(await textsOf(content, { table: 'a', sort, filter }, page(offset, limit))))
          expect(found).toEqual(wanted.map(row => row.map(String)))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('are found by their primary key', async () => {
    const content = bytesOf(
      await made(database => {
        database.run(
          "CREATE TABLE a(x TEXT, y TEXT, v, PRIMARY KEY(y, x)); INSERT INTO a VALUES ('1','a',0), ('2','a',0), ('1','b',0)",
        )
      }),
    )
    expect(await tableFind(content, 'a', ['a', '2'])).toBe(1)
    expect(await tableFind(content, 'a', ['b', '1'])).toBe(2)
    expect(await tableFind(content, 'a', ['c', '1'])).toBeNull()
    expect(await tableFind(content, 'a', ['a'])).toBeNull()
  })

  it('of large values hold their beginning, and the cell more of it', async () => {
    const content = bytesOf(
      await made(database => {
        database.run('CREATE TABLE a(t, b)')
        database.run('INSERT INTO a VALUES (?, ?)', ['y'.repeat(3_000_000), new Uint8Array(200_000).fill(1)])
      }),
    )
    const { rows } = await tableRows(content, { table: 'a', ...plain }, page(), anyFile)
    expect(rows[0]?.map(({ text, bytes }) => [text.length, bytes])).toEqual([
      [200, 3_000_000],
      [48, 200_000],
    ])
    const cell = await tableCell(
      content,
      { table: 'a', ...plain },
      { position: 0, column: 't', reveal: false },
      anyFile,
    )
    expect([cell.text.length, cell.bytes]).toEqual([1024 * 1024, 3_000_000])
  })
})

/** Interior pages of a b-tree, each with `fan` pointers to the next and the last to a leaf: a few pages that stand for fan ** levels leaves. */
function withSharedPages(bytes: Uint8Array, root: number, spare: readonly number[], fan: number): Uint8Array {
  const size = 4096
  const file = Buffer.from(bytes)
  const start = root === 1 ? 100 : 0
  const leaf = Buffer.from(file.subarray((root - 1) * size, root * size))
  const pages = [root, ...spare]
  for (const [level, page] of pages.entries()) {
    const at = (page - 1) * size
    const next = pages[level + 1]
    const head = page === root ? start : 0
    if (next === undefined) {
      // The content of the root, which may have begun after the header of the file.
      leaf.copy(file, at)
      if (start > 0) {
        leaf.copy(file, at, start, start + 8)
        leaf.copy(file, at + 8, start + 8, start + 8 + 2 * leaf.readUInt16BE(start + 3))
      }
      continue
    }
    file.fill(0, at + head, at + size)
    file[at + head] = 5
    file.writeUInt16BE(fan, at + head + 3)
    file.writeUInt32BE(next, at + head + 8)
    let cell = size
    for (let index = 0; index < fan; index++) {
      cell -= 5
      file.writeUInt32BE(next, at + cell)
      file[at + cell + 4] = 1
      file.writeUInt16BE(cell, at + head + 12 + 2 * index)
    }
    file.writeUInt16BE(cell, at + head + 5)
  }
  return file
}

describe('a small file that would keep SQLite busy for hours', () => {
  const spacious = (sql: string) =>
    made(database => database.run(`${sql}; CREATE TABLE room(x); INSERT INTO room VALUES (zeroblob(90000))`))

  it('by pages that lead to each other again and again is shown as damaged, and its table is refused', async () => {
    const bytes = withSharedPages(
      await spacious('CREATE TABLE a(x); INSERT INTO a VALUES (1)'),
      2,
      [5, 6, 7, 8, 9],
      200,
    )
    const data = await tablesIn(bytes)
    expect(data.check).toMatchObject({ kind: 'damaged' })
    expect(data.tables.map(({ rows }) => rows)).toEqual([null, 1])
    for (const query of [
      { ...plain },
      { sort: { column: 'x', descending: true }, filter: '' },
      { sort: null, filter: 'none' },
    ])
      await expect(tableRows(bytesOf(bytes), { table: 'a', ...query }, page(), anyFile)).rejects.toMatchObject({
        code: 'NO_TABLE',
        message: expect.stringContaining('more rows than the file has room for'),
      })
    await expect(tableFind(bytesOf(bytes), 'a', ['1'])).rejects.toMatchObject({ code: 'NO_TABLE' })
  })

  it.each([
    ['a partial index', 'CREATE INDEX i ON a(x) WHERE x > 0', ' AND length(hex(zeroblob(20000000))) > 0'],
    ['an index on an expression', 'CREATE INDEX i ON a(x + 0)', ''],
  ])('by %s is not checked, and the reason is said; its rows are read', async (_what, sql, more) => {
    const bytes = await made(database => {
      database.run(`CREATE TABLE a(x); ${sql}`)
      for (let index = 1; index <= 200; index++) database.run('INSERT INTO a VALUES (?)', [index])
      database.run('PRAGMA writable_schema = ON')
      database.run(`UPDATE sqlite_schema SET sql = sql || '${more}' WHERE name = 'i'`)
    })
    const data = await tablesIn(bytes)
    expect(data.check).toEqual({ kind: 'computes', part: 'index i' })
    const { total, rows } = await tableRows(
      bytesOf(bytes),
      { table: 'a', sort: { column: 'x', descending: true }, filter: '' },
      page(0, 1),
      anyFile,
    )
    expect([total, rows[0]?.[0]?.text]).toEqual([200, '200'])
  })

  it('by a generated column is not checked', async () => {
    const data = await tablesIn(
      await made(database => database.run('CREATE TABLE a(x, g AS (x + 1)); CREATE INDEX i ON a(x)')),
    )
    expect(data.check).toEqual({ kind: 'computes', part: 'column g' })
  })

  it('by the pages of its schema is refused as a whole', async () => {
    const plainFile = await spacious('CREATE TABLE IF NOT EXISTS a(x)')
    const bytes = withSharedPages(plainFile, 1, [4, 5, 6, 7, 8], 200)
    const view = await viewed(bytes)
    expect(view.failed).toMatchObject({ viewer: 'tables', error: { code: 'NOT_A_DATABASE' } })
  })
})

describe('secrets', () => {
  it('are hidden by their name in JSON, by that of the column, and by what they are; each is shown when asked for', async () => {
    const hash = `$6$abcdefgh$${'0123456789'.repeat(9)}`
    const content = bytesOf(
      await made(database => {
        database.run('CREATE TABLE a(v, password, t, b)')
        database.run('INSERT INTO a VALUES (?, ?, ?, ?)', [
          JSON.stringify({ name: 'root', own_word: 'sesame', fill: 'x'.repeat(500) }),
          'hunter2',
          `root:${hash}:1`,
          Uint8Array.from(Buffer.from(hash)),
        ])
      }),
    )
    const named = { paths: ['store'], names: new Map([['own_word', 'password' as const]]) }
    const { rows } = await tableRows(content, { table: 'a', ...plain }, { offset: 0, limit: 10, full: true }, named)
    expect(rows[0]?.every(({ secret }) => secret)).toBe(true)
    expect(JSON.stringify(rows)).not.toMatch(/sesame|hunter2|012345|3031/)
    expect(rows[0]?.[0]?.text).toContain('"name":"root"')
    const reveal = async (column: string) =>
      (await tableCell(content, { table: 'a', ...plain }, { position: 0, column, reveal: true }, named)).text
    expect(await reveal('password')).toBe('hunter2')
    expect(await reveal('v')).toContain('sesame')
    const hidden = await tableCell(
      content,
      { table: 'a', ...plain },
      { position: 0, column: 'v', reveal: false },
      named,
    )
    expect(hidden.text).not.toContain('sesame')
  })
})

describe('the sqlite3 program', needs(sqlite3, 'sqlite3'), () => {
  it(
    'gives the same rows of every table of the genuine backup',
    needs(genuineSample !== null, theGenuineSample),
    async () => {
      const document = await Document.open(bytesOf(readGenuine('state.tgz')), { name: 'state.tgz' })
      await document.openChain()
      const entry = findEntry(document, CONFIGSTORE_PATH)
      if (!entry) throw new Error('no store')
      const content = document.content(entry)
      const path = join(folder, 'store')
      writeFileSync(path, toUint8Array(content))
      const { tables } = await tablesIn(toUint8Array(content))
      expect(tables.length).toBeGreaterThan(4)
      for (const { name, columns, rows } of tables) {
        const query = `SELECT ${columns.map(column => `quote("${column.name}")`).join(', ')} FROM "${name}" ORDER BY rowid`
        const told = execFileSync('sqlite3', ['-readonly', '-json', path, query], { maxBuffer: 2 ** 28 }).toString()
        const wanted = told === '' ? [] : (JSON.parse(told) as Record<string, string>[])
        expect(rows).toBe(wanted.length)
        const found = await tableRows(
          content,
          { table: name, ...plain },
          { offset: 0, limit: 1000, full: true },
          { paths: [] },
        )
        for (const [index, cells] of found.rows.entries()) {
          for (const [at, cell] of cells.entries()) {
            const quoted = Object.values(wanted[index] ?? {})[at] ?? ''
            if (cell.secret) continue
            expect(
              cell.kind === 'null' ? 'NULL' : cell.kind === 'text' ? `'${cell.text.replaceAll("'", "''")}'` : cell.text,
            ).toBe(quoted)
          }
        }
      }
    },
  )
})

it('reading does not change the file', async () => {
  const bytes = await made(database => database.run('CREATE TABLE a(x); INSERT INTO a VALUES (1)'))
  const before = Buffer.from(bytes)
  const content = bytesOf(bytes)
  await tablesIn(bytes)
  await textsOf(content, { table: 'a', sort: { column: 'x', descending: true }, filter: '1' })
  expect(Buffer.compare(before, Buffer.from(bytes))).toBe(0)
})
