// The tables of a ConfigStore database that hold settings, read out of the file.
import { finding } from '../../../shared/findings/finding'
import { assertNever } from '../../../shared/model/assert-never'
import type { Finding } from '../../../shared/model/finding'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { readTable, storedColumns, type TableFault, type TableRead, type TableRow } from '../esx/read-table'
import { isSqlite, openSqlite, readableDatabase, saidBySqlite } from '../esx/sqlite'
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

/** Columns of current-store-1 that are read. */
const storeColumns = {
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
  DefaultConfig: [...keyColumns, 'Value', 'Version'],
  DesiredUserConfig: [...keyColumns, 'Value'],
  KVTable: ['Key', 'Value'],
} as const

/** Reads current-store-1. What cannot be read is a finding. */
export async function readStoreTables(document: Document, entry: Entry, findings: Findings): Promise<StoreTables> {
  return storeTablesOf(entry.address, await readTables(document, entry, findings, storeColumns))
}

/** Reads the bytes of a current-store-1; `address` is what findings name. */
export async function storeTablesIn(bytes: Uint8Array, address: string, findings: Findings): Promise<StoreTables> {
  return storeTablesOf(address, await tablesIn(bytes, address, findings, storeColumns))
}

function storeTablesOf(
  address: string,
  read: Readonly<Record<keyof typeof storeColumns, readonly TableRow[]>>,
): StoreTables {
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
  const { address, problem } = entry
  if (!problem) return tablesIn(toUint8Array(document.content(entry)), address, findings, columns)
  findings.add(finding('settings-no-database', { address }, address, problem.message))
  return noRows(Object.keys(columns) as T[])
}

/** Reads tables of a database from its bytes. */
async function tablesIn<T extends string>(
  bytes: Uint8Array,
  address: string,
  findings: Findings,
  columns: Readonly<Record<T, readonly string[]>>,
): Promise<Record<T, readonly TableRow[]>> {
  const tables = Object.keys(columns) as T[]
  const rows = noRows(tables)
  const refuse = (message: string) => {
    findings.add(finding('settings-no-database', { address }, address, message))
    return rows
  }
  if (!isSqlite(bytes)) return refuse('it is not a database.')
  const readable = readableDatabase(bytes)
  const { lost } = readable
  if (lost) findings.add(finding('settings-truncated', { address }, address, lost.present, lost.promised))
  try {
    const database = await openSqlite(readable.bytes)
    try {
      database.run('PRAGMA trusted_schema = OFF')
      // Garbage after the magic is noticed only here.
      const stored = storedColumns(database, tables)
      for (const table of tables) {
        const read = readTable(database, stored, table, columns[table])
        tell(read, table, address, findings)
        rows[table] = read.rows
      }
    } finally {
      database.close()
    }
  } catch (error) {
    return refuse(saidBySqlite(error))
  }
  return rows
}

function noRows<T extends string>(tables: readonly T[]): Record<T, readonly TableRow[]> {
  return Object.fromEntries(tables.map(table => [table, []])) as unknown as Record<T, readonly TableRow[]>
}

function tell(read: TableRead, table: string, address: string, findings: Findings): void {
  for (const fault of read.faults) findings.add(findingOf(fault, table, address))
}

/** Tables that a store may lack without its settings being unknown. */
const sideTables: ReadonlySet<string> = new Set(['DefaultConfig', 'DesiredUserConfig', 'KVTable'])

function findingOf(fault: TableFault, table: string, address: string): Finding {
  const place = { address }
  switch (fault.kind) {
    case 'no-table':
      return finding(sideTables.has(table) ? 'settings-no-side-table' : 'settings-no-table', place, address, table)
    case 'no-plain-table':
      return finding('settings-computed-table', place, address, table)
    case 'no-column':
      return finding('settings-no-column', place, address, table, fault.column)
    case 'damaged':
      return finding('settings-damaged-table', place, address, table, fault.rows, fault.detail)
    case 'too-large': {
      const key = keyColumns.map(column => fault.row[column] ?? '')
      return finding(
        'settings-value-too-large',
        { address, row: { table, key } },
        address,
        fault.column,
        key.join('/'),
        fault.bytes,
      )
    }
    case 'too-much':
      return finding('settings-too-many-rows', place, address, table, fault.rows)
    default:
      return assertNever(fault)
  }
}
