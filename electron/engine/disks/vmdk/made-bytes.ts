// Runs of zeros, and disks that are put together when they are read: both as Bytes, neither in memory.
import type { Bytes } from '../../codecs/bytes'

/** Bytes handed out at once. */
const PIECE = 1024 * 1024

/** Bytes that a function gives for any range. */
export class MadeBytes implements Bytes {
  readonly isHeld = false

  constructor(
    private readonly load: (start: number, end: number) => Uint8Array,
    readonly length: number,
    private readonly from = 0,
  ) {}

  read(start: number, end: number): Uint8Array {
    this.#check(start, end)
    return this.load(this.from + start, this.from + end)
  }

  slice(start: number, end = this.length): Bytes {
    this.#check(start, end)
    return new MadeBytes(this.load, end - start, this.from + start)
  }

  *chunks(): Iterable<Uint8Array> {
    for (let at = 0; at < this.length; at += PIECE) yield this.read(at, Math.min(at + PIECE, this.length))
  }

  #check(start: number, end: number): void {
    if (!(start >= 0 && start <= end && end <= this.length)) {
      throw new RangeError(`bytes ${start} to ${end} of ${this.length}`)
    }
  }
}

/** So many zero bytes, made when they are read. */
export function zeros(length: number): Bytes {
  return new MadeBytes((start, end) => new Uint8Array(end - start), length)
}
