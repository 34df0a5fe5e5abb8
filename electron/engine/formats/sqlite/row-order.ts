// Which rows a query has and in which order. Worked out once for all of its pages.
// The traps: in a file that is not sound, a few pages can stand for a billion rows, and an index can say what it likes. So no query uses an
// index, and of such a file no more rows are read than an intact one of its size could have.
import type { Database, SqlValue } from 'sql.js'
import { BootbankError } from '../../../../shared/model/errors'
import type { RowQuery, TableColumn } from '../../../../shared/viewers/tables'
import { type OpenTables, quoted } from './open-tables'

/** Characters of a value that are looked through for secrets and for the text of a filter. */
export const readText = 65_536

/** Where the rows of a query are: their rowids in order, or, for a table without, nothing but their number. */
export interface Order {
  readonly ids: readonly string[] | null
  readonly total: number
  readonly damage: string | null
}

const orders = new WeakMap<OpenTables, { readonly key: string; readonly order: Order }>()

/** The rows of a query in their order. Throws NO_TABLE for a table that goes on without end, and what SQLite says of one without rowids. */
export function orderOf(open: OpenTables, query: RowQuery, columns: readonly TableColumn[]): Order {
  const key = JSON.stringify(query)
  const known = orders.get(open)
  if (known?.key === key) return known.order
  const order = findOrder(open, query, columns)
  orders.set(open, { key, order })
  return order
}

/** The table of a query in SQL, read by itself and not by an index. */
export function tableOf({ table }: Pick<RowQuery, 'table'>): string {
  return `${quoted(table)} NOT INDEXED`
}

/** The name that means the rowid where no column has it; null where columns have all three. */
export function rowidOf(columns: readonly TableColumn[]): string | null {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].find(name => !taken.has(name)) ?? null
}

/** The part of a query after its table: filter and order. With `rowid`, rows that sort alike stand as they are stored. */
export function conditions(query: RowQuery, columns: readonly TableColumn[], rowid: string | null): string {
  const { sort } = query
  const known = sort && columns.some(({ name }) => name === sort.column)
  // A collation of its own would have to be known here.
  const by = known ? [`${quoted(sort.column)} COLLATE BINARY${sort.descending ? ' DESC' : ''}`] : []
  const order = rowid === null ? by : [...by, rowid]
  return `${filterOf(query, columns)}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`
}

/** The values that a query's filter is bound to, before all others. */
export function filterValues({ filter }: RowQuery): SqlValue[] {
  return filter === '' ? [] : [filter]
}

function filterOf({ filter }: RowQuery, columns: readonly TableColumn[]): string {
  if (filter === '' || columns.length === 0) return ''
  const holds = columns.map(({ name }) => {
    const value = quoted(name)
    return `(typeof(${value}) <> 'blob' AND instr(lower(substr(${value}, 1, ${readText})), lower(?1)) > 0)`
  })
  return ` WHERE (${holds.join(' OR ')})`
}

function findOrder(open: OpenTables, query: RowQuery, columns: readonly TableColumn[]): Order {
  const { database } = open
  const rowid = hasRowid(database, query.table) ? rowidOf(columns) : null
  const from = tableOf(query)
  if (open.soundness?.kind !== 'sound') checkEnds(open, query, rowid)
  const values = filterValues(query)
  if (rowid === null) {
    const [found] = database.exec(`SELECT count(*) FROM ${from}${filterOf(query, columns)}`, values)
    return { ids: null, total: Number(found?.values[0]?.[0] ?? 0), damage: null }
  }
  const select = `SELECT CAST(${rowid} AS TEXT) FROM ${from}`
  const forward = idsOf(database, `${select}${conditions(query, columns, rowid)}`, values)
  if (forward.damage === null) return { ids: forward.ids, total: forward.ids.length, damage: null }
  // What comes after the damage is read from the end, up to it; a sort would need all of it.
  const unsorted = { ...query, sort: null }
  const ids = query.sort ? idsOf(database, `${select}${conditions(unsorted, columns, rowid)}`, values).ids : forward.ids
  const backward = idsOf(database, `${select}${filterOf(query, columns)} ORDER BY ${rowid} DESC`, values).ids
  const seen = new Set(ids)
  const all = [...ids, ...backward.filter(id => !seen.has(id)).toReversed()]
  return {
    ids: all,
    total: all.length,
    damage: `Part of the table lies on a damaged page: ${all.length} of its rows were found. SQLite says: ${forward.damage}`,
  }
}

/** Walks a table of a file that is not sound, from both ends, until it ends, meets damage, or has more rows than the file has room for. */
function checkEnds({ database, mostRows }: OpenTables, query: RowQuery, rowid: string | null): void {
  for (const order of rowid === null ? [''] : ['', ` ORDER BY ${rowid} DESC`]) {
    const limited = `SELECT 1 FROM ${tableOf(query)}${order} LIMIT ${mostRows + 1}`
    let rows = 0
    try {
      rows = Number(database.exec(`SELECT count(*) FROM (${limited})`)[0]?.values[0]?.[0] ?? 0)
    } catch {
      // damage, which ends it
    }
    if (rows > mostRows)
      throw new BootbankError(
        'NO_TABLE',
        `${query.table} is damaged: its pages lead to each other again and again, and would give more rows than the file has room for.`,
      )
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

/** Whether the rows of a table have rowids: one declared WITHOUT ROWID has none. */
export function hasRowid(database: Database, table: string): boolean {
  const [found] = database.exec('SELECT wr FROM pragma_table_list(?) WHERE schema = ?', [table, 'main'])
  return Number(found?.values[0]?.[0] ?? 0) === 0
}
