// Stretches of a disk: those that are written, those between them, and the parts that they are read in.
import { PIECE } from './disk-reader'

/** Zeros of this many bytes are left out of the copy: a block of most file systems. */
export const BLOCK = 64 * 1024

/** Bytes of the disk from `start` to `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where the blocks of a piece that begins at `offset` are not zero, neighbours together. */
export function spansOf(piece: Uint8Array, offset: number): readonly Span[] {
  const spans: Span[] = []
  if (isZero(piece)) return spans
  for (let at = 0; at < piece.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, piece.length)
    if (!isZero(piece.subarray(at, end))) extend(spans, { start: offset + at, end: offset + end })
  }
  return spans
}

/** Adds a span that comes after all that are there. */
export function extend(spans: Span[], { start, end }: Span): void {
  const last = spans.at(-1)
  if (last?.end === start) spans[spans.length - 1] = { start: last.start, end }
  else spans.push({ start, end })
}

/** What is not in the spans, which are in order, of a disk of so many bytes. */
export function between(spans: readonly Span[], length: number): readonly Span[] {
  const starts = [0, ...spans.map(({ end }) => end)]
  return starts
    .map((start, index) => ({ start, end: spans[index]?.start ?? length }))
    .filter(({ start, end }) => start < end)
}

/** Bytes of all of them. */
export function bytesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** In parts of so many bytes at most. */
export function inParts({ start, end }: Span, most: number): readonly Span[] {
  return Array.from({ length: Math.ceil((end - start) / most) }, (_, index) => ({
    start: start + index * most,
    end: Math.min(start + (index + 1) * most, end),
  }))
}

const ZEROS = Buffer.alloc(PIECE)

function isZero(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0
}
