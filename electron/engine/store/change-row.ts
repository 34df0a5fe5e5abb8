// One stored row of an SQLite file changed, added or removed, as it is: what the host makes of it is not asked. Written by SQLite with the
// file's own triggers, read back, and held to the state before: no other row may differ.
import type { Database } from 'sql.js'
import { BootbankError, type Where } from '../../../shared/model/errors'
import type { TableColumn } from '../../../shared/viewers/tables'
import { type Bytes, bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { openSqlite, readableDatabase } from '../esx/sqlite'
import { quoted } from '../formats/sqlite/open-tables'
import { valueColumns } from '../settings/config-store'
import { computedIn } from './computing-table'
import { editDatabase, inOneLine } from './edit-database'
import { declaredKind, type RowValue, rowValueOf, rowValuesOf } from './row-value'
import { differingRows, type StoredTable, storedTables } from './table-rows'

/** `row` is a rowid; `value` is JSON, `values` a JSON object of them by column. */
export type RowEdit =
  | {
      readonly kind: 'set'
      readonly table: string
      readonly row: string
      readonly column: string
      readonly value: string
    }
  | { readonly kind: 'add'; readonly table: string; readonly values: string }
  | { readonly kind: 'remove'; readonly table: string; readonly row: string }

/** Where JSON stands in the databases of a host (docs/formats.md section 7), by the path of the file and `table.column`. */
const jsonColumns = new Map<string, ReadonlySet<string>>([
  [
    CONFIGSTORE_PATH,
    new Set([...valueColumns.map(column => `Config.${column}`), 'DefaultConfig.Value', 'DesiredUserConfig.Value']),
  ],
  [SCHEMA_STORE_PATH, new Set(['ConfigSchema.Value'])],
])

/**
 * Makes the change as one step of undo; what is there already makes none. `now` is the time that triggers are given.
 * Throws NO_TABLE for a table, row or column that is not there, ROW_VALUE for what it cannot have, STORE_UNWRITABLE for a database that is
 * not sound or computes, and where another row would change.
 */
export async function changeRow(document: Document, entry: Entry, edit: RowEdit, now: Date): Promise<void> {
  const where: Where = { layer: entry.layer.label, path: entry.name }
  if (entry.kind !== 'file' || entry.problem)
    throw new BootbankError('NOT_A_FILE', `${entry.address} is not a file that can be read.`, where)
  const content = document.content(entry)
  const bytes = toUint8Array(content)
  const row = new RowWriter(edit, jsonColumns.get(plain(entry.name)) ?? new Set(), where)
  const edited = await editDatabase(bytes, now, where, database => row.write(database))
  if (!row.wrote) return
  await checkNoOther(content, edited, edit, row.touched, where)
  document.put(entry, bytesOf(edited), { label: labelOf(edit) })
}

function labelOf(edit: RowEdit): string {
  switch (edit.kind) {
    case 'set':
      return `Change ${edit.column} of row ${edit.row} of ${edit.table}`
    case 'add':
      return `Add a row to ${edit.table}`
    case 'remove':
      return `Remove row ${edit.row} of ${edit.table}`
  }
}

class RowWriter {
  wrote = false
  /** Rows that may differ: one whose rowid is a column of its own has another one when that changes. */
  readonly touched = new Set<string>()

  constructor(
    private readonly edit: RowEdit,
    private readonly jsonColumns: ReadonlySet<string>,
    private readonly where: Where,
  ) {}

  write(database: Database): void {
    // The check of the whole file leaves them off, since it would compute them for each row.
    database.run('PRAGMA ignore_check_constraints = OFF')
    try {
      const table = this.table(database)
      if (this.edit.kind === 'set') this.set(database, table, this.edit)
      else if (this.edit.kind === 'add') this.add(database, table, this.edit.values)
      else this.remove(database, table, this.edit.row)
    } finally {
      database.run('PRAGMA ignore_check_constraints = ON')
    }
  }

  private table(database: Database): StoredTable & { readonly rowid: string } {
    const { table: name } = this.edit
    const table = storedTables(database).find(one => one.name === name)
    if (!table) throw this.absent(`no stored table ${name}`)
    const { rowid } = table
    if (rowid === null) throw this.unwritable(`the rows of ${name} have no number by which one could be meant.`)
    const computes = computedIn(
      table.sql,
      table.columns.map(({ type }) => type),
    )
    if (computes !== null)
      throw this.unwritable(`a check or a default of ${name} computes (${computes}), which nothing in ESXi's own does.`)
    return { ...table, rowid }
  }

  private set(
    database: Database,
    table: StoredTable & { readonly rowid: string },
    { row, column: name, value: json }: Extract<RowEdit, { kind: 'set' }>,
  ): void {
    const column = this.column(table, name)
    const value = rowValueOf(json)
    if (typeof value === 'string') throw this.refused(`${name} cannot have this value: ${value}.`)
    const id = this.rowOf(database, table, row)
    const cell = quoted(name)
    const isRow = `${table.rowid} = CAST(? AS INTEGER)`
    const [found] = database.exec(
      `SELECT typeof(${cell}), CASE WHEN typeof(${cell}) = 'text' THEN ${cell} END, ` +
        `typeof(${cell}) = ? AND ${cell} COLLATE BINARY IS ${value.sql} FROM ${quoted(table.name)} WHERE ${isRow}`,
      [value.kind, value.bound, id],
    )
    const [kind, text, same] = found?.values[0] ?? []
    if (same === 1) return
    this.checkFits(table, column, value, { kind: String(kind), text: typeof text === 'string' ? text : null })
    this.run(database, `UPDATE ${quoted(table.name)} SET ${cell} = ${value.sql} WHERE ${isRow}`, [value.bound, id])
    // The rowid may be this very column, and is another one then.
    const now = this.found(database, table, id) === null ? String(value.bound) : id
    this.touched.add(id).add(now)
    this.checkStored(database, table, now, new Map([[name, value]]))
  }

  private add(database: Database, table: StoredTable & { readonly rowid: string }, json: string): void {
    const values = rowValuesOf(json)
    if (typeof values === 'string') throw this.refused(`The row cannot be added: ${values}.`)
    for (const [name, value] of values) this.checkFits(table, this.column(table, name), value, null)
    const [found] = database.exec(`SELECT CAST(max(${table.rowid}) AS TEXT) FROM ${quoted(table.name)}`)
    if (String(found?.values[0]?.[0]) === String(2n ** 63n - 1n))
      throw this.unwritable(
        `${table.name} has a row with the highest number there is, so that SQLite would choose one by chance.`,
      )
    const names = [...values.keys()].map(quoted).join(', ')
    const marks = [...values.values()].map(({ sql }) => sql).join(', ')
    const into = `INSERT INTO ${quoted(table.name)}`
    this.run(
      database,
      values.size === 0 ? `${into} DEFAULT VALUES` : `${into} (${names}) VALUES (${marks})`,
      [...values.values()].map(({ bound }) => bound),
    )
    const id = String(database.exec('SELECT CAST(last_insert_rowid() AS TEXT)')[0]?.values[0]?.[0])
    this.touched.add(id)
    this.checkStored(database, table, id, values)
  }

  private remove(database: Database, table: StoredTable & { readonly rowid: string }, row: string): void {
    const id = this.rowOf(database, table, row)
    this.run(database, `DELETE FROM ${quoted(table.name)} WHERE ${table.rowid} = CAST(? AS INTEGER)`, [id])
    this.touched.add(id)
  }

  private column(table: StoredTable, name: string): TableColumn {
    const column = table.columns.find(one => one.name === name)
    if (column) return column
    const names = table.columns.map(one => one.name).join(', ')
    throw this.absent(`no stored column ${name} in ${table.name}, which has ${names}`)
  }

  private rowOf(database: Database, table: StoredTable & { readonly rowid: string }, row: string): string {
    const found = this.found(database, table, row)
    if (found === null) throw this.absent(`no row ${row} in ${table.name}`)
    return found
  }

  /** The rowid as SQLite writes it; null where there is no such row. */
  private found(database: Database, table: StoredTable & { readonly rowid: string }, row: string): string | null {
    const query = `SELECT CAST(${table.rowid} AS TEXT) FROM ${quoted(table.name)} WHERE ${table.rowid} = CAST(? AS INTEGER)`
    const found = String(database.exec(query, [row])[0]?.values[0]?.[0])
    // SQLite makes the nearest number of digits that are none of 64 bits.
    return /^-?\d+$/.test(row) && found === String(BigInt(row)) ? found : null
  }

  /** Told before it is done: another type than the column was declared with, and a text that is not JSON where JSON stands. */
  private checkFits(
    table: StoredTable,
    column: TableColumn,
    value: RowValue,
    before: { readonly kind: string; readonly text: string | null } | null,
  ): void {
    const declared = declaredKind(column)
    const fits =
      value.kind === 'null' ||
      declared === 'any' ||
      declared === value.kind ||
      (declared === 'real' && value.kind === 'integer') ||
      before?.kind === value.kind
    if (!fits) throw this.refused(`${column.name} was declared ${column.type}, and this is ${words[value.kind]}.`)
    const isJson = this.jsonColumns.has(`${table.name}.${column.name}`) || isStructure(before?.text ?? null)
    if (value.kind === 'text' && isJson && !isJsonText(String(value.bound)))
      throw this.refused(`${column.name} holds JSON, and this text is not JSON.`)
  }

  /** SQLite turns a value into the type of its column without a word: that is told, and not done. */
  private checkStored(
    database: Database,
    table: StoredTable & { readonly rowid: string },
    id: string,
    values: ReadonlyMap<string, RowValue>,
  ): void {
    for (const [name, value] of values) {
      const cell = quoted(name)
      const [found] = database.exec(
        `SELECT typeof(${cell}), ${cell} COLLATE BINARY IS ${value.sql} FROM ${quoted(table.name)} WHERE ${table.rowid} = CAST(? AS INTEGER)`,
        [value.bound, id],
      )
      const [kind, same] = found?.values[0] ?? []
      const wholeAsReal = kind === 'real' && value.kind === 'integer'
      if (kind === value.kind || wholeAsReal) {
        if (same === 1) continue
        throw this.refused(
          `${name} has another value after the change than was asked for: a trigger of the file sets it.`,
        )
      }
      const { type } = this.column(table, name)
      const made = words[kind as RowValue['kind']] ?? 'something else'
      throw this.refused(`${name} was declared ${type}: SQLite would make ${made} of it. Give it as that.`)
    }
  }

  private run(database: Database, sql: string, values: (string | Uint8Array | null)[]): void {
    try {
      database.run(sql, values)
    } catch (error) {
      throw this.refused(
        `The row cannot be so. SQLite says: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
    if (database.getRowsModified() !== 1) throw this.unwritable('SQLite did not change one row.')
    this.wrote = true
  }

  private refused(message: string): BootbankError {
    return new BootbankError('ROW_VALUE', inOneLine(message), this.where)
  }

  private absent(what: string): BootbankError {
    return new BootbankError('NO_TABLE', `${this.where.path} has ${inOneLine(what)}.`, this.where)
  }

  private unwritable(why: string): BootbankError {
    return new BootbankError('STORE_UNWRITABLE', `${this.where.path} cannot be changed: ${inOneLine(why)}`, this.where)
  }
}

const words = {
  null: 'NULL',
  integer: 'a whole number',
  real: 'a number with a point',
  text: 'a text',
  blob: 'bytes',
} as const satisfies Record<RowValue['kind'], string>

const isStructure = (text: string | null) => text !== null && /^\s*[[{]/.test(text) && isJsonText(text)

/** Whether a text is JSON. */
function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Reads back what was written: the one row differs, and nothing else. */
async function checkNoOther(
  before: Bytes,
  edited: Uint8Array,
  edit: RowEdit,
  touched: ReadonlySet<string>,
  where: Where,
): Promise<void> {
  const [old, now] = [
    await openSqlite(readableDatabase(toUint8Array(before)).bytes),
    await openSqlite(readableDatabase(edited).bytes),
  ]
  try {
    for (const database of [old, now]) database.run('PRAGMA trusted_schema = OFF')
    const schemaOf = (database: Database) => JSON.stringify(database.exec('SELECT * FROM sqlite_schema'))
    const what = schemaOf(old) === schemaOf(now) ? otherThan(old, now, edit.table, touched) : 'its schema'
    if (what === null) return
    throw new BootbankError(
      'STORE_UNWRITABLE',
      `The change would also change ${inOneLine(what)}, so it was not made.`,
      where,
    )
  } finally {
    old.close()
    now.close()
  }
}

/** The first row that differs and may not; null where there is none. SQLite counts the rows of some tables in one of its own. */
function otherThan(before: Database, after: Database, edited: string, touched: ReadonlySet<string>): string | null {
  for (const { table, row } of differingRows(before, after)) {
    if (table.name === edited ? !touched.has(row) : table.name !== 'sqlite_sequence')
      return `row ${row} of ${table.name}`
  }
  return null
}
