// An SQLite file without its secrets. Values are replaced by SQLite itself and the file is rewritten (VACUUM), so that no free page, no
// gap between rows and no leftover keeps what was there. Triggers would raise counters and could compute without end: they are taken off
// for the time, and put back as they were.
import type { Database, SqlValue } from 'sql.js'
import { secretKindOfName } from '../../../shared/secrets/rules/named-values'
import type { SecretFile, SecretKind } from '../../../shared/secrets/secret'
import { soundnessOf } from '../esx/sound-database'
import { openSqlite, readableDatabase } from '../esx/sqlite'
import { isHarmless } from './whole-files'

/** What becomes of one value. */
export interface ValueVisitor {
  /** Text of a column, a string of bytes; `kind` where it is secret as a whole. */
  readonly text: (text: string, kind: SecretKind | null) => string
  readonly blob: (bytes: Uint8Array) => Uint8Array
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * The file after each value was shown to the visitor; null where it only looked. Throws Error with the reason where the file cannot be
 * looked into as a whole.
 */
export async function throughDatabase(
  bytes: Uint8Array,
  file: SecretFile,
  visitor: ValueVisitor,
  write: boolean,
): Promise<Uint8Array | null> {
  const readable = readableDatabase(bytes)
  if (readable.lost) throw new Error('the database ends early')
  const database = await openSqlite(readable.bytes)
  try {
    const soundness = soundnessOf(database)
    if (soundness.kind === 'damaged') throw new Error('the database is damaged')
    if (soundness.kind === 'computes') throw new Error(`the database computes (${soundness.part})`)
    const schema = rowsOf(database, 'SELECT type, name, sql, rootpage FROM sqlite_schema ORDER BY rowid')
    for (const [, , sql] of schema) {
      const text = latin1(String(sql ?? ''))
      if (visitor.text(text, null) !== text) throw new Error('the schema of the database holds a secret')
    }
    database.run('PRAGMA trusted_schema = OFF')
    database.run('PRAGMA secure_delete = ON')
    const triggers = schema.filter(([type]) => type === 'trigger')
    for (const [, name] of triggers) database.run(`DROP TRIGGER ${quoted(String(name))}`)
    for (const [type, name, sql, rootpage] of schema) {
      if (type !== 'table') continue
      if (Number(rootpage) === 0 || /WITHOUT\s+ROWID/i.test(String(sql)))
        throw new Error(`the database has a table of a kind that is not looked into (${String(name)})`)
      inTable(database, String(name), file, visitor, write)
    }
    if (!write) return null
    for (const [, , sql] of triggers) database.run(String(sql))
    database.run('VACUUM')
    const edited = database.export()
    edited.set(bytes.subarray(18, 20), 18)
    return edited
  } finally {
    database.close()
  }
}

function inTable(database: Database, table: string, file: SecretFile, visitor: ValueVisitor, write: boolean): void {
  const columns = rowsOf(database, `PRAGMA table_info(${quoted(table)})`).map(([, name]) => String(name))
  if (table === 'sqlite_sequence') return
  if (columns.some(name => /^(?:rowid|oid|_rowid_)$/i.test(name)))
    throw new Error(`the database has a table whose rows cannot be told apart (${table})`)
  const rows = rowsOf(database, `SELECT rowid, ${columns.map(quoted).join(', ')} FROM ${quoted(table)}`)
  for (const [rowid, ...values] of rows) {
    const changed: [string, SqlValue][] = []
    const named = values.some(
      value => typeof value === 'string' && value.length <= 200 && secretKindOfName(value, file) !== null,
    )
    for (const [index, value] of values.entries()) {
      const column = columns[index] ?? ''
      if (value instanceof Uint8Array) {
        const after = visitor.blob(value)
        if (after !== value) changed.push([column, after])
      } else if (typeof value === 'string') {
        const kind =
          secretKindOfName(column, file) ??
          (named && /value$/i.test(column) && !/^\s*[[{]/.test(value) ? 'password' : null)
        const text = latin1(value)
        const after = visitor.text(text, kind)
        if (after !== text) changed.push([column, utf8(after)])
      }
    }
    if (!write || changed.length === 0) continue
    const sets = changed.map(([name]) => `${quoted(name)} = ?`).join(', ')
    database.run(`UPDATE ${quoted(table)} SET ${sets} WHERE rowid = ?`, [
      ...changed.map(([, value]) => value),
      rowid ?? null,
    ])
  }
}

/** A value of bytes is not looked into unless it is zeros. */
export function isLookedInto(bytes: Uint8Array): boolean {
  return bytes.length === 0 || isHarmless('', bytes)
}

function rowsOf(database: Database, query: string): readonly (readonly SqlValue[])[] {
  return database.exec(query)[0]?.values ?? []
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8')
}
