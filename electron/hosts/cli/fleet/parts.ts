// What was read of one backup lies in one file, DIR/parts/<hash of the path>.jsonl: first a record of what was read, then a line `TABLE<tab>JSON`
// for each row. It is put in place by one rename, so that a part is whole or not there: an interrupted run goes on with the parts there are.
// The trap: `done` and the rows are one file on purpose; two files could disagree after a crash.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { tablesVersion } from '../../../engine/fleet/tables'
import type { FoundBackup } from './find-backups'

/** `unread`: nothing could be read of it, and it is tried again the next time. `broken`: only a part of it could. */
const partStates = ['read', 'broken', 'unread'] as const
export type PartState = (typeof partStates)[number]

/** Whether a value is one of these states. */
export function isPartState(value: unknown): value is PartState {
  return partStates.some(state => state === value)
}

/** The first line of a part. */
export interface PartRecord extends FoundBackup {
  /** Number of the tables (tablesVersion), and version of the program. */
  readonly tables: number
  readonly program: string
  readonly state: PartState
}

/** Bytes within which the first line ends: a path has at most 4,096. */
const longestRecord = 64 * 1024

/** The folder of parts. */
export function partsFolder(out: string): string {
  return join(out, 'parts')
}

/** Where the part of a backup lies. */
export function partPath(out: string, path: string): string {
  return join(partsFolder(out), partName(path))
}

/** Its file name alone. */
export function partName(path: string): string {
  return `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.jsonl`
}

/** What parts are called. */
export const partPattern = /^[0-9a-f]{32}\.jsonl$/

/** The first line of a part. */
export function recordOf(
  { path, size, modified, changed }: FoundBackup,
  program: string,
  state: PartState,
): PartRecord {
  return { tables: tablesVersion, program, path, size, modified, changed, state }
}

/** What a part is of; null where there is none that holds for this backup as it is now, by this version of the program. */
export async function usablePart(out: string, backup: FoundBackup, program: string): Promise<PartState | null> {
  const record = await readRecord(partPath(out, backup.path))
  if (record === null || !isPartState(record.state) || record.state === 'unread') return null
  // Written from the same fields in the same order: whatever differs is another backup, or another version.
  const wanted = recordOf(backup, program, record.state)
  return JSON.stringify(record) === JSON.stringify(wanted) ? record.state : null
}

/** The first line of a part as JSON; null where it is not there, cut off or of something else: the backup is read again. */
async function readRecord(path: string): Promise<{ readonly state?: unknown } | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestRecord), 0, longestRecord, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a)
    const record: unknown = JSON.parse(buffer.toString('utf8', 0, Math.max(0, end)))
    return typeof record === 'object' ? record : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}
