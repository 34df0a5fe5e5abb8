// What an SQLite file is made of: tables with their columns, the rest of its schema, facts of the file and what SQLite's own check says.
import type { Database, SqlValue } from 'sql.js'
import { BootbankError } from '../../../../shared/model/errors'
import type { SchemaPart, TableColumn, TableFacts } from '../../../../shared/viewers/tables'
import type { Reader } from '../format'
import { openTables, quoted } from './open-tables'

/** Tables that are listed; ESXi's own databases have six. */
const mostTables = 2000
/** Tables whose rows are counted before one of them is looked at. */
const mostCounted = 200

/** Throws NOT_A_DATABASE for what SQLite cannot open or whose schema it cannot read. */
export const readTables: Reader<'tables'> = async subject => {
  const { address, bytes } = subject
  try {
    const { database, lost, logged, soundness, mostRows } = await openTables(bytes)
    const schema = rowsOf(database, 'SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema')
    const names = schema.filter(([type]) => type === 'table' || type === 'view')
    // All tables together have no more rows than the file has room for; more are none of an intact file.
    let room = mostRows
    const tables = names.slice(0, mostTables).map((row, index) => {
      const facts = factsOf(database, row, index < mostCounted ? room : 0)
      // One that could not be counted may have taken all of it.
      if (facts.kind === 'table') room = facts.rows === null ? Math.floor(room / 2) : room - facts.rows
      return facts
    })
    return {
      tables,
      parts: schema.filter(([type]) => type === 'index' || type === 'trigger').map(partOf),
      pageSize: numberOf(database, 'PRAGMA page_size'),
      pages: numberOf(database, 'PRAGMA page_count'),
      freePages: numberOf(database, 'PRAGMA freelist_count'),
      encoding: String(rowsOf(database, 'PRAGMA encoding')[0]?.[0] ?? ''),
      writeAheadLog: logged,
      schemaVersion: numberOf(database, 'PRAGMA schema_version'),
      userVersion: numberOf(database, 'PRAGMA user_version'),
      applicationId: numberOf(database, 'PRAGMA application_id'),
      check: soundness,
      notes: [
        lost
          ? `The file ends early: ${lost.present} of its ${lost.promised} pages are there. Rows on the others are lost.`
          : null,
        logged
          ? 'It keeps its changes in a write-ahead log beside it, which is not looked at: what is shown is what had been written back.'
          : null,
        names.length > mostTables ? `${names.length - mostTables} more tables are not listed.` : null,
      ].filter(note => note !== null),
    }
  } catch (error) {
    throw new BootbankError('NOT_A_DATABASE', `SQLite cannot read this file: ${String(error)}`, { path: address })
  }
}

/** Counts up to `room` rows. */
function factsOf(database: Database, [type, name, , sql, rootpage]: readonly SqlValue[], room: number): TableFacts {
  const table = String(name)
  const isStored = type === 'table' && Number(rootpage) > 0
  const columns = isStored ? storedColumnsOf(database, table) : []
  return {
    name: table,
    kind: isStored ? 'table' : 'computed',
    columns,
    rows: isStored && room > 0 ? countOf(database, table, room) : null,
    sql: sql === null || sql === undefined ? '' : String(sql),
  }
}

/** Columns that stand in the file; generated ones are computed, and left out. */
export function storedColumnsOf(database: Database, table: string): readonly TableColumn[] {
  return rowsOf(database, 'SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0', [table]).map(
    ([name, type, key]) => ({ name: String(name), type: String(type ?? ''), key: Number(key) }),
  )
}

/** Rows of a table; null where there are more than `room`, or a page of it is damaged. */
function countOf(database: Database, table: string, room: number): number | null {
  try {
    const limited = `SELECT 1 FROM ${quoted(table)} NOT INDEXED LIMIT ${room + 1}`
    const rows = numberOf(database, `SELECT count(*) FROM (${limited})`)
    return rows > room ? null : rows
  } catch {
    return null
  }
}

function partOf([type, name, table, sql]: readonly SqlValue[]): SchemaPart {
  return { type: String(type), name: String(name), table: String(table), sql: sql == null ? '' : String(sql) }
}

function numberOf(database: Database, query: string): number {
  return Number(rowsOf(database, query)[0]?.[0] ?? 0)
}

function rowsOf(database: Database, query: string, values: SqlValue[] = []): readonly SqlValue[][] {
  return database.exec(query, values)[0]?.values ?? []
}
