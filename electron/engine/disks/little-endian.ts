// Numbers of disk structures: little endian, of 1, 2, 4 and 8 bytes. The trap: 8 bytes hold more than a number can, and a lying
// table says so on purpose; what is beyond 2^53 becomes Infinity, which no bound lets through.

/** A view of a structure's bytes. */
export class Fields {
  readonly #view: DataView

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  u8(at: number): number {
    return this.#view.getUint8(at)
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true)
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true)
  }

  u64(at: number): number {
    const value = this.#view.getBigUint64(at, true)
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Number.POSITIVE_INFINITY
  }

  /** Bytes as Latin-1 text, whatever they are. */
  text(start: number, end: number): string {
    return Buffer.from(this.bytes.subarray(start, end)).toString('latin1')
  }
}

/** Whether a number is 1, 2, 4, 8 and so on. */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && Number.isInteger(Math.log2(value))
}
