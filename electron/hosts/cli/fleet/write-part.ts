// The part of one backup onto the disk: lines as they come, under another name until all are there.
import { open, rename, writeFile } from 'node:fs/promises'
import type { ErrorData } from '../../../../shared/model/errors'
import { backupKey, rowText, type Emit } from '../../../engine/fleet/read-backup'
import { unreadRow } from '../../../engine/fleet/rows/problems'
import { removeQuietly, temporaryBeside } from '../../../engine/restore/temporary'
import { writeError } from '../../../engine/restore/write-error'
import { type PartRecord, recordOf } from './parts'
import type { FoundBackup } from './find-backups'

/** A row as a line of a part. */
export function partLine(...[table, json]: Parameters<Emit>): string {
  return `${table}\t${json}\n`
}

/** Writes the part, readable by its owner alone. Throws WRITE_FAILED and leaves no part then. */
export async function writePart(part: string, record: PartRecord, lines: readonly string[]): Promise<void> {
  const temporary = temporaryBeside(part)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await writeFile(file, pieces(record, lines))
    } finally {
      await file.close()
    }
    await rename(temporary, part)
  } catch (error) {
    await removeQuietly(temporary)
    throw writeError(error, part)
  }
}

/** The part of a backup that could not be read: one row of `problems`. */
export async function writeUnread(part: string, backup: FoundBackup, program: string, error: ErrorData): Promise<void> {
  const common = { backup: backupKey(backup.path, ''), host: null }
  const line = partLine('problems', rowText('problems', common, unreadRow(backup.path, error)))
  await writePart(part, recordOf(backup, program, 'unread'), [line])
}

/** Characters that are written at once. */
const piece = 256 * 1024

function* pieces(record: PartRecord, lines: readonly string[]): Iterable<string> {
  let text = `${JSON.stringify(record)}\n`
  for (const line of lines) {
    text += line
    if (text.length < piece) continue
    yield text
    text = ''
  }
  yield text
}
