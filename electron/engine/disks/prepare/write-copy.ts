// A copy of a disk with some ranges changed: written beside its name, with holes where the disk has zeros, synced, read back against the disk
// and the ranges, proven, renamed. The opened disk is only read. Pieces are read and written in this thread: the system reads ahead and writes
// later by itself, and handing each piece to another thread costs more than that saves. The trap: a copy that is almost right boots almost; so all that was written
// is compared, not only what changed, and the rest must be holes.
import { writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { breathe, throwIfCancelled } from '../../codecs/context'
import { type DiskOptions, differs, firstDifference, syncFolder } from '../../restore/disk-file'
import { removeQuietly, removeStale, temporaryBeside } from '../../restore/temporary'
import { writeError } from '../../restore/write-error'
import { refuseOddTarget } from '../../restore/write-file'
import type { DiskImage } from '../disk-image'
import { type DiskReader, PIECE, readAll, readerOf } from './disk-reader'
import type { PatchRange } from './patches'

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
    const source = readerOf(disk)
    try {
      const written = await write(source, ranges, temporary, label, options)
      await compare(source, ranges, written, temporary, label, options)
    } finally {
      source.close()
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

/** Bytes of the copy from `start` to `end`. */
interface Span {
  readonly start: number
  readonly end: number
}

/** Writes what is not zero; gives where that was, in its order. */
async function write(
  source: DiskReader,
  ranges: readonly PatchRange[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<readonly Span[]> {
  const file = await open(path, 'wx', 0o600)
  const written: Span[] = []
  try {
    await file.truncate(source.length)
    const [buffer = Buffer.alloc(0)] = source.buffers(1)
    // Holes and data come in runs: after zeros more zeros are likely.
    let isHole = false
    for (let start = 0; start < source.length; start += PIECE) {
      throwIfCancelled(signal)
      const piece = patched(source, ranges, { start, end: start + PIECE }, buffer, isHole)
      const spans = spansOf(piece, start)
      isHole = spans.length === 0
      for (const span of spans) {
        writeAll(file.fd, piece.subarray(span.start - start, span.end - start), span.start)
        extend(written, span)
      }
      onProgress?.(`Copying to ${label}`, start, source.length)
      await breathe()
    }
    throwIfCancelled(signal)
    await file.sync()
    return written
  } finally {
    await file.close()
  }
}

/** Where the blocks of a piece that begins at `offset` are not zero, neighbours together. */
function spansOf(piece: Uint8Array, offset: number): readonly Span[] {
  const spans: Span[] = []
  if (isZero(piece)) return spans
  for (let at = 0; at < piece.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, piece.length)
    if (!isZero(piece.subarray(at, end))) extend(spans, { start: offset + at, end: offset + end })
  }
  return spans
}

function extend(spans: Span[], { start, end }: Span): void {
  const last = spans.at(-1)
  if (last?.end === start) spans[spans.length - 1] = { start: last.start, end }
  else spans.push({ start, end })
}

function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done)
}

/**
 * Reads the copy again, against the disk and the ranges. Where the disk was zero nothing was written: if the file system has no blocks there, it
 * is not read. Throws VERIFY_FAILED with the first byte that is not as it should be.
 */
async function compare(
  source: DiskReader,
  ranges: readonly PatchRange[],
  written: readonly Span[],
  path: string,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size, blocks } = await file.stat()
    if (size !== source.length) throw differs(label, Math.min(size, source.length))
    const spans = hasHoles(written, blocks) ? written : [{ start: 0, end: source.length }]
    const total = bytesOf(spans)
    const [expected = Buffer.alloc(0)] = source.buffers(1)
    const found = Buffer.allocUnsafeSlow(PIECE)
    let done = 0
    for (const piece of spans.flatMap(piecesOf)) {
      throwIfCancelled(signal)
      const length = piece.end - piece.start
      const wanted = patched(source, ranges, piece, expected, false)
      const read = readAll(file.fd, found.subarray(0, length), piece.start)
      if (Buffer.compare(found.subarray(0, read), wanted) !== 0)
        throw differs(label, piece.start + firstDifference(found.subarray(0, read), wanted))
      done += length
      onProgress?.(`Reading back ${label}`, done, total)
      await breathe()
    }
  } finally {
    await file.close()
  }
}

/** Whether the file system has given the copy no more than what was written, except for its own tables. It counts in 512 bytes. */
function hasHoles(written: readonly Span[], blocks: number): boolean {
  return blocks * 512 <= bytesOf(written) + BLOCK + written.length * 32
}

function bytesOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

function piecesOf({ start, end }: Span): readonly Span[] {
  return Array.from({ length: Math.ceil((end - start) / PIECE) }, (_, index) => ({
    start: start + index * PIECE,
    end: Math.min(start + (index + 1) * PIECE, end),
  }))
}

/** A part of the disk as it is to be, at most a piece, in the buffer. */
function patched(source: DiskReader, ranges: readonly PatchRange[], part: Span, buffer: Buffer, hole: boolean): Buffer {
  const { start } = part
  const end = Math.min(part.end, source.length)
  const piece = buffer.subarray(0, end - start)
  source.fill(piece, start, hole)
  for (const { offset, after } of ranges) {
    if (offset >= end || offset + after.length <= start) continue
    const from = Math.max(offset, start)
    const to = Math.min(offset + after.length, end)
    piece.set(after.subarray(from - offset, to - offset), from - start)
  }
  return piece
}

/** Reading through the opened disk looks whether another program has changed it meanwhile. Throws UNREADABLE. */
function refuseChanged({ bytes }: DiskImage): void {
  bytes.read(0, Math.min(bytes.length, LOOKED_AT))
}

/** So much is read again, and not out of what was read before. */
const LOOKED_AT = 512 * 1024

const ZEROS = Buffer.alloc(PIECE)

function isZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0
}
