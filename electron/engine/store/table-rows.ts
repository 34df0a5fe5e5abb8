// Two states of a database row by row: what a change of a row is held to, and what the list of changes shows of it.
// The trap: rows come in the order of their rowids, so both states are walked side by side and neither is held as a whole.
import type { Database, SqlValue } from 'sql.js'
import { BootbankError } from '../../../shared/model/errors'
import type { TableColumn } from '../../../shared/viewers/tables'
import { quoted } from '../formats/sqlite/open-tables'
import { storedColumnsOf } from '../formats/sqlite/read'
import { hasRowid, rowidOf } from '../formats/sqlite/row-order'

/** A table that is stored, with what its rows are told apart by. */
export interface StoredTable {
  readonly name: string
  readonly columns: readonly TableColumn[]
  /** The name of its rowid; null for a table whose rows have none. */
  readonly rowid: string | null
  readonly sql: string
}

/** A row that is not the same in both; the cells as `cellValues` gives them, null on the side where it is not. */
export interface RowDifference {
  readonly table: StoredTable
  /** The rowid, or the values of the primary key. */
  readonly row: string
  readonly before: readonly SqlValue[] | null
  readonly after: readonly SqlValue[] | null
}

/** Rows of one table without rowids that are compared; ESXi's own databases have no such table. */
const mostHeld = 200_000

/** Tables that are stored, in the order of the file. */
export function storedTables(database: Database): readonly StoredTable[] {
  const [found] = database.exec("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
  return (found?.values ?? []).map(([name, sql]) => {
    const columns = storedColumnsOf(database, String(name))
    return {
      name: String(name),
      columns,
      rowid: hasRowid(database, String(name)) ? rowidOf(columns) : null,
      sql: String(sql ?? ''),
    }
  })
}

/** A column as three values: its type, itself (whole numbers as text, since they have 64 bits), and its bytes where it is a text. */
export function cellValues(column: string): string {
  const name = quoted(column)
  return (
    `typeof(${name}), CASE typeof(${name}) WHEN 'integer' THEN CAST(${name} AS TEXT) ELSE ${name} END, ` +
    `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) END`
  )
}

/**
 * Rows that differ between two sound databases with the same tables, table by table: told apart by their rowids, or by the primary key of tables that
 * have one, since another host numbers the same rows otherwise. Throws LIMIT for a table that is too large to be held.
 */
export function* differingRows(
  before: Database,
  after: Database,
  by: 'rowid' | 'key' = 'rowid',
): Generator<RowDifference> {
  for (const table of storedTables(after)) {
    const goesByKey = by === 'key' && table.columns.some(({ key }) => key > 0)
    if (table.rowid === null || goesByKey) yield* differingByKey(before, after, table)
    else yield* differingByRowid(before, after, table, table.rowid)
  }
}

function* differingByRowid(before: Database, after: Database, table: StoredTable, rowid: string) {
  const query = `SELECT CAST(${rowid} AS TEXT), ${cellsOf(table)} FROM ${quoted(table.name)} NOT INDEXED ORDER BY ${rowid}`
  const [olds, nows] = [rowsOf(before, query), rowsOf(after, query)]
  try {
    let [old, now] = [next(olds), next(nows)]
    while (old || now) {
      const side = old && now ? order(old[0], now[0]) : old ? -1 : 1
      if (side !== 0 || !sameCells(old, now)) {
        const row = String((side <= 0 ? old : now)?.[0])
        yield { table, row, before: side <= 0 ? cells(old) : null, after: side >= 0 ? cells(now) : null }
      }
      if (side <= 0) old = next(olds)
      if (side >= 0) now = next(nows)
    }
  } finally {
    olds.return(undefined)
    nows.return(undefined)
  }
}

function* differingByKey(before: Database, after: Database, table: StoredTable): Generator<RowDifference> {
  const query = `SELECT NULL, ${cellsOf(table)} FROM ${quoted(table.name)} NOT INDEXED`
  const held = new Map<string, readonly SqlValue[]>()
  for (const row of rowsOf(before, query)) {
    if (held.size >= mostHeld)
      throw new BootbankError('LIMIT', `${table.name} has more than ${mostHeld} rows, too many to be compared.`)
    held.set(keyOf(table, row), row)
  }
  for (const row of rowsOf(after, query)) {
    const key = keyOf(table, row)
    const old = held.get(key) ?? null
    held.delete(key)
    if (!sameCells(old, row)) yield { table, row: key, before: cells(old), after: cells(row) }
  }
  for (const [key, row] of held) yield { table, row: key, before: cells(row), after: null }
}

const cellsOf = ({ columns }: StoredTable) => columns.map(({ name }) => cellValues(name)).join(', ')
const cells = (row: readonly SqlValue[] | null) => row?.slice(1) ?? null

function keyOf({ columns }: StoredTable, row: readonly SqlValue[]): string {
  return columns
    .flatMap(({ key }, index) => (key > 0 ? [{ key, text: String(row[index * 3 + 2]) }] : []))
    .toSorted((a, b) => a.key - b.key)
    .map(({ text }) => JSON.stringify(text))
    .join(', ')
}

function order(a: SqlValue | undefined, b: SqlValue | undefined): number {
  const [x, y] = [BigInt(String(a)), BigInt(String(b))]
  return x < y ? -1 : x > y ? 1 : 0
}

function* rowsOf(database: Database, query: string): Generator<readonly SqlValue[], undefined> {
  const statement = database.prepare(query)
  try {
    while (statement.step()) yield statement.get()
  } finally {
    statement.free()
  }
}

function next(rows: Iterator<readonly SqlValue[], undefined>): readonly SqlValue[] | null {
  return rows.next().value ?? null
}

function sameCells(a: readonly SqlValue[] | null, b: readonly SqlValue[] | null): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((value, index) => sameValue(value, b[index]))
}

/** A text may go on after a zero, where sql.js ends it: its bytes are compared as well. */
export function sameValue(a: SqlValue | undefined, b: SqlValue | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return Object.is(a, b)
}
