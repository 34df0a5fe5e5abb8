// Rows of a table, page by page, sorted and filtered; and one cell as a whole. Only what is stored is read: a view or a generated column of a
// hostile file could compute without end.
import type { Database, SqlValue, Statement } from 'sql.js'
import { BootbankError } from '../../../../shared/model/errors'
import { secretKindOfName } from '../../../../shared/secrets/rules/named-values'
import type { SecretFile, SecretSpan } from '../../../../shared/secrets/secret'
import { replaceSpans, secretMask, secretSpans } from '../../../../shared/secrets/spans'
import type { RowQuery, TableCell, TableColumn, TableRows } from '../../../../shared/viewers/tables'
import type { Bytes } from '../../codecs/bytes'
import { secretKindOfBytes } from '../binary/secret-bytes'
import { type OpenTables, openTables, quoted } from './open-tables'
import { storedColumnsOf } from './read'

/** Characters of a value that a row shows. */
const shownText = 200
/** Characters of a value that are looked through for secrets and for the text of a filter. */
const readText = 65_536
/** Bytes of a blob that a row shows. */
const shownBytes = 24
/** Characters, or bytes of a blob, that one cell is shown with. */
const cellText = 1024 * 1024
const cellBytes = 64 * 1024

/** Where the rows of a query are: their rowids in order, or, for a table without, nothing but their number. */
interface Order {
  readonly ids: readonly string[] | null
  readonly total: number
  readonly damage: string | null
}

const orders = new WeakMap<OpenTables, { readonly key: string; readonly order: Order }>()

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
  const cells = columns.map(({ name }) => cellColumns(quoted(name), readText)).join(', ')
  const from = `SELECT ${cells} FROM ${quoted(query.table)}`
  const rows: (readonly TableCell[])[] = []
  const statement = open.database.prepare(
    ids
      ? `${from} WHERE ${rowidOf(columns)} = CAST(? AS INTEGER)`
      : `${from}${conditions(query, columns, false)} LIMIT ? OFFSET ?`,
  )
  try {
    const toCells = (values: readonly SqlValue[]) =>
      columns.map(({ name }, index) =>
        cellOf(values.slice(index * 3, index * 3 + 3), hiding(name, file), full ? readText : shownText),
      )
    if (ids) for (const id of ids.slice(offset, offset + limit)) rows.push(toCells(oneRow(statement, [id]) ?? []))
    else {
      statement.bind([...filterValues(query), limit, offset])
      while (statement.step()) rows.push(toCells(statement.get()))
    }
  } finally {
    statement.free()
  }
  return { total, rows, damage }
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
  const values = cellColumns(quoted(column), cellText)
  const from = `SELECT ${values} FROM ${quoted(query.table)}`
  const id = ids?.[position]
  const statement = open.database.prepare(
    ids
      ? `${from} WHERE ${rowidOf(columns)} = CAST(? AS INTEGER)`
      : `${from}${conditions(query, columns, false)} LIMIT 1 OFFSET ?`,
  )
  try {
    const found = oneRow(statement, ids ? [id ?? null] : [...filterValues(query), position])
    if (!found) throw noTable(`${query.table}, row ${position + 1}`)
    const cell = cellOf(found, hiding(column, file), cellText, cellBytes)
    return cell.secret && reveal ? { ...cellOf(found, null, cellText, cellBytes), secret: true } : cell
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
  const query = `SELECT CAST(${rowidOf(columns)} AS TEXT) FROM ${quoted(table)} WHERE ${where} LIMIT 1`
  try {
    const [found] = open.database.exec(query, [...key])
    const at = ids.indexOf(String(found?.values[0]?.[0]))
    return at < 0 ? null : at
  } catch {
    return null // its index lies on a damaged page
  }
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

/** The rows of a query in their order. Worked out once for all of its pages. */
function orderOf(open: OpenTables, query: RowQuery, columns: readonly TableColumn[]): Order {
  const key = JSON.stringify(query)
  const known = orders.get(open)
  if (known?.key === key) return known.order
  const order = findOrder(open.database, query, columns)
  orders.set(open, { key, order })
  return order
}

function findOrder(database: Database, query: RowQuery, columns: readonly TableColumn[]): Order {
  const rowid = rowidOf(columns)
  if (rowid === null || !hasRowid(database, query.table)) {
    const [found] = database.exec(
      `SELECT count(*) FROM ${quoted(query.table)}${filterOf(query, columns)}`,
      filterValues(query),
    )
    return { ids: null, total: Number(found?.values[0]?.[0] ?? 0), damage: null }
  }
  const select = `SELECT CAST(${rowid} AS TEXT) FROM ${quoted(query.table)}`
  const forward = idsOf(database, `${select}${conditions(query, columns, true)}`, filterValues(query))
  if (forward.damage === null) return { ids: forward.ids, total: forward.ids.length, damage: null }
  // What comes after the damage is read from the end, up to it; a sort would need all of it.
  const plain = { ...query, sort: null }
  const ids = query.sort
    ? idsOf(database, `${select}${conditions(plain, columns, true)}`, filterValues(query)).ids
    : forward.ids
  const backward = idsOf(
    database,
    `${select}${filterOf(query, columns)} ORDER BY ${rowid} DESC`,
    filterValues(query),
  ).ids
  const seen = new Set(ids)
  const all = [...ids, ...backward.filter(id => !seen.has(id)).toReversed()]
  return {
    ids: all,
    total: all.length,
    damage: `Part of the table lies on a damaged page: ${all.length} of its rows were found. SQLite says: ${forward.damage}`,
  }
}

function idsOf(
  database: Database,
  query: string,
  values: SqlValue[],
): { readonly ids: string[]; readonly damage: string | null } {
  const ids: string[] = []
  try {
    const statement = database.prepare(query, values)
    try {
      while (statement.step()) ids.push(String(statement.get()[0]))
    } finally {
      statement.free()
    }
    return { ids, damage: null }
  } catch (error) {
    return { ids, damage: String(error) }
  }
}

/** The name that means the rowid where no column has it; null where columns have all three. */
function rowidOf(columns: readonly TableColumn[]): string | null {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].find(name => !taken.has(name)) ?? null
}

function hasRowid(database: Database, table: string): boolean {
  const [found] = database.exec('SELECT wr FROM pragma_table_list(?) WHERE schema = ?', [table, 'main'])
  return Number(found?.values[0]?.[0] ?? 0) === 0
}

function conditions(query: RowQuery, columns: readonly TableColumn[], withRowid: boolean): string {
  const { sort } = query
  const known = sort && columns.some(({ name }) => name === sort.column)
  // A collation of its own would have to be known here.
  const by = known ? [`${quoted(sort.column)} COLLATE BINARY${sort.descending ? ' DESC' : ''}`] : []
  const order = withRowid ? [...by, `${rowidOf(columns)}`] : by
  return `${filterOf(query, columns)}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`
}

function filterOf({ filter }: RowQuery, columns: readonly TableColumn[]): string {
  if (filter === '' || columns.length === 0) return ''
  const holds = columns.map(({ name }) => {
    const value = quoted(name)
    return `(typeof(${value}) <> 'blob' AND instr(lower(substr(${value}, 1, ${readText})), lower(?1)) > 0)`
  })
  return ` WHERE (${holds.join(' OR ')})`
}

function filterValues({ filter }: RowQuery): SqlValue[] {
  return filter === '' ? [] : [filter]
}

/** Type, beginning and bytes of a value. Numbers as text: SQLite's have 64 bits. */
function cellColumns(value: string, most: number): string {
  return (
    `typeof(${value}), CASE typeof(${value}) WHEN 'text' THEN substr(${value}, 1, ${most}) ` +
    `WHEN 'blob' THEN substr(${value}, 1, ${cellBytes}) ELSE CAST(${value} AS TEXT) END, octet_length(${value})`
  )
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

/** What of a text is secret; null where nothing is to be hidden. */
type Hiding = ((text: string) => readonly SecretSpan[]) | null

/** The rule for texts, and the whole value in a column that is named like a secret. */
function hiding(column: string, file: SecretFile): Hiding {
  const kind = secretKindOfName(column, file)
  if (kind === null) return text => secretSpans(text, file)
  return text => (text === '' ? [] : [{ from: 0, to: text.length, kind, identity: text }])
}

function cellOf(
  [type, value, size]: readonly SqlValue[],
  hide: Hiding,
  most: number,
  mostBytes = shownBytes,
): TableCell {
  const bytes = Number(size ?? 0)
  if (type === 'null') return { kind: 'null', text: '', bytes: null, secret: false }
  if (value instanceof Uint8Array) {
    const shown = value.subarray(0, mostBytes)
    const secret = hide !== null && (secretKindOfBytes(value) !== null || hide(latin(value)).length > 0)
    return {
      kind: 'blob',
      text: secret ? secretMask : Buffer.from(shown).toString('hex'),
      bytes: shown.length < bytes ? bytes : null,
      secret,
    }
  }
  if (type !== 'text' && type !== 'integer' && type !== 'real')
    return { kind: 'unreadable', text: '', bytes: null, secret: false }
  const text = String(value ?? '')
  const spans = hide === null ? [] : hide(text)
  const masked = spans.length === 0 ? text : replaceSpans(text, spans, () => secretMask)
  const cut = masked.length > most
  const whole = !cut && (type !== 'text' || Buffer.byteLength(text) >= bytes)
  return {
    kind: type,
    text: cut ? masked.slice(0, most) : masked,
    bytes: whole ? null : bytes,
    secret: spans.length > 0,
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
