// Stored rows changed as they are: what SQLite has to touch and no more, what is refused before it is done, and that the sqlite3 program agrees.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Database } from 'sql.js'
import { afterAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { file, plainState } from '../../../testing/archives/small-backups'
import { openHostChain, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { changeRow, type RowEdit } from './change-row'

const folder = mkdtempSync(join(tmpdir(), 'rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-03-01T12:00:00Z')
const hosts = withGenuine('esxi-7.0.2', 'esxi-8.0')
const sqlite3 = hasProgram('sqlite3')
const small = 'etc/vmware/small.db'

/** A backup with a database of its own in it. */
async function withDatabase(fill: (database: Database) => void): Promise<Document> {
  const bytes = await makeDatabase({ pageSize: 1024, userVersion: 3 }, fill)
  const document = await Document.open(bytesOf(plainState([file(small, bytes)])), { name: 'state.tgz' })
  await document.openChain()
  return document
}

function entryOf(document: Document, path: string) {
  const entry = findEntry(document, path)
  if (!entry) throw new Error(`no ${path}`)
  return entry
}

const databaseOf = (document: Document, path = CONFIGSTORE_PATH) =>
  toUint8Array(document.content(entryOf(document, path)))
const change = (document: Document, edit: RowEdit, path = CONFIGSTORE_PATH) =>
  changeRow(document, entryOf(document, path), edit, now)

function sqlOf(bytes: Uint8Array, query: string): string {
  const path = join(folder, 'asked.db')
  writeFileSync(path, bytes)
  return execFileSync('sqlite3', [path, query], { encoding: 'utf8' }).trimEnd()
}

async function ask(document: Document, query: string, path = CONFIGSTORE_PATH) {
  const database = await openSqlite(databaseOf(document, path))
  try {
    return database.exec(query)[0]?.values ?? []
  } finally {
    database.close()
  }
}

const kv = "SELECT rowid FROM KVTable WHERE Key = 'BOOT_MODE'"
const vmk0 = "SELECT rowid FROM Config WHERE Name = 'vmknics' AND Identifier = 'vmk0'"
const first = async (document: Document, query: string, path?: string) =>
  String((await ask(document, query, path))[0]?.[0])

/** Numbers of the pages that differ, from 0. */
function differingPages(a: Uint8Array, b: Uint8Array, size: number): number[] {
  const count = Math.max(a.length, b.length) / size
  const page = (bytes: Uint8Array, number: number) => bytes.subarray(number * size, (number + 1) * size)
  return Array.from({ length: count }, (_, number) => number).filter(
    number => Buffer.compare(page(a, number), page(b, number)) !== 0,
  )
}

describe.each(hosts)('ConfigStore of %s', name => {
  it('a value is set: its row has it, by the triggers of the file its revision and time, and no other row differs', async () => {
    const document = await openHostChain(name)
    const row = await first(document, vmk0)
    const others = `SELECT * FROM Config WHERE rowid <> ${row} ORDER BY rowid`
    const before = await ask(document, others)
    const revision = Number(await first(document, `SELECT Revision FROM Config WHERE rowid = ${row}`))
    await change(document, { kind: 'set', table: 'Config', row, column: 'UserValue', value: '"{\\"mtu\\": 9000}"' })
    expect(document.undoLabel).toBe(`Change UserValue of row ${row} of Config`)
    expect(await ask(document, `SELECT UserValue, Revision, ModifiedTime FROM Config WHERE rowid = ${row}`)).toEqual([
      ['{"mtu": 9000}', revision + 1, '2026-03-01 12:00:00'],
    ])
    expect(await ask(document, others)).toEqual(before)
  })

  it('a row is removed and one is added', async () => {
    const document = await openHostChain(name)
    const row = await first(document, kv)
    const before = await ask(document, 'SELECT count(*) FROM KVTable')
    await change(document, { kind: 'remove', table: 'KVTable', row })
    expect(await ask(document, kv)).toEqual([])
    await change(document, { kind: 'add', table: 'KVTable', values: '{"Key": "BOOT_MODE", "Value": "UEFI"}' })
    expect(await ask(document, "SELECT Value FROM KVTable WHERE Key = 'BOOT_MODE'")).toEqual([['UEFI']])
    expect(await ask(document, 'SELECT count(*) FROM KVTable')).toEqual(before)
  })

  it(
    'the sqlite3 program writes the same pages, finds the file sound, and its schema and triggers as they were',
    needs(sqlite3, 'sqlite3'),
    async () => {
      const document = await openHostChain(name)
      const before = databaseOf(document)
      const row = await first(document, kv)
      await change(document, { kind: 'set', table: 'KVTable', row, column: 'Value', value: '"ANOTHER"' })
      const after = databaseOf(document)
      expect(sqlOf(after, 'PRAGMA integrity_check')).toBe('ok')
      const schema = 'SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema'
      expect(sqlOf(after, schema)).toBe(sqlOf(before, schema))
      expect(sqlOf(after, `SELECT Value FROM KVTable WHERE rowid = ${row}`)).toBe('ANOTHER')
      const path = join(folder, 'theirs.db')
      writeFileSync(path, before)
      execFileSync('sqlite3', [
        path,
        `PRAGMA secure_delete = ON; UPDATE KVTable SET Value = 'ANOTHER' WHERE rowid = ${row}`,
      ])
      const theirs = readFileSync(path)
      const size = Buffer.from(before).readUInt16BE(16)
      expect(differingPages(before, after, size)).toEqual(differingPages(before, theirs, size))
      // Of the first page the counters, and which version of SQLite wrote.
      expect(differingPages(after, theirs, size).filter(page => page > 0)).toEqual([])
      const bytes = Array.from({ length: size }, (_, at) => at).filter(at => after[at] !== theirs[at])
      expect(bytes.every(at => at >= 96 && at < 100)).toBe(true)
    },
  )

  it('any changes undone give the opened bytes; A then B is the saved and reopened A then B', async () => {
    const [rowOfKv, rowOfVmk0] = await openHostChain(name).then(one => Promise.all([first(one, kv), first(one, vmk0)]))
    const edits: RowEdit[] = [
      { kind: 'set', table: 'KVTable', row: rowOfKv, column: 'Value', value: `"${'x'.repeat(9000)}"` },
      { kind: 'set', table: 'KVTable', row: rowOfKv, column: 'Value', value: 'null' },
      { kind: 'set', table: 'Config', row: rowOfVmk0, column: 'CachedValue', value: '"{}"' },
      { kind: 'set', table: 'Config', row: rowOfVmk0, column: 'Success', value: '0' },
      { kind: 'remove', table: 'Config', row: rowOfVmk0 },
      { kind: 'add', table: 'KVTable', values: '{"Key": "NEW", "Value": "1"}' },
      { kind: 'add', table: 'Config', values: '{"Component": "esx", "ConfigGroup": "a", "Name": "b", "Revision": 3}' },
    ]
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(edits, { minLength: 2 }), async some => {
        const document = await openHostChain(name)
        const start = toUint8Array(await document.build())
        let reopened = await openHostChain(name)
        let done = 0
        for (const edit of some) {
          const refused = await change(document, edit).then(
            () => null,
            (error: { readonly code: string }) => error.code,
          )
          // A row that was removed before it is changed.
          if (refused !== null) expect(refused).toBe('NO_TABLE')
          else {
            done++
            await change(reopened, edit)
            reopened = await reopened.reopen(await reopened.build())
            await reopened.openChain()
          }
        }
        expect(Buffer.compare(databaseOf(document), databaseOf(reopened))).toBe(0)
        let undone = 0
        while (document.undo()) undone++
        expect(undone).toBe(done)
        expect(Buffer.compare(toUint8Array(await document.build()), start)).toBe(0)
      }),
      { numRuns: 5 },
    )
  }, 120_000)
})

const table =
  "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER, part REAL, raw BLOB, doc TEXT, kind TEXT CHECK (kind IN ('a', 'b')), free); " +
  `INSERT INTO t VALUES (1, 'one', 5, 1.5, x'00ff', '{"a": 1}', 'a', 'x'), (2, 'two', NULL, NULL, NULL, 'plain', 'b', NULL)`
const filled = (more = '') => withDatabase(database => database.run(`${table};${more}`))

describe('any SQLite file', () => {
  it.each<[string, string, [string, string | null]]>([
    ['size', '9223372036854775807', ['integer', '9223372036854775807']],
    ['size', '-9223372036854775808', ['integer', '-9223372036854775808']],
    ['size', 'null', ['null', null]],
    ['part', '2', ['real', '2.0']],
    ['part', '0.1', ['real', '0.1']],
    ['raw', '{"hex": "DEadbeef00"}', ['blob', null]],
    ['raw', '{"hex": ""}', ['blob', '']],
    ['name', '"é\\u0000\\n\\ud83d\\ude00"', ['text', null]],
    ['name', '"5"', ['text', '5']],
    ['doc', '"{\\"a\\": 2}"', ['text', '{"a": 2}']],
    ['free', '7.0', ['real', '7.0']],
    ['free', '7', ['integer', '7']],
  ])('%s = %s is kept in just that type', async (column, value, [type, text]) => {
    const document = await filled()
    await change(document, { kind: 'set', table: 't', row: '1', column, value }, small)
    const [[kind, shown, hex] = []] = await ask(
      document,
      `SELECT typeof(${column}), CAST(${column} AS TEXT), hex(${column}) FROM t WHERE id = 1`,
      small,
    )
    expect(kind).toBe(type)
    if (text !== null && type !== 'null') expect(shown).toBe(text)
    const given = JSON.parse(value) as unknown
    if (type === 'blob') expect(String(hex).toLowerCase()).toBe((given as { hex: string }).hex.toLowerCase())
    if (type === 'text') expect(hex).toBe(Buffer.from(String(given)).toString('hex').toUpperCase())
  })

  it.each<[string, RowEdit, string, RegExp]>([
    [
      'a text in a column of numbers',
      set('size', '"five"'),
      'ROW_VALUE',
      /size was declared INTEGER, and this is a text/,
    ],
    [
      'a number in a column of texts',
      set('name', '5'),
      'ROW_VALUE',
      /name was declared TEXT, and this is a whole number/,
    ],
    ['no JSON', set('size', 'five'), 'ROW_VALUE', /it is not JSON/],
    ['JSON that is not a value of SQLite', set('doc', '{"a": 2}'), 'ROW_VALUE', /an object stands for bytes/],
    ['true', set('size', 'true'), 'ROW_VALUE', /true is 1/],
    ['a number of more than 64 bits', set('size', '9223372036854775808'), 'ROW_VALUE', /64 bits/],
    ['a number without end', set('part', '1e999'), 'ROW_VALUE', /larger than SQLite can hold/],
    ['half of a character', set('name', '"\\ud800"'), 'ROW_VALUE', /half of a character/],
    ['an odd number of digits', set('raw', '{"hex": "abc"}'), 'ROW_VALUE', /bytes/],
    ['JSON made into none', set('doc', '"{"'), 'ROW_VALUE', /doc holds JSON, and this text is not JSON/],
    ['NOT NULL', set('name', 'null'), 'ROW_VALUE', /NOT NULL constraint failed: t\.name/],
    ['UNIQUE', set('name', '"two"'), 'ROW_VALUE', /UNIQUE constraint failed: t\.name/],
    ['CHECK', set('kind', '"c"'), 'ROW_VALUE', /CHECK constraint failed/],
    ['a key that is there', set('id', '2'), 'ROW_VALUE', /UNIQUE constraint failed: t\.id/],
    ['a row that is not there', { ...set('size', '1'), row: '3' }, 'NO_TABLE', /no row 3 in t/],
    ['a row beyond 64 bits', { ...set('size', '1'), row: '9999999999999999999' }, 'NO_TABLE', /no row/],
    ['a column that is not there', set('sise', '1'), 'NO_TABLE', /no stored column sise in t, which has id, name/],
    ['a table that is not there', { ...set('size', '1'), table: 'u' }, 'NO_TABLE', /no stored table u/],
    ["SQLite's own table", { ...set('sql', '""'), table: 'sqlite_schema' }, 'NO_TABLE', /no stored table/],
    ['a row without what it needs', { kind: 'add', table: 't', values: '{"size": 1}' }, 'ROW_VALUE', /NOT NULL/],
    [
      'a column that is named twice',
      { kind: 'add', table: 't', values: '{"name": "a", "name": "b"}' },
      'ROW_VALUE',
      /twice/,
    ],
    ['a row that is a list', { kind: 'add', table: 't', values: '[]' }, 'ROW_VALUE', /a row is a JSON object/],
  ])('refused: %s', async (_what, edit, code, message) => {
    const document = await filled()
    const error = await change(document, edit, small).then(
      () => null,
      (thrown: unknown) => thrown as { code: string; message: string },
    )
    expect(error).toMatchObject({ code })
    expect(error?.message).toMatch(message)
    expect(document.changes()).toEqual([])
  })

  it('the rowid is another one where its column is changed, and what is there already makes no step', async () => {
    const document = await filled()
    await change(document, set('name', '"one"'), small)
    await change(document, set('raw', '{"hex": "00FF"}'), small)
    expect(document.undoLabel).toBeNull()
    await change(document, set('id', '70'), small)
    expect(await ask(document, 'SELECT id, name FROM t ORDER BY id', small)).toEqual([
      [2, 'two'],
      [70, 'one'],
    ])
  })

  it('names that look like SQL, rowids that columns hide, numbers that count up', async () => {
    const document = await withDatabase(database =>
      database.run(`CREATE TABLE "a; DROP TABLE b; --"("x""y" TEXT, rowid TEXT); INSERT INTO "a; DROP TABLE b; --" VALUES ('1', 'r');
        CREATE TABLE b(id INTEGER PRIMARY KEY AUTOINCREMENT, v); INSERT INTO b(v) VALUES (1)`),
    )
    const name = 'a; DROP TABLE b; --'
    await change(document, { kind: 'set', table: name, row: '1', column: 'x"y', value: '"2"' }, small)
    await change(document, { kind: 'add', table: 'b', values: '{}' }, small)
    expect(await ask(document, `SELECT * FROM "${name}"`, small)).toEqual([['2', 'r']])
    expect(await ask(document, 'SELECT id, v FROM b', small)).toEqual([
      [1, 1],
      [2, null],
    ])
  })

  it.each<[string, string, RegExp]>([
    [
      'a trigger that changes another row',
      'CREATE TRIGGER g AFTER UPDATE OF size ON t BEGIN UPDATE t SET part = 9 WHERE id = 2; END',
      /would also change row 2 of t/,
    ],
    [
      'a trigger that sets the value itself',
      'CREATE TRIGGER g AFTER UPDATE OF size ON t BEGIN UPDATE t SET size = 9 WHERE id = 1; END',
      /a trigger of the file sets it/,
    ],
    ['a trigger that computes', 'CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT 1; END', /trigger "g" does more/],
    ['an index that computes', 'CREATE INDEX i ON t(abs(size))', /computes/],
  ])('refused: %s', async (_what, sql, message) => {
    const document = await filled(sql)
    await expect(change(document, set('size', '1'), small)).rejects.toThrow(message)
    expect(document.changes()).toEqual([])
  })

  it.each<[string, RegExp]>([
    ['CREATE TABLE w(a PRIMARY KEY) WITHOUT ROWID; INSERT INTO w VALUES (1)', /no number by which/],
    ['CREATE TABLE w(a, b DEFAULT (zeroblob(900000000))); INSERT INTO w VALUES (1, 1)', /computes \(zeroblob\(\)\)/],
    ['CREATE TABLE w(a, b DEFAULT ("zeroblob"(9))); INSERT INTO w VALUES (1, 1)', /computes \(a quoted name/],
    ["CREATE TABLE w(a CHECK (a NOT LIKE '%a%a%a%a%a%b')); INSERT INTO w VALUES (1)", /computes \(LIKE\)/],
    ['CREATE TABLE w(a); INSERT INTO w(rowid) VALUES (9223372036854775807)', /highest number/],
  ])('refused: %s', async (sql, message) => {
    const document = await withDatabase(database => database.run(sql))
    await expect(change(document, { kind: 'add', table: 'w', values: '{"a": "x"}' }, small)).rejects.toThrow(message)
  })

  it('a damaged file is refused with what SQLite says, and one that ends early', async () => {
    const bytes = await makeDatabase({ pageSize: 1024, userVersion: 3 }, database => {
      database.run(table)
      database.run('INSERT INTO t(name, raw) VALUES (?, ?)', ['long', new Uint8Array(9000).fill(7)])
    })
    const broken = bytes.slice()
    broken.fill(0xee, 1024, 1300)
    for (const [content, message] of [
      [broken, /is damaged.*SQLite says/],
      [bytes.slice(0, bytes.length - 2048), /ends early/],
      [Buffer.from('no database at all'), /not an SQLite database/],
    ] as const) {
      const document = await Document.open(bytesOf(plainState([file(small, content)])), { name: 'state.tgz' })
      await document.openChain()
      await expect(change(document, set('size', '1'), small)).rejects.toThrow(message)
    }
  })
})

function set(column: string, value: string): Extract<RowEdit, { kind: 'set' }> {
  return { kind: 'set', table: 't', row: '1', column, value }
}
