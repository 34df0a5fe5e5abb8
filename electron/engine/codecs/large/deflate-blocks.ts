// Where the blocks of a deflate stream (RFC 1951) begin, in bits of the stream and in bytes of the content: found by walking
// the Huffman codes without producing the content. A save copies the blocks that no edit touches, as they were compressed.
import { BootbankError } from '../../../../shared/model/errors'
import type { Bytes } from '../bytes'

/** A place between two blocks. */
export interface BlockBorder {
  /** Bits from the start of the stream. */
  readonly bit: number
  /** Bytes of content before it. */
  readonly offset: number
}

const MAX_BITS = 15
const WINDOW = 1024 * 1024
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/**
 * A decoding table: indexed by the next `bits` bits, each cell is `value << 4 | code length`.
 * For literals and lengths, the value of a literal is 1 (its content length), of a length code its symbol + 256.
 */
interface Table {
  readonly cells: Uint32Array
  readonly bits: number
}

/** Walks a deflate stream from its start, one block at a time, forward only. */
export class BlockWalker {
  /** The part of the stream in hand; #bit and the limits of the inner loops count from its start. */
  #window: Uint8Array = new Uint8Array(0)
  #windowStart = 0
  #bit = 0
  #offset = 0
  #last = false

  /** `stream` begins at the first block; bytes after the last block are not looked at. */
  constructor(private readonly stream: Bytes) {}

  /** The border in front of the block that comes next. */
  get border(): BlockBorder {
    return { bit: this.#windowStart * 8 + this.#bit, offset: this.#offset }
  }

  /** True when the block that comes next does not exist: the final one has been walked. */
  get done(): boolean {
    return this.#last
  }

  /** Walks one block. Throws GZIP_DATA when the stream is malformed. */
  next(): void {
    const { bit, offset } = this.border
    for (let size = WINDOW; ; size *= 2) {
      this.#show(bit, size)
      this.#offset = offset
      try {
        this.#block()
        return
      } catch (error) {
        // A block that seems to run off the window may be whole in a larger one.
        const isAll = this.#windowStart + this.#window.length === this.stream.length
        if (!(error instanceof BootbankError) || isAll) throw error
      }
    }
  }

  /** Puts the walker at a bit of the stream, with a good part of `size` bytes in hand: a window serves many blocks. */
  #show(bit: number, size: number): void {
    const byte = Math.floor(bit / 8)
    const needed = Math.min(byte + size / 4, this.stream.length)
    if (byte < this.#windowStart || needed > this.#windowStart + this.#window.length) {
      this.#window = this.stream.read(byte, Math.min(byte + size, this.stream.length))
      this.#windowStart = byte
    }
    this.#bit = bit - this.#windowStart * 8
  }

  #block(): void {
    const header = this.#bits(3)
    this.#last = (header & 1) === 1
    const kind = header >> 1
    if (kind === 0) this.#stored()
    else if (kind === 1) this.#codes(fixedLiterals(), fixedDistances())
    else if (kind === 2) this.#dynamic()
    else throw malformed(this.#bit)
  }

  #stored(): void {
    this.#bit = Math.ceil(this.#bit / 8) * 8
    const length = this.#bits(16)
    if ((length ^ 0xffff) !== this.#bits(16)) throw malformed(this.#bit)
    this.#bit += length * 8
    this.#offset += length
    if (this.#bit > this.#window.length * 8) throw malformed(this.#bit)
  }

  #dynamic(): void {
    const literals = this.#bits(5) + 257
    const distances = this.#bits(5) + 1
    const codes = this.#bits(4) + 4
    const codeLengths = new Uint8Array(19)
    for (let index = 0; index < codes; index++) codeLengths[CODE_ORDER[index]!] = this.#bits(3)
    const table = tableOf(codeLengths, symbol => symbol)
    const lengths = new Uint8Array(literals + distances)
    for (let at = 0; at < lengths.length; ) {
      const symbol = this.#symbol(table)
      if (symbol < 16) {
        lengths[at++] = symbol
        continue
      }
      const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0
      const times = symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7)
      if (at + times > lengths.length) throw malformed(this.#bit)
      lengths.fill(value, at, at + times)
      at += times
    }
    this.#codes(
      tableOf(lengths.subarray(0, literals), literalValue),
      tableOf(lengths.subarray(literals), symbol => symbol),
    )
  }

  /** The inner loop: all symbols of a block up to its end code. Bits are held in a 32-bit window refilled bytewise. */
  #codes(literals: Table, distances: Table): void {
    const stream = this.#window
    const literalCells = literals.cells
    const literalMask = (1 << literals.bits) - 1
    const distanceCells = distances.cells
    const distanceMask = (1 << distances.bits) - 1
    let at = Math.floor(this.#bit / 8)
    // Bytes beyond the end read as zeros, which may be a code: a few are needed to hold the last one, more are a runaway.
    const end = stream.length + 4
    let held = 0
    let count = 0
    const skip = this.#bit % 8
    if (skip > 0) {
      held = (stream[at++] ?? 0) >>> skip
      count = 8 - skip
    }
    let offset = 0
    for (;;) {
      while (count < 24) {
        if (at > end) throw malformed(at * 8)
        held |= (stream[at++] ?? 0) << count
        count += 8
      }
      let cell = literalCells[held & literalMask]!
      let length = cell & 15
      if (length === 0) throw malformed(at * 8)
      held >>>= length
      count -= length
      const value = cell >>> 4
      if (value === 1) {
        offset++
        continue
      }
      if (value === 2) break
      const code = value - 257 - 256
      const extra = LENGTH_EXTRA[code]
      if (extra === undefined) throw malformed(at * 8)
      offset += LENGTH_BASE[code]! + (held & ((1 << extra) - 1))
      held >>>= extra
      count -= extra
      while (count < 24) {
        if (at > end) throw malformed(at * 8)
        held |= (stream[at++] ?? 0) << count
        count += 8
      }
      cell = distanceCells[held & distanceMask]!
      length = cell & 15
      const distanceExtra = DISTANCE_EXTRA[cell >>> 4]
      if (length === 0 || distanceExtra === undefined) throw malformed(at * 8)
      count -= length + distanceExtra
      // up to 15 + 13 bits at once: 24 held bits may not be enough, the missing ones lie in the next byte
      if (count < 0) {
        held = (stream[at++] ?? 0) >>> -count
        count += 8
      } else held = (held >>> length) >>> distanceExtra
    }
    this.#offset += offset
    this.#bit = at * 8 - count
    if (this.#bit > stream.length * 8) throw malformed(this.#bit)
  }

  #bits(count: number): number {
    let value = 0
    for (let index = 0; index < count; index++) {
      const byte = this.#window[Math.floor(this.#bit / 8)]
      if (byte === undefined) throw malformed(this.#bit)
      value |= ((byte >>> (this.#bit % 8)) & 1) << index
      this.#bit++
    }
    return value
  }

  #symbol(table: Table): number {
    const start = this.#bit
    let index = 0
    for (let length = 1; length <= table.bits; length++) {
      index |= this.#bits(1) << (length - 1)
      // a short index is only right for its own code once enough bits are there
      const cell = table.cells[index]!
      if ((cell & 15) === length) return cell >>> 4
    }
    throw malformed(start)
  }
}

/** 1 for a literal, 2 for the end of the block, symbol + 256 for a length. */
function literalValue(symbol: number): number {
  return symbol < 256 ? 1 : symbol === 256 ? 2 : symbol + 256
}

function tableOf(lengths: Uint8Array, valueFor: (symbol: number) => number): Table {
  const counts = new Uint16Array(MAX_BITS + 1)
  let bits = 1
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length > bits) bits = length
    if (length > 0) counts[length]!++
  }
  const next = new Uint16Array(MAX_BITS + 1)
  for (let length = 1, code = 0; length <= bits; length++) {
    code = (code + counts[length - 1]!) << 1
    next[length] = code
  }
  const cells = new Uint32Array(1 << bits)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    const code = next[length]!++
    if (code >= 1 << length) throw malformed(0)
    let reversed = 0
    for (let bit = 0; bit < length; bit++) reversed |= ((code >>> bit) & 1) << (length - 1 - bit)
    const cell = (valueFor(symbol) << 4) | length
    for (let index = reversed; index < cells.length; index += 1 << length) cells[index] = cell
  }
  return { cells, bits }
}

let literalsOfFixed: Table | null = null
let distancesOfFixed: Table | null = null

function fixedLiterals(): Table {
  if (!literalsOfFixed) {
    const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288)
    literalsOfFixed = tableOf(lengths, literalValue)
  }
  return literalsOfFixed
}

function fixedDistances(): Table {
  distancesOfFixed ??= tableOf(new Uint8Array(30).fill(5), symbol => symbol)
  return distancesOfFixed
}

function malformed(bit: number): BootbankError {
  const offset = Math.floor(bit / 8)
  return new BootbankError('GZIP_DATA', `The deflate stream is malformed near byte ${offset}.`, { offset })
}
