// What the sqlite3 program says of a database before and after a change: sound, of the same schema, and which rows and pages differ.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DatabaseDifference {
  /** What `PRAGMA integrity_check` says of the later one. */
  readonly integrity: string
  /** Tables, indexes, triggers and views by their SQL, page size, encoding and user_version are the same. */
  readonly sameSchema: boolean
  /** Rows of Config that differ, came or went: component/group/name, and /identifier where it has one, in order. */
  readonly rows: readonly string[]
  /** Other tables of which a row differs. */
  readonly otherTables: readonly string[]
  /** What owns the pages that differ; of the first page only counters of the header may, else it is `sqlite_schema`. */
  readonly pagesOf: readonly string[]
}

/** Compares two database files with the sqlite3 program. Throws where it cannot read one. */
export function databaseDifference(before: Uint8Array, after: Uint8Array): DatabaseDifference {
  const folder = mkdtempSync(join(tmpdir(), 'database-'))
  try {
    const [old, now] = [join(folder, 'before.db'), join(folder, 'after.db')]
    writeFileSync(old, before)
    writeFileSync(now, after)
    const ask = (path: string, query: string) =>
      execFileSync('sqlite3', ['-readonly', path, query], { encoding: 'utf8' }).trim()
    const lines = (text: string) => text.split('\n').filter(line => line !== '')
    const shape =
      'SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2; PRAGMA page_size; PRAGMA encoding; PRAGMA user_version'
    const tables = lines(ask(old, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
    const differing = (columns: string, table: string) => {
      const [here, there] = [`main."${table}"`, `old."${table}"`]
      const query = `SELECT DISTINCT ${columns} FROM (SELECT * FROM (SELECT * FROM ${here} EXCEPT SELECT * FROM ${there}) UNION ALL SELECT * FROM (SELECT * FROM ${there} EXCEPT SELECT * FROM ${here})) ORDER BY 1`
      return lines(ask(now, `ATTACH 'file:${old}?mode=ro' AS old; ${query}`))
    }
    return {
      integrity: ask(now, 'PRAGMA integrity_check'),
      sameSchema: ask(old, shape) === ask(now, shape),
      rows: differing("RTRIM(Component || '/' || ConfigGroup || '/' || Name || '/' || Identifier, '/')", 'Config'),
      otherTables: tables.filter(table => table !== 'Config' && differing('1', table).length > 0),
      pagesOf: pagesOf(readFileSync(old), readFileSync(now), query => ask(now, query)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function pagesOf(before: Buffer, after: Buffer, ask: (query: string) => string): readonly string[] {
  const size = Number(ask('PRAGMA page_size'))
  const owners = new Map(
    ask('SELECT pageno, name FROM dbstat')
      .split('\n')
      .map(line => line.split('|') as [string, string]),
  )
  const differing: string[] = []
  for (let page = 1; page <= Math.max(before.length, after.length) / size; page += 1) {
    const [old, now] = [before, after].map(file => Buffer.from(file.subarray((page - 1) * size, page * size)))
    if (!old || !now) continue
    // SQLite, Database File Format 1.3: file change counter, size in pages, the free list, version-valid-for and version number.
    if (page === 1)
      for (const header of [old, now])
        for (const [from, to] of [
          [24, 40],
          [92, 100],
        ] as const)
          header.fill(0, from, to)
    if (!old.equals(now)) differing.push(owners.get(String(page)) ?? 'free')
  }
  return [...new Set(differing)].toSorted()
}
