// One new file: bytes onto the disk in pieces, synced, and read back from it. The trap: what is read back may come from the
// system's cache; the sync before it is what makes the disk report its errors.
import { open } from 'node:fs/promises'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, inPieces } from '../codecs/bytes'
import { type OnProgress, throwIfCancelled } from '../codecs/context'

export interface DiskOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

const PIECE = 1024 * 1024

/** Makes the file (mode 0600: a backup holds secrets) and syncs it. Throws the system's error, EEXIST when something is there, or CANCELLED. */
export async function writeNewFile(path: string, bytes: Bytes, label: string, options: DiskOptions): Promise<void> {
  throwIfCancelled(options.signal)
  const file = await open(path, 'wx', 0o600)
  try {
    let done = 0
    for (const piece of inPieces(bytes, PIECE)) {
      throwIfCancelled(options.signal)
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await file.write(piece, at, piece.length - at)
        at += bytesWritten
      }
      done += piece.length
      options.onProgress?.(`Writing ${label}`, done, bytes.length)
    }
    throwIfCancelled(options.signal)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Reads the whole file again and compares it with what was to be written. What it returns stands for the bytes on the disk: `expected`
 * itself, since they are equal and need not be held twice. Throws VERIFY_FAILED naming the first byte that differs.
 */
export async function readBack(path: string, expected: Bytes, label: string, options: DiskOptions): Promise<Bytes> {
  const file = await open(path, 'r')
  try {
    let done = 0
    for (;;) {
      throwIfCancelled(options.signal)
      const room = Math.min(PIECE, expected.length - done + 1) // one more than expected, to see a file that is too long
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(room), 0, room, done)
      if (bytesRead === 0) break
      const piece = buffer.subarray(0, bytesRead)
      const wanted = expected.read(Math.min(done, expected.length), Math.min(done + bytesRead, expected.length))
      if (Buffer.compare(piece, wanted) !== 0) throw differs(label, done + firstDifference(piece, wanted))
      done += bytesRead
      options.onProgress?.(`Reading back ${label}`, done, expected.length)
    }
    if (done !== expected.length) throw differs(label, done)
  } finally {
    await file.close()
  }
  return expected
}

/**
 * Makes a rename in the folder last through a power cut. Windows and some network file systems cannot; there it does nothing. Never fails:
 * the file was synced before, and by now it has its name.
 */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close().catch(() => undefined)
}

/** The refusal of what was read back, with the byte that differs. */
export function differs(label: string, offset: number): BootbankError {
  return new BootbankError(
    'VERIFY_FAILED',
    `${label}: what was read back from the disk differs from what was written, at byte ${offset}. Nothing was kept; try another disk.`,
    { path: label, offset },
  )
}

/** The first byte of `a` that is another one in `b`; the length of `a` where there is none. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index])
  return at < 0 ? a.length : at
}
