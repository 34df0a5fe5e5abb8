// Where the rows of a content of any size begin: every thousandth is kept, the rest is found from there, so that whatever is asked for reads
// a megabyte at most.
import type { Bytes } from '../../codecs/bytes'
import type { LongTextLength } from '../../../../shared/viewers/long-text'
import { firstRow, RowCursor, type RowStart } from './row-cursor'

/** Rows between two that are kept. */
const stride = 1024

/** Where each row of one content begins, in bytes. */
export class RowIndex {
  /** Each `stride`th row. */
  readonly #starts: number[] = []
  readonly #lines: number[] = []
  readonly #parts: number[] = []
  readonly #lineStarts: number[] = []
  /** Stands at the last row that was read. */
  readonly #cursor: RowCursor
  #isWhole = false

  constructor(
    readonly content: Bytes,
    readonly isUtf8: boolean,
  ) {
    this.#cursor = new RowCursor(content, isUtf8)
    this.#keep()
  }

  /** Null until it was read to the end. */
  get total(): LongTextLength | null {
    return this.#isWhole ? { rows: this.#cursor.row + 1, lines: this.#cursor.line } : null
  }

  /** Reads on by so many bytes. */
  readOn(bytes: number): void {
    const end = this.#cursor.start + bytes
    this.#readWhile(cursor => cursor.start < end)
  }

  /** A cursor at a row; null beyond the end. */
  atRow(row: number): RowCursor | null {
    this.#readWhile(cursor => cursor.row < row)
    if (row > this.#cursor.row) return null
    const cursor = this.#from(Math.floor(row / stride))
    while (cursor.row < row && cursor.move());
    return cursor
  }

  /** A cursor at the row that holds a byte; at the last one where it is beyond the end. */
  atByte(offset: number): RowCursor {
    this.#readWhile(cursor => cursor.next <= offset)
    const cursor = this.#from(lastUpTo(this.#starts, offset))
    while (cursor.next <= offset && cursor.move());
    return cursor
  }

  /** A cursor at the first row of a line; null where there is no such line. */
  atLine(line: number): RowCursor | null {
    this.#readWhile(cursor => cursor.line < line)
    if (line > this.#cursor.line) return null
    // A mark within the line is not at its beginning.
    const cursor = this.#from(lastUpTo(this.#lines, line - 1))
    while (cursor.line < line && cursor.move());
    return cursor
  }

  #readWhile(wanted: (cursor: RowCursor) => boolean): void {
    const cursor = this.#cursor
    while (!this.#isWhole && wanted(cursor)) {
      if (cursor.move()) this.#keep()
      else this.#isWhole = true
    }
  }

  #keep(): void {
    const { row, start, line, part, lineStart } = this.#cursor
    if (row % stride !== 0) return
    this.#starts.push(start)
    this.#lines.push(line)
    this.#parts.push(part)
    this.#lineStarts.push(lineStart)
  }

  #from(mark: number): RowCursor {
    const at: RowStart = {
      row: mark * stride,
      start: this.#starts[mark] ?? firstRow.start,
      line: this.#lines[mark] ?? firstRow.line,
      part: this.#parts[mark] ?? firstRow.part,
      lineStart: this.#lineStarts[mark] ?? firstRow.lineStart,
    }
    return new RowCursor(this.content, this.isUtf8, at)
  }
}

/** Index of the last of ascending numbers that is not above another one; 0 where all are. */
function lastUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= most) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}
