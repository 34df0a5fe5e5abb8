// A copy of a disk with some ranges changed: written beside its name, with holes where the disk has zeros, synced, read back against the disk
// and the ranges, proven, renamed. The opened disk is only read. Pieces are read and written in this thread, which keeps them in the processor's
// cache; other threads let the disk write and read back meanwhile what they are done with (CopyProof). More writers than one would wait for each
// other: a file system lets one at a time into a file.
import { writeSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { breathe, throwIfCancelled } from '../../codecs/context'
import { type DiskOptions, syncFolder } from '../../restore/disk-file'
import { removeQuietly, removeStale, temporaryBeside } from '../../restore/temporary'
import { writeError } from '../../restore/write-error'
import { refuseOddTarget } from '../../restore/write-file'
import type { DiskImage } from '../disk-image'
import { CopyProof } from './copy-proof'
import { PIECE, readerOf } from './disk-reader'
import { PatchedDisk } from './patched-disk'
import type { PatchRange } from './patches'
import { inParts, spansOf } from './spans'

/** Bytes of the disk after which the proof gets its turn. */
const TURN = 4 * PIECE

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
  const temporary = temporaryBeside(path)
  try {
    throwIfCancelled(options.signal)
    await refuseOddTarget(path)
    await removeStale(path)
    const reader = readerOf(disk)
    try {
      await writeProven(new PatchedDisk(reader, ranges), temporary, basename(path), options)
    } finally {
      reader.close()
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

async function writeProven(source: PatchedDisk, path: string, label: string, options: DiskOptions): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.truncate(source.length)
    const proof = await CopyProof.of(source, file, path, label, options)
    try {
      await writePieces(source, file, proof, label, options)
      await proof.finish()
    } finally {
      await proof.close()
    }
  } finally {
    await file.close()
  }
}

/** Writes what is not zero. */
async function writePieces(
  source: PatchedDisk,
  file: FileHandle,
  proof: CopyProof,
  label: string,
  { signal, onProgress }: DiskOptions,
): Promise<void> {
  const [buffer = Buffer.alloc(0)] = source.buffers(1)
  // Holes and data come in runs: after zeros more zeros are likely.
  let isHole = false
  for (const part of inParts({ start: 0, end: source.length }, PIECE)) {
    throwIfCancelled(signal)
    const piece = source.read(part, buffer, isHole)
    const spans = spansOf(piece, part.start)
    isHole = spans.length === 0
    for (const span of spans) {
      writeAll(file.fd, piece.subarray(span.start - part.start, span.end - part.start), span.start)
      proof.add(span)
    }
    onProgress?.(`Copying to ${label}`, part.start, source.length)
    // Among data this lets the proof compare what it has read meanwhile.
    if (!isHole && part.end % TURN === 0) await setImmediate()
    else await breathe()
  }
}

function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done)
}

/** Reading through the opened disk looks whether another program has changed it meanwhile. Throws UNREADABLE. */
function refuseChanged({ bytes }: DiskImage): void {
  bytes.read(0, Math.min(bytes.length, LOOKED_AT))
}

/** So much is read again, and not out of what was read before. */
const LOOKED_AT = 512 * 1024
