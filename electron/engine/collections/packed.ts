// A collection as it is packed, read from the front: a tar, or a gzip around one. Nothing but what is at hand is held, so that 2 GB need no more
// memory than 2 MB; the price is that each look reads it again.
import { type FileHandle, open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { BootbankError } from '../../../shared/model/errors'
import { throwIfCancelled } from '../codecs/context'
import { withinLimit } from '../codecs/limits'
import { opensAs, SNIFF_BYTES } from '../codecs/sniff'
import type { ReadOptions } from '../files/read-file'
import { ByteQueue } from './byte-queue'
import { collectionKind, plainPath } from './copy-kind'
import { tarEntries } from './tar-stream'

/** Bytes read at once. */
const PIECE = 1024 * 1024
/** Entries, and bytes, by which a collection is known. */
const LOOK_ENTRIES = 64
const LOOK_BYTES = 1024 * 1024

/** How a file is packed; null for one that is not an archive. Rejects the system's error. */
export async function packingOf(path: string): Promise<'gzip' | 'tar' | null> {
  const file = await open(path, 'r')
  try {
    if (!(await file.stat()).isFile()) return null
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
    const kind = opensAs(buffer.subarray(0, bytesRead))
    return kind === 'gzip' || kind === 'tar' ? kind : null
  } finally {
    await file.close()
  }
}

/** What the file is by its first entries; null for any other archive, and for what cannot be read as one. Rejects the system's error. */
export async function packedKind(path: string, options: ReadOptions): Promise<'vm-support' | 'uac' | null> {
  const packing = await packingOf(path)
  if (packing === null) return null
  const queue = await arriving(path, packing, { ...options, onProgress: undefined })
  const paths: string[] = []
  try {
    for await (const { entry } of tarEntries(queue, options)) {
      paths.push(plainPath(entry.name))
      const kind = collectionKind(paths.slice(-1))
      if (kind) return kind
      if (paths.length === LOOK_ENTRIES || queue.position > LOOK_BYTES || entry.storedSize > LOOK_BYTES) return null
    }
    return null
  } catch (error) {
    if (error instanceof BootbankError && error.code !== 'CANCELLED') return null
    throw error
  } finally {
    await queue.close()
  }
}

/** The unpacked bytes from the front. Each piece is checked: `collectionBytes`, and of a gzip `ratio`. */
export async function arriving(path: string, packing: 'gzip' | 'tar', options: ReadOptions): Promise<ByteQueue> {
  const file = await open(path, 'r')
  return new ByteQueue(packing === 'gzip' ? inflated(file, options) : counted(file, options))
}

async function* counted(file: FileHandle, options: ReadOptions): AsyncIterable<Uint8Array> {
  let done = 0
  for await (const piece of pieces(file, options, () => undefined)) {
    done += piece.length
    withinLimit(options.limits, 'collectionBytes', done, { layer: options.name })
    yield piece
  }
}

async function* inflated(file: FileHandle, options: ReadOptions): AsyncIterable<Uint8Array> {
  const { name, limits, signal } = options
  let read = 0
  const source = Readable.from(pieces(file, options, total => (read = total)))
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  // What the source rejects with is what is told, and ends the other.
  source.on('error', error => gunzip.destroy(error))
  source.pipe(gunzip)
  let done = 0
  try {
    for await (const piece of gunzip) {
      throwIfCancelled(signal)
      done += piece.length
      withinLimit(limits, 'collectionBytes', done, { layer: name })
      if (done > limits.ratioFloor) withinLimit(limits, 'ratio', done / Math.max(1, read), { layer: name })
      yield piece
    }
  } catch (error) {
    throw gzipError(error, name, done)
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

async function* pieces(
  file: FileHandle,
  { name, signal, onProgress }: ReadOptions,
  tell: (total: number) => void,
): AsyncIterable<Uint8Array> {
  try {
    const { size } = await file.stat()
    for (let at = 0; ; ) {
      throwIfCancelled(signal)
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at)
      if (bytesRead === 0) return
      at += bytesRead
      tell(at)
      onProgress?.(`Looking through ${name}`, at, size)
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close().catch(() => undefined)
  }
}

function gzipError(error: unknown, name: string, done: number): unknown {
  if (error instanceof BootbankError || !(error instanceof Error) || !('code' in error)) return error
  const where = { layer: name, offset: done }
  if (error.code === 'Z_BUF_ERROR') {
    return new BootbankError(
      'GZIP_TRUNCATED',
      `${name}: the gzip data ends early, after ${done} bytes of content.`,
      where,
    )
  }
  if (error.code === 'Z_DATA_ERROR') {
    return new BootbankError(
      'GZIP_DATA',
      `${name}: the gzip data is damaged after ${done} bytes of content (${error.message}).`,
      where,
    )
  }
  return error
}
