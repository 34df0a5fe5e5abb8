// A file of the disk as Bytes, for every host. What is small, or is put into a document, is held in memory, read in pieces so
// that it can be cancelled half way; a large file that is opened stays on the disk.
import { type FileHandle, open } from 'node:fs/promises'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks } from '../codecs/bytes'
import { type OnProgress, throwIfCancelled } from '../codecs/context'
import { type Limits, withinLimit } from '../codecs/limits'
import { fileBytes } from './file-bytes'

export interface ReadOptions {
  /** What the file is called in messages and progress. */
  readonly name: string
  readonly limits: Limits
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
  /** What the system refused, by its code such as ENOENT, in the words of the host. */
  readonly refusal: (code: string) => BootbankError
  /** Pipes and devices are read to their end; without it they are refused. */
  readonly pipes?: boolean
}

/** Bytes up to which a file that is opened is held in memory: then its disk may go away. */
export const HELD = 32 * 1024 * 1024

const PIECE = 32 * 1024 * 1024
/** Of a pipe or device, whose length nobody knows. */
const SMALL_PIECE = 256 * 1024

/** A file to look into. Rejects NOT_FOUND, IS_DIRECTORY, UNREADABLE, LIMIT or CANCELLED. */
export function openFileBytes(path: string, options: ReadOptions): Promise<Bytes> {
  return reading(path, options, async (file, size) =>
    size > HELD ? fileBytes(path, options.name) : readAll(file, size, options),
  )
}

/** All bytes of a file, in memory, whatever becomes of it on the disk. Rejects as openFileBytes does. */
export function readFileBytes(path: string, options: ReadOptions): Promise<Bytes> {
  return reading(path, options, (file, size) => readAll(file, size, options))
}

/** The error with a code; one of ours as it is. */
export function refused(error: unknown, refusal: (code: string) => BootbankError): BootbankError {
  if (error instanceof BootbankError) return error
  return refusal(error instanceof Error && 'code' in error ? String(error.code) : String(error))
}

/** Opens and checks; `size` is 0 for what has none. */
async function reading(
  path: string,
  options: ReadOptions,
  read: (file: FileHandle, size: number) => Promise<Bytes>,
): Promise<Bytes> {
  let file: FileHandle | null = null
  try {
    file = await open(path, 'r')
    const facts = await file.stat()
    if (facts.isDirectory()) throw options.refusal('EISDIR')
    if (!facts.isFile() && !options.pipes) {
      throw new BootbankError('UNREADABLE', `${options.name} is not a regular file.`)
    }
    const size = facts.isFile() ? facts.size : 0
    withinLimit(options.limits, 'totalBytes', size, { layer: options.name })
    return await read(file, size)
  } catch (error) {
    throw refused(error, options.refusal)
  } finally {
    // What was read stands, whatever the system says of the end.
    await file?.close().catch(() => undefined)
  }
}

async function readAll(file: FileHandle, size: number, options: ReadOptions): Promise<Bytes> {
  const { name, limits, signal, onProgress } = options
  const pieces: Uint8Array[] = []
  let length = 0
  while (size === 0 || length < size) {
    throwIfCancelled(signal)
    const piece = Buffer.allocUnsafeSlow(size === 0 ? SMALL_PIECE : Math.min(PIECE, size - length))
    const { bytesRead } = await file.read(piece, 0, piece.length, null)
    if (bytesRead === 0) break
    length += bytesRead
    withinLimit(limits, 'totalBytes', length, { layer: name })
    pieces.push(piece.subarray(0, bytesRead))
    onProgress?.(`Reading ${name}`, length, size || null)
  }
  if (length < size) {
    throw new BootbankError('UNREADABLE', `${name} became shorter while it was read. Try again.`)
  }
  return bytesOfChunks(pieces)
}
