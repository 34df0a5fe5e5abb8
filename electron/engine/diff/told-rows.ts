// The rows of databases that differ, for what is handed out. A window asks for those of one file at a time.
import { fileWith, type SecretFile } from '../../../shared/secrets/secret'
import { toUint8Array } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { isSqlite } from '../esx/sqlite'
import { secretNamesOfBoth, type ToldComparison, type ToldEntry } from './comparison'
import { versionsOf } from './entry-diff'
import { rowsBetween } from './row-differences'

/**
 * The same comparison, in which an SQLite file that is not a ConfigStore has the values of its rows that differ, secrets as bullets: null where the
 * two have not the same tables. Throws CANCELLED.
 */
export async function withRows(
  told: ToldComparison,
  before: Document,
  after: Document,
  options: OpenLayerOptions = {},
): Promise<ToldComparison> {
  const names = await secretNamesOfBoth(before, after)
  const entries: ToldEntry[] = []
  for (const entry of told.entries) {
    throwIfCancelled(options.signal)
    entries.push({ ...entry, rows: await rowsOf(entry, before, after, fileWith([entry.address], names)) })
  }
  return { ...told, entries }
}

async function rowsOf(entry: ToldEntry, before: Document, after: Document, file: SecretFile) {
  if (entry.keys !== null) return null
  const { old, now } = await versionsOf(entry, before, after)
  if (!old || !now) return null
  const areDatabases = [old, now].every(({ content }) => isSqlite(content.read(0, Math.min(16, content.length))))
  return areDatabases ? rowsBetween(toUint8Array(old.content), toUint8Array(now.content), file, 'key') : null
}
