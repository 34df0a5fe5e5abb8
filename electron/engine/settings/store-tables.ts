// The tables of a ConfigStore database that hold settings, read out of the file.
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { readTable, type TableFault, type TableRead, type TableRow } from '../esx/read-table'
import { isSqlite, openSqlite } from '../esx/sqlite'
import type { Findings } from './findings'

export interface StoreTables {
  readonly address: string
  readonly config: readonly TableRow[]
  readonly defaults: readonly TableRow[]
  readonly desired: readonly TableRow[]
  /** Boot facts and the like. */
  readonly keyValues: readonly TableRow[]
}

const keyColumns = ['Component', 'ConfigGroup', 'Name', 'Identifier'] as const

/** Reads current-store-1. What cannot be read is a finding. */
export async function readStoreTables(document: Document, entry: Entry, findings: Findings): Promise<StoreTables> {
  const { address } = entry
  const read = await readTables(document, entry, findings, {
    Config: [
      ...keyColumns,
      'UserValue',
      'VitalValue',
      'CachedValue',
      'AutoConfValue',
      'DesiredValue',
      'ModifiedTime',
      'CreationTime',
      'Version',
      'Success',
      'Revision',
    ],
    DefaultConfig: [...keyColumns, 'Value'],
    DesiredUserConfig: [...keyColumns, 'Value'],
    KVTable: ['Key', 'Value'],
  })
  return {
    address,
    config: read.Config,
    defaults: read.DefaultConfig,
    desired: read.DesiredUserConfig,
    keyValues: read.KVTable,
  }
}

/** Reads tables of the database in an entry; it is opened once and closed again. A table that cannot be read is empty. */
export async function readTables<T extends string>(
  document: Document,
  entry: Entry,
  findings: Findings,
  columns: Readonly<Record<T, readonly string[]>>,
): Promise<Record<T, readonly TableRow[]>> {
  const { address } = entry
  const tables = Object.keys(columns) as T[]
  const rows = Object.fromEntries(tables.map(table => [table, []])) as unknown as Record<T, readonly TableRow[]>
  const refuse = (message: string) => {
    findings.add('STORE_UNREADABLE', 'error', `${address} ${message}`, { address })
    return rows
  }
  if (entry.problem) return refuse(`cannot be read: ${entry.problem.message}`)
  const bytes = toUint8Array(document.content(entry))
  if (!isSqlite(bytes)) return refuse('is no SQLite database, so its settings are not known.')
  try {
    const database = await openSqlite(bytes)
    try {
      database.run('PRAGMA trusted_schema = OFF')
      for (const table of tables) {
        const read = readTable(database, table, columns[table])
        tell(read, table, address, findings)
        rows[table] = read.rows
      }
    } finally {
      database.close()
    }
  } catch (error) {
    return refuse(`cannot be opened as a database: ${String(error)}.`)
  }
  return rows
}

function tell(read: TableRead, table: string, address: string, findings: Findings): void {
  for (const fault of read.faults) {
    const [code, severity, sentence] = wordsOf(fault, table)
    const key = fault.kind === 'too-large' ? keyColumns.map(column => fault.row[column] ?? '') : null
    findings.add(code, severity, `${address}: ${sentence}`, { address, ...(key ? { row: { table, key } } : {}) })
  }
}

function wordsOf(fault: TableFault, table: string): readonly [string, 'error' | 'warning', string] {
  switch (fault.kind) {
    case 'no-table':
      return [
        'STORE_NO_TABLE',
        table === 'Config' || table === 'ConfigSchema' ? 'error' : 'warning',
        `the table ${table} is missing.`,
      ]
    case 'no-plain-table':
      return ['STORE_NO_TABLE', 'error', `${table} is no plain table; what it would compute is not read.`]
    case 'no-column':
      return ['STORE_NO_COLUMN', 'warning', `the table ${table} has no column ${fault.column}.`]
    case 'damaged':
      return [
        'STORE_DAMAGED',
        'error',
        `the table ${table} is damaged; ${fault.rows} of its rows could be read (${fault.detail}).`,
      ]
    case 'too-large':
      return [
        'STORE_TOO_LARGE',
        'warning',
        `${fault.column} of ${keyColumns.map(column => fault.row[column] ?? '').join('/')} has ${fault.bytes} bytes and is not read.`,
      ]
    case 'too-much':
      return [
        'STORE_TOO_LARGE',
        'warning',
        `the table ${table} holds too much; only its first ${fault.rows} rows are read.`,
      ]
  }
}
