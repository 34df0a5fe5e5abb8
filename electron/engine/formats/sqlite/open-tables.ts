// The database of a file, kept open while it is looked at: its rows come page by page, and reopening it for each would copy it whole.
import type { Database } from 'sql.js'
import { type Bytes, toUint8Array } from '../../codecs/bytes'
import type { DatabaseCheck } from '../../../../shared/viewers/tables'
import { soundnessOf } from '../../esx/sound-database'
import { openSqlite, type ReadableDatabase, readableDatabase } from '../../esx/sqlite'

export interface OpenTables extends Omit<ReadableDatabase, 'bytes'> {
  readonly database: Database
  /** Null for a file that is too large to be checked here. Whatever is not sound is read up to a number of rows alone. */
  readonly soundness: DatabaseCheck | null
  /** Rows that a table of an intact file of this size can have at most. */
  readonly mostRows: number
}

/** Bytes of a file that is checked before it is shown: some 100 ms. */
const checkedBytes = 64 * 1024 * 1024
/** Bytes of the smallest row: two of its header and value, two that point to it (Database File Format, b-tree pages). */
const smallestRow = 4

let held: { readonly content: Bytes; readonly open: Promise<OpenTables> } | null = null

/** The database of a content. One is held; the one before is closed. Rejects with what SQLite says of a file that it cannot open. */
export function openTables(content: Bytes): Promise<OpenTables> {
  if (held?.content === content) return held.open
  closeTables()
  const open = openDatabase(content)
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

/** The database of a content, which nothing can be written to. The caller closes it. Rejects as `openTables` does. */
export async function openDatabase(content: Bytes): Promise<OpenTables> {
  const { bytes, lost, logged } = readableDatabase(toUint8Array(content))
  const database = await openSqlite(bytes)
  database.run('PRAGMA trusted_schema = OFF')
  database.run('PRAGMA query_only = ON')
  return {
    database,
    lost,
    logged,
    soundness: bytes.length > checkedBytes ? null : soundnessOf(database),
    mostRows: Math.ceil(bytes.length / smallestRow),
  }
}

/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
