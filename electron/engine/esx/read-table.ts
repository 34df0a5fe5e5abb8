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

/** Reads the columns of a table, in the order of its rows. Throws nothing. */
export function readTable(database: Database, table: string, columns: readonly string[]): TableRead {
  const reader = new TableReader(database, table, columns)
  try {
    reader.read()
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

  read(): void {
    const kind = this.kindOf()
    if (kind !== 'table') {
      this.faults.push({ kind: kind === null ? 'no-table' : 'no-plain-table' })
      return
    }
    const stored = this.storedColumns()
    for (const column of this.columns) if (!stored.has(column)) this.faults.push({ kind: 'no-column', column })
    const present = this.columns.filter(column => stored.has(column))
    if (present.length === 0) return
    const list = present.map(
      column =>
        `CASE WHEN octet_length("${column}") <= ${maxValueBytes} THEN "${column}" END, octet_length("${column}")`,
    )
    const query = `SELECT ${list.join(', ')} FROM "${this.table}"`
    const fault = this.step(query, present)
    if (fault === null) return
    // Rows after the damage are read from the end, up to it.
    const before = this.rows.length
    const seen = new Set(this.rows.map(row => JSON.stringify(row)))
    const forward = this.rows.splice(0)
    this.step(`${query} ORDER BY rowid DESC`, present)
    const after = this.rows.splice(0).filter(row => !seen.has(JSON.stringify(row)))
    this.rows.push(...forward, ...after.reverse())
    this.faults.push({ kind: 'damaged', rows: before + after.length, detail: fault })
  }

  /** Reads rows until the end or a damage, which it returns. */
  private step(query: string, columns: readonly string[]): string | null {
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
        this.keep(statement.get(), columns)
      }
      return null
    } catch (error) {
      return String(error)
    } finally {
      statement.free()
    }
  }

  private keep(values: readonly SqlValue[], columns: readonly string[]): void {
    const row: Record<string, string | null> = {}
    const tooLarge: { readonly column: string; readonly bytes: number }[] = []
    for (const [index, column] of columns.entries()) {
      const bytes = Number(values[2 * index + 1] ?? 0)
      row[column] = textOf(values[2 * index] ?? null)
      if (bytes > maxValueBytes) tooLarge.push({ column, bytes })
      else this.#bytes += bytes
    }
    this.rows.push(row)
    for (const { column, bytes } of tooLarge) this.faults.push({ kind: 'too-large', row, column, bytes })
  }

  /** `table` for one whose rows are stored; null for none of this name. */
  private kindOf(): string | null {
    const [found] = this.database.exec(
      "SELECT type, rootpage FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')",
      [this.table],
    )
    const [type, rootPage] = found?.values[0] ?? []
    if (typeof type !== 'string') return null
    return type === 'table' && Number(rootPage) > 0 ? 'table' : 'computed'
  }

  /** Names of the columns that are stored, generated ones left out. */
  private storedColumns(): ReadonlySet<string> {
    const [found] = this.database.exec('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0', [this.table])
    return new Set((found?.values ?? []).map(([name]) => String(name)))
  }
}

function textOf(value: SqlValue): string | null {
  if (value === null) return null
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
}
