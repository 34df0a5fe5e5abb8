// The database of a file, kept open while it is looked at: its rows come page by page, and opening it anew for each would copy it whole.
import type { Database } from 'sql.js'
import { type Bytes, toUint8Array } from '../../codecs/bytes'
import { openSqlite, type ReadableDatabase, readableDatabase } from '../../esx/sqlite'

export interface OpenTables extends Omit<ReadableDatabase, 'bytes'> {
  readonly database: Database
}

let held: { readonly content: Bytes; readonly open: Promise<OpenTables> } | null = null

/** The database of a content. One is held; the one before is closed. Rejects with what SQLite says of a file that it cannot open. */
export function openTables(content: Bytes): Promise<OpenTables> {
  if (held?.content === content) return held.open
  closeTables()
  const open = opened(content)
  held = { content, open }
  open.catch(() => {
    if (held?.open === open) held = null
  })
  return open
}

/** Lets go of the database that is held. */
export function closeTables(): void {
  held?.open.then(
    ({ database }) => database.close(),
    () => undefined,
  )
  held = null
}

async function opened(content: Bytes): Promise<OpenTables> {
  const { bytes, lost, logged } = readableDatabase(toUint8Array(content))
  const database = await openSqlite(bytes)
  database.run('PRAGMA trusted_schema = OFF')
  database.run('PRAGMA query_only = ON')
  // No check of the file runs what its own schema tells it to compute.
  database.run('PRAGMA ignore_check_constraints = ON')
  return { database, lost, logged }
}

/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
