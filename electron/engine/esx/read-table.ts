// One table of a database read row by row, whatever state the file is in: what can be read comes back, what cannot is told. The
// database may be hostile: a view or a generated column could compute without end, so only what is stored is read.
import type { Database, SqlValue } from 'sql.js'

/** Bytes that one value may have to be read; the largest in the genuine sample has 40,000. */
export const maxValueBytes = 8 * 1024 * 1024
/** Bytes that the values of one table may have together. */
const maxTableBytes = 256 * 1024 * 1024
/** Rows that are read of one table; the genuine sample has 240. */
export const maxRows = 200_000

export type TableFault =
  | { readonly kind: 'no-table' }
  /** A view, a virtual table: what it gives is computed. */
  | { readonly kind: 'no-plain-table' }
  | { readonly kind: 'no-column'; readonly column: string }
  /** A damaged page; `rows` were read nevertheless. */
  | { readonly kind: 'damaged'; readonly rows: number; readonly detail: string }
  | { readonly kind: 'too-large'; readonly row: TableRow; readonly column: string; readonly bytes: number }
  | { readonly kind: 'too-much'; readonly rows: number }

/** Text by column; null where the row has none. */
export type TableRow = Readonly<Record<string, string | null>>

export interface TableRead {
  readonly rows: readonly TableRow[]
  readonly faults: readonly TableFault[]
}

/** Names of the stored columns of each table that is one; generated columns are left out. */
export type StoredColumns = ReadonlyMap<string, ReadonlySet<string>>

/** What there is of these tables, asked once for all of them. Throws what SQLite throws for a file that is not a database. */
export function storedColumns(database: Database, tables: readonly string[]): StoredColumns {
  const marks = tables.map(() => '?').join(', ')
  const [found] = database.exec(
    `SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
     WHERE t.type = 'table' AND t.rootpage > 0 AND t.name IN (${marks}) AND c.hidden = 0`,
    [...tables],
  )
  const stored = new Map<string, Set<string>>()
  for (const [table, column] of found?.values ?? []) {
    const columns = stored.get(String(table))
    if (columns) columns.add(String(column))
    else stored.set(String(table), new Set([String(column)]))
  }
  return stored
}

/** Reads the columns of a table, in the order of its rows. Throws nothing. */
export function readTable(
  database: Database,
  stored: StoredColumns,
  table: string,
  columns: readonly string[],
): TableRead {
  const reader = new TableReader(database, table, columns)
  try {
    reader.read(stored.get(table) ?? null)
  } catch (error) {
    reader.faults.push({ kind: 'damaged', rows: reader.rows.length, detail: String(error) })
  }
  return reader
}

class TableReader implements TableRead {
  readonly rows: TableRow[] = []
  readonly faults: TableFault[] = []
  #bytes = 0

  constructor(
    private readonly database: Database,
    private readonly table: string,
    private readonly columns: readonly string[],
  ) {}

  read(stored: ReadonlySet<string> | null): void {
    if (!stored) {
      this.faults.push({ kind: this.isComputed() ? 'no-plain-table' : 'no-table' })
      return
    }
    for (const column of this.columns) if (!stored.has(column)) this.faults.push({ kind: 'no-column', column })
    const present = this.columns.filter(column => stored.has(column))
    if (present.length === 0) return
    const fault = this.rowsOf(present, '')
    if (fault === null) return
    // Rows after the damage are read from the end, up to it.
    const before = this.rows.length
    const seen = new Set(this.rows.map(row => JSON.stringify(row)))
    const forward = this.rows.splice(0)
    this.rowsOf(present, ' ORDER BY rowid DESC')
    const after = this.rows.splice(0).filter(row => !seen.has(JSON.stringify(row)))
    this.rows.push(...forward, ...after.reverse())
    this.faults.push({ kind: 'damaged', rows: before + after.length, detail: fault })
  }

  /** Reads rows until the end or a damage, which it returns. A value that is too large is passed over without being read. */
  private rowsOf(columns: readonly string[], order: string): string | null {
    const lengths = columns.map(column => `ifnull(octet_length("${column}"), 0)`)
    const values = columns.map(
      (column, index) => `CASE WHEN ${lengths[index]} <= ${maxValueBytes} THEN "${column}" END`,
    )
    // Two numbers a row tell that all is well: asking for the length of each value would cost as much as the values.
    const query = `SELECT ${values.join(', ')}, ${lengths.join(' + ')}, max(0, ${lengths.join(', ')}) FROM "${this.table}"${order}`
    let statement: ReturnType<Database['prepare']>
    try {
      statement = this.database.prepare(query)
    } catch (error) {
      return String(error)
    }
    try {
      while (statement.step()) {
        if (this.rows.length >= maxRows || this.#bytes > maxTableBytes) {
          this.faults.push({ kind: 'too-much', rows: this.rows.length })
          return null
        }
        const found = statement.get()
        const row = Object.fromEntries(columns.map((column, index) => [column, textOf(found[index] ?? null)]))
        this.rows.push(row)
        const [bytes, largest] = [Number(found[columns.length]), Number(found[columns.length + 1])]
        if (largest > maxValueBytes) this.passedOver(row, columns, order)
        else this.#bytes += bytes
      }
      return null
    } catch (error) {
      return String(error)
    } finally {
      statement.free()
    }
  }

  /** Tells which values of the row last read were passed over. */
  private passedOver(row: TableRow, columns: readonly string[], order: string): void {
    const lengths = columns.map(column => `octet_length("${column}")`)
    const place = `LIMIT 1 OFFSET ${this.rows.length - 1}`
    const [found] = this.database.exec(`SELECT ${lengths.join(', ')} FROM "${this.table}"${order} ${place}`)
    for (const [index, column] of columns.entries()) {
      const bytes = Number(found?.values[0]?.[index] ?? 0)
      if (bytes > maxValueBytes) this.faults.push({ kind: 'too-large', row, column, bytes })
    }
  }

  /** Whether there is a view or a virtual table of this name. */
  private isComputed(): boolean {
    const [found] = this.database.exec("SELECT 1 FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')", [
      this.table,
    ])
    return found !== undefined
  }
}

function textOf(value: SqlValue): string | null {
  if (value === null) return null
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
}
