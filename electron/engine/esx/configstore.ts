// ConfigStore (formats.md section 7): the settings of 7.0 and later, one row a setting, values as JSON text.
import type { Database, QueryExecResult } from 'sql.js'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { isSqlite, openSqlite } from './sqlite'

export interface ConfigRow {
  /** Empty for a setting there is one of. */
  readonly identifier: string
  /** Parsed JSON; null when the column is NULL or no JSON. */
  readonly user: Readonly<Record<string, unknown>> | null
  readonly vital: Readonly<Record<string, unknown>> | null
}

export interface ConfigStore {
  /** Rows of one setting, in the order of their identifiers. */
  rows(component: string, group: string, name: string): readonly ConfigRow[]
  close(): void
}

/** Opens the database in an entry; null when it is not a readable one. */
export async function openConfigStore(document: Document, entry: Entry): Promise<ConfigStore | null> {
  const bytes = toUint8Array(document.content(entry))
  if (!isSqlite(bytes)) return null
  let database: Database | null = null
  try {
    database = await openSqlite(bytes)
    database.exec('SELECT count(*) FROM Config')
  } catch {
    database?.close()
    return null
  }
  return storeIn(database)
}

function storeIn(database: Database): ConfigStore {
  const query =
    'SELECT Identifier, UserValue, VitalValue FROM Config WHERE Component = ? AND ConfigGroup = ? AND Name = ? ORDER BY Identifier'
  return {
    rows: (component, group, name) => {
      const [result] = resultsOf(database, query, [component, group, name])
      return (result?.values ?? []).map(([identifier, user, vital]) => ({
        identifier: String(identifier ?? ''),
        user: parseObject(user),
        vital: parseObject(vital),
      }))
    },
    close: () => database.close(),
  }
}

/** A damaged page is met only when it is read, by whichever row lies on it; what lies there is not known. */
function resultsOf(database: Database, query: string, values: readonly string[]): readonly QueryExecResult[] {
  try {
    return database.exec(query, [...values])
  } catch {
    return []
  }
}

function parseObject(text: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof text !== 'string') return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
