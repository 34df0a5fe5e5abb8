// Rows of a table, page by page, sorted and filtered; and one cell as a whole. Only what is stored is read: a view or a generated column of a
// hostile file could compute without end.
import type { Database, SqlValue, Statement } from 'sql.js'
import { BootbankError } from '../../../../shared/model/errors'
import type { SecretFile } from '../../../../shared/secrets/secret'
import type { RowQuery, TableCell, TableColumn, TableRows } from '../../../../shared/viewers/tables'
import type { Bytes } from '../../codecs/bytes'
import { cellColumns, cellOf, type CellSize, hiding, readBytes } from './cells'
import { openTables, quoted } from './open-tables'
import { storedColumnsOf } from './read'
import { conditions, filterValues, orderOf, readText, rowidOf, tableOf } from './row-order'

/** What a row shows of a value, what an export takes of it, and what one cell is shown with. */
const shown: CellSize = { text: 200, bytes: 24 }
const exported: CellSize = { text: readText, bytes: readBytes }
const whole: CellSize = { text: 1024 * 1024, bytes: readBytes }

/** Rows of a query from `offset`, `limit` of them at most; with their whole texts, up to 65,536 characters each, if `full`. Throws NO_TABLE. */
export async function tableRows(
  content: Bytes,
  query: RowQuery,
  { offset, limit, full }: { readonly offset: number; readonly limit: number; readonly full: boolean },
  file: SecretFile,
): Promise<TableRows> {
  const open = await openTables(content)
  const columns = columnsOf(open.database, query.table)
  const { ids, total, damage } = orderOf(open, query, columns)
  const rules = columns.map(({ name }) => hiding(name, file))
  const toCells = (values: readonly SqlValue[]) =>
    rules.map((hide, index) => cellOf(values.slice(index * 3, index * 3 + 3), hide, full ? exported : shown))
  const statement = selecting(
    open.database,
    query,
    columns,
    columns.map(({ name }) => cellColumns(quoted(name), readText)),
    ids !== null,
  )
  const rows: (readonly TableCell[])[] = []
  try {
    if (ids) for (const id of ids.slice(offset, offset + limit)) rows.push(toCells(oneRow(statement, [id]) ?? []))
    else {
      statement.bind([...filterValues(query), limit, offset])
      while (statement.step()) rows.push(toCells(statement.get()))
    }
  } finally {
    statement.free()
  }
  return { total, rows, ids: ids?.slice(offset, offset + limit) ?? null, damage }
}

/** One cell, up to a million characters or 64 KiB; its secrets as they are if `reveal`. Throws NO_TABLE where it is not. */
export async function tableCell(
  content: Bytes,
  query: RowQuery,
  { position, column, reveal }: { readonly position: number; readonly column: string; readonly reveal: boolean },
  file: SecretFile,
): Promise<TableCell> {
  const open = await openTables(content)
  const columns = columnsOf(open.database, query.table)
  if (!columns.some(({ name }) => name === column)) throw noTable(`${query.table}.${column}`)
  const { ids } = orderOf(open, query, columns)
  const statement = selecting(open.database, query, columns, [cellColumns(quoted(column), whole.text)], ids !== null)
  try {
    const found = oneRow(statement, ids ? [ids[position] ?? null] : [...filterValues(query), 1, position])
    if (!found) throw noTable(`${query.table}, row ${position + 1}`)
    const cell = cellOf(found, hiding(column, file), whole)
    return cell.secret && reveal ? { ...cellOf(found, null, whole), secret: true } : cell
  } finally {
    statement.free()
  }
}

/** The place of the row with these values of the primary key among all rows as they are stored; null where there is none. */
export async function tableFind(content: Bytes, table: string, key: readonly string[]): Promise<number | null> {
  const open = await openTables(content)
  const columns = columnsOf(open.database, table)
  const keys = columns.filter(column => column.key > 0).toSorted((a, b) => a.key - b.key)
  const { ids } = orderOf(open, { table, sort: null, filter: '' }, columns)
  if (!ids || keys.length !== key.length || keys.length === 0) return null
  const where = keys.map(({ name }) => `${quoted(name)} = ?`).join(' AND ')
  const query = `SELECT CAST(${rowidOf(columns)} AS TEXT) FROM ${tableOf({ table })} WHERE ${where} LIMIT 1`
  try {
    const [found] = open.database.exec(query, [...key])
    const at = ids.indexOf(String(found?.values[0]?.[0]))
    return at < 0 ? null : at
  } catch {
    return null // it lies after a damaged page
  }
}

/** A statement that takes a rowid, or the filter, a limit and an offset. */
function selecting(
  database: Database,
  query: RowQuery,
  columns: readonly TableColumn[],
  cells: readonly string[],
  byRowid: boolean,
): Statement {
  const from = `SELECT ${cells.join(', ')} FROM ${tableOf(query)}`
  if (byRowid) return database.prepare(`${from} WHERE ${rowidOf(columns)} = CAST(? AS INTEGER)`)
  return database.prepare(`${from}${conditions(query, columns, null)} LIMIT ? OFFSET ?`)
}

function columnsOf(database: Database, table: string): readonly TableColumn[] {
  const [found] = database.exec("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ?", [
    table,
  ])
  if (!found) throw noTable(table)
  return storedColumnsOf(database, table)
}

function noTable(what: string): BootbankError {
  return new BootbankError('NO_TABLE', `The database has no ${what} that could be read.`)
}

function oneRow(statement: Statement, values: SqlValue[]): readonly SqlValue[] | null {
  try {
    statement.bind(values)
    return statement.step() ? statement.get() : null
  } catch {
    return [] // on a damaged page
  } finally {
    statement.reset()
  }
}
