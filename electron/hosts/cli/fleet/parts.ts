// What was read of one backup lies in one file, DIR/parts/<hash of the path>.jsonl: first a record of what was read, then a line `TABLE<tab>JSON`
// for each row. It is put in place by one rename, so that a part is whole or not there: an interrupted run goes on with the parts there are.
// The trap: `done` and the rows are one file on purpose; two files could disagree after a crash.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { tablesVersion } from '../../../engine/fleet/tables'
import type { FoundBackup } from './find-backups'

/** The first line of a part. */
const recordSchema = z.object({
  tables: z.literal(tablesVersion),
  program: z.string(),
  path: z.string(),
  size: z.number(),
  modified: z.number(),
  changed: z.number(),
  /** `unread`: nothing could be read of it, and it is tried again the next time. `broken`: a part of it. */
  state: z.enum(['read', 'broken', 'unread']),
})
export type PartRecord = z.infer<typeof recordSchema>
export type PartState = PartRecord['state']

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
  const { path, size, modified, changed } = backup
  const holds =
    record !== null &&
    record.state !== 'unread' &&
    record.program === program &&
    record.path === path &&
    record.size === size &&
    record.modified === modified &&
    record.changed === changed
  return holds ? record.state : null
}

async function readRecord(path: string): Promise<PartRecord | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestRecord), 0, longestRecord, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a)
    const parsed = recordSchema.safeParse(JSON.parse(buffer.toString('utf8', 0, Math.max(0, end))))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}
