// A copy of a disk with some ranges changed: written beside its name, with holes where the disk has zeros, synced, read back whole against the
// disk and the ranges, proven, renamed. The opened disk is only read. The trap: a copy that is almost right boots almost; so every byte is
// compared, not only those that changed.
import { type FileHandle, open, rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import type { Bytes } from '../../codecs/bytes'
import { breathe, throwIfCancelled } from '../../codecs/context'
import { type DiskOptions, syncFolder } from '../../restore/disk-file'
import { removeQuietly, removeStale, temporaryBeside } from '../../restore/temporary'
import { writeError } from '../../restore/write-error'
import { refuseOddTarget } from '../../restore/write-file'
import type { PatchRange } from './patches'

const PIECE = 1024 * 1024
/** Zeros of this many bytes are left out of the file: a block of most file systems. */
const BLOCK = 64 * 1024

/**
 * Writes the copy whole or not at all; `check` is given the path of what was written, before it has its name. Throws CANCELLED, WRITE_FAILED,
 * IS_DIRECTORY, VERIFY_FAILED, or what `check` throws; then the target is as before.
 */
export async function writeCopy(
  disk: Bytes,
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
    await write(disk, ranges, temporary, label, options)
    await compare(disk, ranges, temporary, label, options)
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
  disk: Bytes,
  ranges: readonly PatchRange[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.truncate(disk.length)
    // One piece is written while the next one is read.
    let writing: Promise<void> = Promise.resolve()
    for (let at = 0; at < disk.length; at += PIECE) {
      throwIfCancelled(signal)
      const piece = patched(disk, ranges, at, Math.min(at + PIECE, disk.length))
      await writing
      writing = isZero(piece) ? Promise.resolve() : writeBlocks(file, piece, at)
      writing.catch(() => undefined)
      onProgress?.(`Copying to ${label}`, at, disk.length)
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
  disk: Bytes,
  ranges: readonly PatchRange[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafeSlow(PIECE)
    for (let at = 0; at < disk.length; at += PIECE) {
      throwIfCancelled(signal)
      const wanted = patched(disk, ranges, at, Math.min(at + PIECE, disk.length))
      let read = 0
      while (read < wanted.length) {
        const { bytesRead } = await file.read(buffer, read, wanted.length - read, at + read)
        if (bytesRead === 0) break
        read += bytesRead
      }
      if (Buffer.compare(buffer.subarray(0, read), wanted) !== 0)
        throw differs(label, at + firstDifference(buffer, wanted))
      onProgress?.(`Reading back ${label}`, at, disk.length)
    }
    const { size } = await file.stat()
    if (size !== disk.length) throw differs(label, Math.min(size, disk.length))
  } finally {
    await file.close()
  }
}

/** The bytes of [start, end) as they are to be. */
function patched(disk: Bytes, ranges: readonly PatchRange[], start: number, end: number): Uint8Array {
  const bytes = disk.read(start, end)
  const inside = ranges.filter(({ offset, after }) => offset < end && offset + after.length > start)
  if (inside.length === 0) return bytes
  const copy = Buffer.from(bytes)
  for (const { offset, after } of inside) {
    const from = Math.max(offset, start)
    const to = Math.min(offset + after.length, end)
    copy.set(after.subarray(from - offset, to - offset), from - start)
  }
  return copy
}

const ZEROS = Buffer.alloc(PIECE)

function isZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0
}

function differs(label: string, offset: number): BootbankError {
  return new BootbankError(
    'VERIFY_FAILED',
    `${label}: what was read back from the disk differs from what was written, at byte ${offset}. Nothing was kept; try another disk.`,
    { path: label, offset },
  )
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  return Math.max(
    0,
    b.findIndex((byte, index) => byte !== a[index]),
  )
}
