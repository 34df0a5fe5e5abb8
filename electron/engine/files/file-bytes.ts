// A large file as Bytes without holding it: pieces are read from the disk when they are asked for. The descriptor stays open
// as long as its thread lives (one thread per document, one process per command), so that a file that is removed or replaced
// by another stays readable.
// The trap: a file that is written over in place would change under an open document. Every read looks whether it did.
import { fstatSync, openSync, readSync } from 'node:fs'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'

/** Bytes handed out at once. Smaller than what the decoder gives back, so that the system's allocator keeps the two apart. */
const PIECE = 1024 * 1024
/** Bytes read for the sake of a few: small reads that follow each other cost one. */
const WINDOW = 256 * 1024

/** Opens a regular file. `name` is for messages. Throws the system's error; later reads throw UNREADABLE when the file was changed. */
export function fileBytes(path: string, name: string): Bytes {
  const file = new OpenFile(path, name, null)
  return new FileBytes(file, 0, file.size)
}

/** The same for a device, whose size the system does not tell with the file: `sizeOf` finds it by the descriptor. */
export function deviceBytes(path: string, name: string, sizeOf: (descriptor: number) => number): Bytes {
  const file = new OpenFile(path, name, sizeOf)
  return new FileBytes(file, 0, file.size)
}

class OpenFile {
  readonly size: number
  /** As the system tells it: 0 of a device. */
  readonly #statSize: number
  readonly #descriptor: number
  readonly #changed: number
  #window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array(0) }

  constructor(
    path: string,
    private readonly name: string,
    sizeOf: ((descriptor: number) => number) | null,
  ) {
    this.#descriptor = openSync(path, 'r')
    const { size, mtimeMs } = fstatSync(this.#descriptor)
    this.#statSize = size
    this.size = sizeOf === null ? size : sizeOf(this.#descriptor)
    this.#changed = mtimeMs
  }

  /** A buffer of its own. */
  load(start: number, end: number): Uint8Array {
    const bytes = Buffer.allocUnsafeSlow(end - start)
    for (let at = 0; at < bytes.length; ) {
      const read = this.#system(() => readSync(this.#descriptor, bytes, at, bytes.length - at, start + at))
      if (read === 0) throw this.#wasChanged()
      at += read
    }
    const { size, mtimeMs } = this.#system(() => fstatSync(this.#descriptor))
    if (size !== this.#statSize || mtimeMs !== this.#changed) throw this.#wasChanged()
    return bytes
  }

  /** A view, for small ranges. */
  view(start: number, end: number): Uint8Array {
    const { start: from, bytes } = this.#window
    if (start < from || end > from + bytes.length) {
      const to = Math.min(this.size, start + WINDOW)
      this.#window = { start, bytes: this.load(start, Math.max(end, to)) }
    }
    return this.#window.bytes.subarray(start - this.#window.start, end - this.#window.start)
  }

  #system<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      throw new BootbankError(
        'UNREADABLE',
        `${this.name} cannot be read any more (${code}). Is its disk still there?`,
        {
          layer: this.name,
        },
      )
    }
  }

  #wasChanged(): BootbankError {
    return new BootbankError(
      'UNREADABLE',
      `${this.name} was changed by another program since it was opened. Open it again.`,
      {
        layer: this.name,
      },
    )
  }
}

class FileBytes implements Bytes {
  readonly isHeld = false

  constructor(
    private readonly file: OpenFile,
    private readonly from: number,
    readonly length: number,
  ) {}

  read(start: number, end: number): Uint8Array {
    this.#check(start, end)
    const isSmall = end - start <= WINDOW / 4
    return isSmall
      ? this.file.view(this.from + start, this.from + end)
      : this.file.load(this.from + start, this.from + end)
  }

  slice(start: number, end = this.length): Bytes {
    this.#check(start, end)
    return start === 0 && end === this.length ? this : new FileBytes(this.file, this.from + start, end - start)
  }

  *chunks(): Iterable<Uint8Array> {
    for (let at = 0; at < this.length; at += PIECE) {
      yield this.file.load(this.from + at, this.from + Math.min(at + PIECE, this.length))
    }
  }

  #check(start: number, end: number): void {
    if (!(start >= 0 && start <= end && end <= this.length)) {
      throw new RangeError(`bytes ${start} to ${end} of ${this.length}`)
    }
  }
}
