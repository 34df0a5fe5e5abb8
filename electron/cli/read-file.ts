// FILE as bytes: a path, or `-` for standard input. Pieces are read as they come, so that a pipe or a device works like a file.
import { type FileHandle, open } from 'node:fs/promises'
import { BootbankError } from '../../shared/model/errors'
import { type Bytes, bytesOfChunks } from '../engine/codecs/bytes'
import { throwIfCancelled } from '../engine/codecs/context'
import { type Limits, withinLimit } from '../engine/codecs/limits'
import type { Session } from './session'

export const STDIN = '-'

const PIECE = 64 * 1024 * 1024
const SMALL_PIECE = 256 * 1024

/** The whole file. Throws NOT_FOUND, IS_DIRECTORY, UNREADABLE, LIMIT or CANCELLED. */
export async function readInput(file: string, session: Session): Promise<Bytes> {
  return file === STDIN ? readStdin(session) : readFile(file, session)
}

/** A file on the disk. Throws as readInput does. */
export async function readFile(path: string, session: Session): Promise<Bytes> {
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'r')
    const stats = await handle.stat()
    if (stats.isDirectory()) throw isDirectory(path)
    return await readAll(handle, path, stats.isFile() ? stats.size : 0, session)
  } catch (error) {
    throw readError(path, error)
  } finally {
    await handle?.close()
  }
}

/** Reads to the end; a file of known size is taken in few large pieces. */
async function readAll(handle: FileHandle, path: string, size: number, session: Session): Promise<Bytes> {
  const pieces: Uint8Array[] = []
  let length = 0
  while (size === 0 || length < size) {
    throwIfCancelled(session.signal)
    const piece = Buffer.allocUnsafeSlow(size > length ? Math.min(PIECE, size - length) : SMALL_PIECE)
    const { bytesRead } = await handle.read(piece, 0, piece.length, null)
    if (bytesRead === 0) break
    length += bytesRead
    checkLength(session.limits, length, path)
    pieces.push(piece.subarray(0, bytesRead))
    session.onProgress(`Reading ${path}`, length, size || null)
  }
  return bytesOfChunks(pieces)
}

async function readStdin(session: Session): Promise<Bytes> {
  const input = process.stdin
  const stop = () => input.destroy()
  session.signal.addEventListener('abort', stop)
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of input) {
      const bytes = Buffer.from(piece)
      length += bytes.length
      checkLength(session.limits, length, 'standard input')
      pieces.push(bytes)
    }
  } catch (error) {
    throwIfCancelled(session.signal)
    input.destroy()
    throw readError('standard input', error)
  } finally {
    session.signal.removeEventListener('abort', stop)
  }
  throwIfCancelled(session.signal)
  return bytesOfChunks(pieces)
}

/** The file is held in memory, like the layers in it. */
function checkLength(limits: Limits, length: number, name: string): void {
  withinLimit(limits, 'totalBytes', length, { layer: name })
}

/** What the operating system refused, as a sentence with a code. */
function readError(path: string, error: unknown): BootbankError {
  if (error instanceof BootbankError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new BootbankError('NOT_FOUND', `There is no file ${path}.`)
    case 'EISDIR':
      return isDirectory(path)
    case 'EACCES':
    case 'EPERM':
      return new BootbankError('UNREADABLE', `${path} cannot be read: permission is missing.`)
    default:
      return new BootbankError('UNREADABLE', `${path} cannot be read (${code}).`)
  }
}

function isDirectory(path: string): BootbankError {
  return new BootbankError('IS_DIRECTORY', `${path} is a folder. Give a file, such as the state.tgz in it.`)
}
