// The rows of a content of any size, one after the other: lines, and of a line that is long its parts.
import type { Bytes } from '../../codecs/bytes'

/** Bytes of a row at most; a line that is longer has several. */
export const rowBytes = 1024

/** Bytes that are read at once. */
const pieceBytes = 256 * 1024

/** Where a row begins. */
export interface RowStart {
  /** Number of the row, from 0. */
  readonly row: number
  /** Bytes of the content before it. */
  readonly start: number
  /** Number of its line, from 1. */
  readonly line: number
  /** Which part of its line, from 0. */
  readonly part: number
  /** Bytes of the content before its line. */
  readonly lineStart: number
}

export const firstRow: RowStart = { row: 0, start: 0, line: 1, part: 0, lineStart: 0 }

/** Stands at a row. What it says of it changes when it moves on: no object is made for each of millions of rows. */
export class RowCursor implements RowStart {
  row: number
  start: number
  line: number
  part: number
  lineStart: number
  /** Where the text of the row ends, in bytes: before the line's end. */
  end = 0
  /** Where the next row begins. */
  next = 0
  #endsLine = false
  #piece: Buffer = Buffer.alloc(0)
  #pieceStart = 0
  /** The next line end in the piece; beyond it for none. */
  #newline = -1

  /** `isUtf8`: no row ends within a character. `at` is a start that a cursor over the same content has told, and before its end. */
  constructor(
    private readonly content: Bytes,
    private readonly isUtf8: boolean,
    at: RowStart = firstRow,
  ) {
    ;[this.row, this.start, this.line, this.part, this.lineStart] = [at.row, at.start, at.line, at.part, at.lineStart]
    this.#look()
  }

  /** To the next row; false where there is none, and then it stays. */
  move(): boolean {
    if (this.next >= this.content.length) return false
    this.row += 1
    this.start = this.next
    if (this.#endsLine) {
      this.line += 1
      this.part = 0
      this.lineStart = this.start
    } else this.part += 1
    this.#look()
    return true
  }

  /** Finds the end of the row that begins at `start`. */
  #look(): void {
    const { start, content } = this
    const wanted = Math.min(start + rowBytes + 2, content.length)
    if (start < this.#pieceStart || wanted > this.#pieceStart + this.#piece.length) {
      const { buffer, byteOffset, length } = content.read(start, Math.min(start + pieceBytes, content.length))
      this.#piece = Buffer.from(buffer, byteOffset, length)
      this.#pieceStart = start
      this.#newline = -1
    }
    const from = start - this.#pieceStart
    // Looked for once for all parts of a long line.
    if (this.#newline < from) {
      const found = this.#piece.indexOf(10, from)
      this.#newline = found < 0 ? Number.POSITIVE_INFINITY : found
    }
    const length = this.#newline - from
    if (length <= rowBytes) {
      this.#endsLine = true
      this.next = start + length + 1
      this.end = start + (length > 0 && this.#piece[this.#newline - 1] === 13 ? length - 1 : length)
    } else {
      this.#endsLine = false
      this.next = start + rowBytes >= content.length ? content.length : start + this.#cut(from + rowBytes) - from
      this.end = this.next
    }
  }

  /** A place at or before another one, at which a character begins. */
  #cut(at: number): number {
    if (!this.isUtf8) return at
    for (let back = 0; back < 4; back++) if (((this.#piece[at - back] ?? 0) & 0xc0) !== 0x80) return at - back
    return at
  }
}
