// A disk piece by piece, into memory that is used again: new memory for each piece of 8 GB would cost more than reading it. Where holes are expected
// it is read past the system's cache (O_DIRECT), which costs next to nothing in a hole: Node cannot ask where the holes are, and a hole read
// through the cache fills it with zeros. Where data is expected the cache is better: it may hold the data, and reads ahead. The trap: reads past
// the cache have to be aligned in the file and in memory, and not every file system can do them; what one does not answer is read as any file is.
import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { BootbankError } from '../../../../shared/model/errors'
import type { DiskImage } from '../disk-image'

/** Bytes that this thread reads and writes at once: few enough for the processor's own cache, and for the system to write them to memory in use already. */
export const PIECE = 256 * 1024
/** What any device and page is aligned to. */
const ALIGNMENT = 4096
/** Memory is given out at multiples of this. */
const STEP = 16

export interface DiskReader {
  /** Bytes of the disk. */
  readonly length: number
  /** Memory for so many pieces: `fill` takes parts of a piece that begin where it begins. */
  buffers(count: number): readonly Buffer[]
  /**
   * Fills a part from a byte of the disk; `hole` says that zeros are likely, which changes how it is read but not what. Throws UNREADABLE where the
   * file has become shorter, or the system's error.
   */
  fill(part: Buffer, start: number, hole: boolean): void
  /** As `fill`, for any memory, by another thread where the system has the bytes. */
  fillLater(part: Buffer, start: number): Promise<void>
  close(): void
}

/** Reads a disk: one that is a plain file from the file, any other through its own bytes. Throws the system's error. */
export function readerOf({ bytes, plainFile }: DiskImage): DiskReader {
  if (plainFile !== null) return new FileReader(plainFile, bytes.length)
  const fill = (part: Buffer, start: number) => part.set(bytes.read(start, start + part.length))
  return {
    length: bytes.length,
    buffers: count => Array.from({ length: count }, () => Buffer.allocUnsafeSlow(PIECE)),
    fill,
    fillLater: async (part, start) => fill(part, start),
    close: () => undefined,
  }
}

const readLater = promisify(read)

class FileReader implements DiskReader {
  readonly #file: number
  /** The file opened for reads past the cache; null where it has no holes, or the system cannot. */
  #direct: number | null

  constructor(
    private readonly path: string,
    readonly length: number,
  ) {
    this.#file = openSync(path, 'r')
    const { blocks, size } = fstatSync(this.#file)
    this.#direct = blocks * 512 < size ? openDirect(path) : null
  }

  buffers(count: number): readonly Buffer[] {
    const memory = Buffer.allocUnsafeSlow(count * PIECE + ALIGNMENT)
    const shift = this.#shiftOf(memory)
    return Array.from({ length: count }, (_, index) =>
      memory.subarray(shift + index * PIECE, shift + (index + 1) * PIECE),
    )
  }

  fill(part: Buffer, start: number, hole: boolean): void {
    for (let done = hole ? this.#fillDirect(part, start) : 0; done < part.length; )
      done += this.#found(readSync(this.#file, part, done, part.length - done, start + done))
  }

  async fillLater(part: Buffer, start: number): Promise<void> {
    for (let done = 0; done < part.length; ) {
      const { bytesRead } = await readLater(this.#file, part, done, part.length - done, start + done)
      done += this.#found(bytesRead)
    }
  }

  close(): void {
    this.#closeDirect()
    closeSync(this.#file)
  }

  #found(bytes: number): number {
    if (bytes > 0) return bytes
    throw new BootbankError('UNREADABLE', `${basename(this.path)} became shorter while it was read. Try again.`)
  }

  /** Where in the memory what is aligned begins. Node tells no addresses: a read of the beginning of the disk, which is not a hole, finds out. */
  #shiftOf(memory: Buffer): number {
    // First the beginning of a page, then what the allocator of glibc leaves before the next one.
    for (let before = 0; this.#direct !== null && before < ALIGNMENT; before += STEP) {
      const shift = (ALIGNMENT - before) % ALIGNMENT
      if (readDirect(this.#direct, memory, shift, ALIGNMENT, 0) !== null) return shift
    }
    this.#closeDirect()
    return 0
  }

  /** Gives how many bytes it filled, from the front. */
  #fillDirect(part: Buffer, start: number): number {
    if (this.#direct === null || start % ALIGNMENT !== 0) return 0
    // A disk may end within a page: as much is asked for as whole pages have, for which a piece has room.
    const asked = Math.ceil(part.length / ALIGNMENT) * ALIGNMENT
    const read = readDirect(this.#direct, Buffer.from(part.buffer, part.byteOffset, asked), 0, asked, start)
    if (read === null) this.#closeDirect()
    return Math.min(read ?? 0, part.length)
  }

  #closeDirect(): void {
    if (this.#direct !== null) closeSync(this.#direct)
    this.#direct = null
  }
}

/** Null where the system or the file system cannot. */
function openDirect(path: string): number | null {
  const flag: number | undefined = constants.O_DIRECT
  if (flag === undefined) return null
  try {
    return openSync(path, constants.O_RDONLY | flag)
  } catch {
    return null
  }
}

/** Null for a read that was refused; the same bytes are then read as those of any file, which tells what is wrong with them. */
function readDirect(file: number, buffer: Buffer, at: number, length: number, start: number): number | null {
  try {
    return readSync(file, buffer, at, length, start)
  } catch {
    return null
  }
}
