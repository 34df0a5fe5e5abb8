// Whether SQLite finds the databases of ConfigStore sound although all of their rows could be read. Asked for by the checks alone: it takes longer
// than reading the settings does. What was found is kept for as long as the content is the same.
import { finding } from '../../../shared/findings/finding'
import type { Finding } from '../../../shared/model/finding'
import { type Bytes, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { soundnessOf } from '../esx/sound-database'
import { isSqlite, openSqlite, readableDatabase, saidBySqlite } from '../esx/sqlite'

/** Codes of findings of reading that tell of damage already. */
const damage = new Set([
  'settings-no-database',
  'settings-truncated',
  'settings-damaged-table',
  'settings-computed-table',
])

const known = new WeakMap<Bytes, Promise<string | null>>()

/** A finding for each database that contradicts itself; `read` are the findings of reading, which are not repeated. */
export async function storeIntegrity(document: Document, read: readonly Finding[]): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const path of [CONFIGSTORE_PATH, SCHEMA_STORE_PATH]) {
    const entry = findEntry(document, path)
    if (!entry || entry.problem) continue
    const { address } = entry
    if (read.some(({ code, place }) => damage.has(code) && place.address === address)) continue
    const content = entry.layer.contentOf(entry.slot)
    if (content === null) continue
    const asked = known.get(content) ?? complaintOf(content)
    known.set(content, asked)
    const complaint = await asked
    if (complaint !== null) found.push(finding('settings-unsound', { address }, address, complaint))
  }
  return found
}

/** What SQLite says of a database; null where it has nothing to say, and of what is not a database. */
async function complaintOf(content: Bytes): Promise<string | null> {
  const bytes = toUint8Array(content)
  if (!isSqlite(bytes)) return null
  const database = await openSqlite(readableDatabase(bytes).bytes)
  try {
    database.run('PRAGMA trusted_schema = OFF')
    const check = soundnessOf(database)
    return check.kind === 'damaged' ? saidBySqlite(check.complaint) : null
  } finally {
    database.close()
  }
}
