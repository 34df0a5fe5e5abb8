// Text beyond the size that an editor takes: shown row by row. A row is a line, or a part of a line that is long.
import type { TextEncoding } from '../model/preview'

export interface LongTextRow {
  /** Number of the line, from 1. */
  readonly line: number
  /** Which part of its line, from 0. */
  readonly part: number
  /** The byte of its line that it begins with, from 1: parts are not all of one length, since none ends within a character. */
  readonly byte: number
  /** Without the line's end; secrets are bullets. */
  readonly text: string
}

export interface LongTextLength {
  readonly rows: number
  readonly lines: number
}

export interface LongTextRows {
  /** The first one is that which was asked for; none beyond the end. */
  readonly rows: readonly LongTextRow[]
  /** Null while the file has not been read to its end. */
  readonly total: LongTextLength | null
}

export interface LongTextView extends LongTextRows {
  /** Bytes. */
  readonly size: number
  readonly encoding: TextEncoding
  /** Bytes up to which text is edited. */
  readonly limit: number
}

/** A place at which something was found. */
export interface LongTextHit {
  /** From 0. */
  readonly row: number
  /** From 1. */
  readonly line: number
}

/** Rows that can be asked for at once. */
export const mostLongTextRows = 400
