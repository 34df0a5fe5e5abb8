// A copy of a disk with some ranges changed: written beside its name, with holes where the disk has zeros, synced, read back whole against the
// disk and the ranges, proven, renamed. The opened disk is only read. The trap: a copy that is almost right boots almost; so every byte is
// compared, not only those that changed.
import { type FileHandle, open, rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { breathe, throwIfCancelled } from '../../codecs/context'
import { type DiskOptions, differs, firstDifference, syncFolder } from '../../restore/disk-file'
import { removeQuietly, removeStale, temporaryBeside } from '../../restore/temporary'
import { writeError } from '../../restore/write-error'
import { refuseOddTarget } from '../../restore/write-file'
import type { DiskImage } from '../disk-image'
import type { PatchRange } from './patches'

const PIECE = 4 * 1024 * 1024
/** Zeros of this many bytes are left out of the file: a block of most file systems. */
const BLOCK = 64 * 1024

/**
 * Writes the copy whole or not at all; `check` is given the path of what was written, before it has its name. Throws CANCELLED, WRITE_FAILED,
 * IS_DIRECTORY, VERIFY_FAILED, or what `check` throws; then the target is as before.
 */
export async function writeCopy(
  disk: DiskImage,
  ranges: readonly PatchRange[],
  path: string,
  options: DiskOptions & { readonly check: (written: string) => Promise<void> },
): Promise<void> {
  const label = basename(path)
  const temporary = temporaryBeside(path)
  try {
    throwIfCancelled(options.signal)
    await refuseOddTarget(path)
    await removeStale(path)
    const source = await readerOf(disk)
    try {
      await write(source, ranges, temporary, label, options)
      await compare(source, ranges, temporary, label, options)
    } finally {
      await source.close()
    }
    refuseChanged(disk)
    await options.check(temporary)
    throwIfCancelled(options.signal)
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await removeQuietly(temporary)
    throw writeError(error, path)
  }
}

async function write(
  source: PieceReader,
  ranges: readonly PatchRange[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.truncate(source.length)
    // One piece is written while the next one is read, into another buffer.
    const buffers = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)] as const
    let writing: Promise<void> = Promise.resolve()
    for (let at = 0, turn = 0; at < source.length; at += PIECE, turn = 1 - turn) {
      throwIfCancelled(signal)
      const piece = await patched(source, ranges, at, turn === 0 ? buffers[0] : buffers[1])
      await writing
      writing = isZero(piece) ? Promise.resolve() : writeBlocks(file, piece, at)
      writing.catch(() => undefined)
      onProgress?.(`Copying to ${label}`, at, source.length)
      await breathe()
    }
    await writing
    throwIfCancelled(signal)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Writes the blocks that are not zero, neighbours at once. */
async function writeBlocks(file: FileHandle, piece: Uint8Array, offset: number): Promise<void> {
  let from = 0
  for (let at = 0; at <= piece.length; at += BLOCK) {
    const isEnd = at >= piece.length
    if (!isEnd && !isZero(piece.subarray(at, at + BLOCK))) continue
    await writeAll(file, piece.subarray(from, Math.min(at, piece.length)), offset + from)
    from = at + BLOCK
  }
  if (from < piece.length) await writeAll(file, piece.subarray(from), offset + from)
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done)
    done += bytesWritten
  }
}

/** Reads all of the copy again. Throws VERIFY_FAILED with the first byte that is not as it should be. */
async function compare(
  source: PieceReader,
  ranges: readonly PatchRange[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const file = await open(path, 'r')
  try {
    const [expected, found] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)]
    for (let at = 0; at < source.length; at += PIECE) {
      throwIfCancelled(signal)
      const reading = readAll(file, found, at)
      const wanted = await patched(source, ranges, at, expected)
      const read = await reading
      if (Buffer.compare(found.subarray(0, read), wanted) !== 0)
        throw differs(label, at + firstDifference(found, wanted))
      onProgress?.(`Reading back ${label}`, at, source.length)
      await breathe()
    }
    const { size } = await file.stat()
    if (size !== source.length) throw differs(label, Math.min(size, source.length))
  } finally {
    await file.close()
  }
}

/** Fills the buffer from an offset of the file, as far as that goes; gives how far. */
async function readAll(file: FileHandle, buffer: Buffer, offset: number): Promise<number> {
  let read = 0
  while (read < buffer.length) {
    const { bytesRead } = await file.read(buffer, read, buffer.length - read, offset + read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return read
}

/** The piece at an offset as it is to be, in the buffer. */
async function patched(
  source: PieceReader,
  ranges: readonly PatchRange[],
  start: number,
  buffer: Buffer,
): Promise<Buffer> {
  const end = Math.min(start + PIECE, source.length)
  const piece = buffer.subarray(0, end - start)
  await source.fill(piece, start)
  for (const { offset, after } of ranges) {
    if (offset >= end || offset + after.length <= start) continue
    const from = Math.max(offset, start)
    const to = Math.min(offset + after.length, end)
    piece.set(after.subarray(from - offset, to - offset), from - start)
  }
  return piece
}

/** The disk, piece by piece, into memory that is used again: new memory for each piece of 8 GB would cost more than reading it. */
interface PieceReader {
  readonly length: number
  fill(piece: Buffer, start: number): Promise<void>
  close(): Promise<void>
}

async function readerOf({ kind, bytes, files: [path] }: DiskImage): Promise<PieceReader> {
  const length = bytes.length
  if (kind !== 'raw' || path === undefined) {
    return {
      length,
      fill: async (piece, start) => piece.set(bytes.read(start, start + piece.length)),
      close: async () => undefined,
    }
  }
  const file = await open(path, 'r')
  const fill = async (piece: Buffer, start: number) => {
    if ((await readAll(file, piece, start)) === piece.length) return
    throw new BootbankError('UNREADABLE', `${basename(path)} became shorter while it was read. Try again.`)
  }
  return { length, fill, close: () => file.close() }
}

/** Reading through the opened disk looks whether another program has changed it meanwhile. Throws UNREADABLE. */
function refuseChanged({ bytes }: DiskImage): void {
  bytes.read(0, Math.min(bytes.length, LOOKED_AT))
}

/** So much is read anew, and not out of what was read before. */
const LOOKED_AT = 512 * 1024

const ZEROS = Buffer.alloc(PIECE)

function isZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0
}
