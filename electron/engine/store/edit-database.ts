// Edits of an SQLite file, made by SQLite itself: pages that no statement touches stay byte for byte (Database File Format), and the
// backup's own triggers raise Revision and ModifiedTime. The traps: a trigger can compute without end, and its clock is that of the program.
import type { Database } from 'sql.js'
import { BootbankError, type Where } from '../../../shared/model/errors'
import { soundnessOf } from '../esx/sound-database'
import { isSqlite, openSqlite, readableDatabase } from '../esx/sqlite'

/** Triggers that a store may have; ESXi's own has two. */
const mostTriggers = 8
/** Bytes 18 and 19: versions of the file format for writing and reading, by which write-ahead logging is told. */
const [versions, afterVersions] = [18, 20]
/**
 * Bytes 24 and 92: the file change counter, and for which of its values the size in the header holds. A writer raises the first and sets the
 * second to it; sql.js always writes 1, so that a program which has the file in its cache would not see that it changed.
 */
const [changeCounter, validFor] = [24, 92]

/**
 * The file after `work`, which runs as one transaction; `now` is the time that its triggers are given. The bytes given stay as they are.
 * Throws STORE_UNWRITABLE for what is not a sound database or has triggers of a kind that ESXi's stores have not, and what `work` throws.
 */
export async function editDatabase(
  bytes: Uint8Array,
  now: Date,
  where: Where,
  work: (database: Database) => void,
): Promise<Uint8Array> {
  const refuse = (why: string) =>
    new BootbankError('STORE_UNWRITABLE', `${where.path} cannot be changed: ${inOneLine(why)}`, where)
  if (!isSqlite(bytes)) throw refuse('it is not an SQLite database.')
  const readable = readableDatabase(bytes)
  if (readable.lost) throw refuse('it ends early.')
  const database = await openSqlite(readable.bytes)
  try {
    checkSound(database, refuse, 'it is damaged.')
    database.run('PRAGMA trusted_schema = OFF')
    // What is replaced, such as the hash of an old password, is not to linger in free bytes of its page.
    database.run('PRAGMA secure_delete = ON')
    checkTriggers(database, refuse)
    database.run('BEGIN')
    atTime(now, () => work(database))
    database.run('COMMIT')
    checkSound(database, refuse, 'the change would leave it damaged.')
    const edited = database.export()
    edited.set(bytes.subarray(versions, afterVersions), versions)
    raiseChangeCounter(bytes, edited)
    return edited
  } finally {
    database.close()
  }
}

/** A sentence with names and words out of the file, which may hold anything, as one line that steers no terminal. */
export function inOneLine(sentence: string): string {
  return sentence.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}

function raiseChangeCounter(before: Uint8Array, after: Uint8Array): void {
  const raised = (viewOf(before).getUint32(changeCounter) + 1) >>> 0
  const header = viewOf(after)
  header.setUint32(changeCounter, raised)
  header.setUint32(validFor, raised)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function checkSound(database: Database, refuse: (why: string) => BootbankError, why: string): void {
  const soundness = soundnessOf(database)
  if (soundness.kind === 'damaged') throw refuse(`${why} SQLite says: "${soundness.complaint.replaceAll('"', "'")}".`)
  if (soundness.kind === 'computes') throw refuse(`its ${soundness.part} computes, which nothing in ESXi's own does.`)
}

/** A plain UPDATE ends; what selects or recurses may not. With recursive triggers off, one never starts itself. */
function checkTriggers(database: Database, refuse: (why: string) => BootbankError): void {
  const [found] = database.exec("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
  const triggers = found?.values ?? []
  if (triggers.length > mostTriggers) throw refuse(`it has ${triggers.length} triggers.`)
  for (const [name, sql] of triggers) {
    if (/\b(?:select|with|insert|delete|replace)\b/i.test(String(sql)))
      throw refuse(`its trigger "${name}" does more than set columns, which no trigger of ESXi's own does.`)
  }
}

/** Runs `work`, which must not wait for anything, with the clock standing at `time`. */
function atTime(time: Date, work: () => void): void {
  const clock = Date.now
  Date.now = () => time.getTime()
  try {
    work()
  } finally {
    Date.now = clock
  }
}
