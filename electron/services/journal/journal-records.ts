// What the records of a journal say: first the file that the edits belong to, then, for each step of its history, the contents it is the
// first to name and the step itself. A content is cut into pieces; only the step after them makes them count.
import { z } from 'zod'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf } from '../../engine/codecs/bytes'
import { parseHistory } from '../../engine/document/recorded-history'
import type { Recording } from '../../engine/document/replay'
import type { HistoryStep } from '../../session/journal-feed'

/** The file that a journal's edits belong to. */
export interface JournalSource {
  /** The same for all files that one journal was written to. */
  readonly journal: string
  readonly name: string
  /** Absolute path; null for an upload, whose copy does not outlive the program. */
  readonly path: string | null
  /** Bytes. */
  readonly size: number
  /** Of the whole file, hex. */
  readonly sha256: string
}

/** What a journal holds. */
export interface JournalContent {
  readonly source: JournalSource
  readonly recording: Recording
  /** Whether what was edited last had been written out. */
  readonly clean: boolean
  /** When the last step was made, ISO 8601. */
  readonly at: string
  /** Whether something at the end could not be read: the step that was being written, or damage. */
  readonly torn: boolean
}

const pieceLength = 4 * 1024 * 1024
const kinds = { json: 0x4a, piece: 0x42 } as const

const sourceSchema = z.strictObject({
  journal: z.string(),
  name: z.string(),
  path: z.string().nullable(),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
// The edits are checked as a whole, once all of them are there.
const stepSchema = z.strictObject({
  keepDone: z.int().min(0),
  done: z.array(z.unknown()),
  keepUndone: z.int().min(0),
  undone: z.array(z.unknown()),
  blobs: z.array(z.strictObject({ id: z.int().min(1), size: z.int().min(0) })),
  clean: z.boolean(),
  at: z.iso.datetime(),
})

/** The first record. */
export function sourceRecord(source: JournalSource): Buffer {
  return jsonRecord(source)
}

/** The records of one step; `at` is when it was made. */
export function stepRecords({ blobs, ...step }: HistoryStep, at: Date): readonly Buffer[] {
  const pieces = blobs.flatMap(({ id, content }) => {
    const count = Math.ceil(content.length / pieceLength)
    return Array.from({ length: count }, (_, index) =>
      pieceRecord(id, content.subarray(index * pieceLength, (index + 1) * pieceLength)),
    )
  })
  const sizes = blobs.map(({ id, content }) => ({ id, size: content.length }))
  return [...pieces, jsonRecord({ ...step, blobs: sizes, at: at.toISOString() })]
}

/** What the records say, as far as they fit together. Null where not even the file is known, or no step was written. */
export function readJournal(records: readonly Buffer[], isTorn: boolean): JournalContent | null {
  const [first, ...rest] = records
  const source = first && sourceSchema.safeParse(jsonOf(first))
  if (!source?.success) return null
  let done: readonly unknown[] = []
  let undone: readonly unknown[] = []
  let last: { readonly clean: boolean; readonly at: string } | null = null
  let torn = isTorn
  const contents = new Map<number, Buffer>()
  const pieces = new Map<number, Buffer[]>()
  for (const record of rest) {
    if (record[0] === kinds.piece) {
      const id = record.readUInt32LE(1)
      pieces.set(id, [...(pieces.get(id) ?? []), record.subarray(5)])
      continue
    }
    const step = stepSchema.safeParse(jsonOf(record))
    const isWhole =
      step.success &&
      step.data.keepDone <= done.length &&
      step.data.keepUndone <= undone.length &&
      step.data.blobs.every(({ id, size }) => lengthOf(pieces.get(id)) === size)
    if (!isWhole) {
      torn = true
      break
    }
    for (const { id } of step.data.blobs) contents.set(id, Buffer.concat(pieces.get(id) ?? []))
    pieces.clear()
    done = [...done.slice(0, step.data.keepDone), ...step.data.done]
    undone = [...undone.slice(0, step.data.keepUndone), ...step.data.undone]
    last = step.data
  }
  if (last === null) return null
  try {
    const history = parseHistory(JSON.stringify({ done, undone }))
    const blobs = new Map([...contents].map(([id, content]) => [id, bytesOf(content)]))
    return { source: source.data, recording: { history, blobs }, clean: last.clean, at: last.at, torn }
  } catch (error) {
    if (error instanceof BootbankError) return null
    throw error
  }
}

function jsonRecord(value: unknown): Buffer {
  return Buffer.concat([Buffer.of(kinds.json), Buffer.from(JSON.stringify(value))])
}

function pieceRecord(id: number, piece: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head[0] = kinds.piece
  head.writeUInt32LE(id, 1)
  return Buffer.concat([head, piece])
}

/** Null for a record that is not JSON, which ends the journal there. */
function jsonOf(record: Buffer): unknown {
  if (record[0] !== kinds.json) return null
  try {
    return JSON.parse(record.subarray(1).toString('utf8'))
  } catch {
    return null
  }
}

function lengthOf(pieces: readonly Buffer[] = []): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
