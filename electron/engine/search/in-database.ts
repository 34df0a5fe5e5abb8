// Looking for a text in the rows of a database: table, column, and what was found of the value. Values that a column or the text around them
// make secret are found and told as bullets.
// The trap: a database that is not sound can have rows without end, so only a sound one is read; of others the bytes are looked through.
import type { Database, SqlValue } from 'sql.js'
import type { Place } from '../../../shared/model/place'
import type { SearchHit } from '../../../shared/model/search'
import { secretKindOfName } from '../../../shared/secrets/rules/named-values'
import type { SecretFile } from '../../../shared/secrets/secret'
import { secretMask, secretSpans } from '../../../shared/secrets/spans'
import type { TableColumn } from '../../../shared/viewers/tables'
import type { Bytes } from '../codecs/bytes'
import { openDatabase, quoted } from '../formats/sqlite/open-tables'
import { storedColumnsOf } from '../formats/sqlite/read'
import { readText, tableOf } from '../formats/sqlite/row-order'
import { readPlaces } from './lines'
import type { Matcher } from './matcher'

export interface DatabaseSearch {
  readonly address: string
  readonly matcher: Matcher
  /** Of bytes the match alone is told, and of an expression not even that. */
  readonly isRegex: boolean
  readonly file: SecretFile
  /** Tables that are not looked through. */
  readonly except: ReadonlySet<string>
}

/** What is found in the rows, table by table. Gives nothing for what is not a database, or one that is not sound. Throws nothing. */
export async function* inDatabase(content: Bytes, search: DatabaseSearch): AsyncIterable<SearchHit> {
  const open = await openDatabase(content).catch(() => null)
  if (!open) return
  try {
    if (open.soundness?.kind === 'sound') yield* inTables(open.database, search)
  } finally {
    open.database.close()
  }
}

function* inTables(database: Database, search: DatabaseSearch): Iterable<SearchHit> {
  const [tables] = database.exec("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
  for (const [name] of tables?.values ?? []) {
    const table = String(name)
    if (!search.except.has(table)) yield* inRows(database, table, search)
  }
}

function* inRows(database: Database, table: string, search: DatabaseSearch): Iterable<SearchHit> {
  const columns = storedColumnsOf(database, table)
  if (columns.length === 0) return
  const rows = database.prepare(
    `SELECT ${columns.map(({ name }) => readable(quoted(name))).join(', ')} FROM ${tableOf({ table })}`,
  )
  try {
    while (rows.step()) {
      const values = rows.get()
      for (const [index, column] of columns.entries()) {
        const value = values[index] ?? null
        if (value === null) continue
        for (const part of inValue(value, column, search)) {
          const place = placeOf(table, columns, values, search)
          yield { kind: 'row', place, offset: null, ...part, before: `${table}.${column.name}: ${part.before}` }
        }
      }
    }
  } finally {
    rows.free()
  }
}

/** The beginning of a text or of bytes; numbers as text, because SQLite's have 64 bits. */
function readable(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN substr(${column}, 1, ${readText}) WHEN 'blob' THEN substr(${column}, 1, ${readText}) ELSE CAST(${column} AS TEXT) END`
}

function* inValue(
  value: SqlValue,
  column: TableColumn,
  { matcher, isRegex, file }: DatabaseSearch,
): Iterable<Pick<SearchHit, 'before' | 'match' | 'after'>> {
  const isBytes = value instanceof Uint8Array
  const text = isBytes ? Buffer.from(value).toString('latin1') : String(value)
  if (secretKindOfName(column.name, file) !== null) {
    for (const _ of matcher(text)) return yield { before: '', match: secretMask, after: '' }
    return
  }
  if (!isBytes) return yield* readPlaces(text, matcher, file)
  for (const [from, to] of matcher(text)) yield { before: '', match: isRegex ? '' : text.slice(from, to), after: '' }
}

/** The row, by its primary key; the entry alone where it has none, or where the key itself is secret. */
function placeOf(
  table: string,
  columns: readonly TableColumn[],
  values: readonly SqlValue[],
  { address, file }: DatabaseSearch,
): Place {
  const keys = columns
    .map((column, index) => ({ ...column, text: String(values[index] ?? '') }))
    .filter(({ key }) => key > 0)
    .toSorted((a, b) => a.key - b.key)
  const isSecret = keys.some(
    ({ name, text }) => secretKindOfName(name, file) !== null || secretSpans(text, file).length > 0,
  )
  return keys.length === 0 || isSecret ? { address } : { address, row: { table, key: keys.map(({ text }) => text) } }
}
