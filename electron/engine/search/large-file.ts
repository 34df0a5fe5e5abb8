// A file that is too large to be held as one text is read in windows. Each begins at a line, has some of what comes before and after it, and
// tells what begins in its own part: so nothing is lost or told twice at a seam, and a secret that lies across one is seen whole.
// The trap: a match or a secret that is longer than what is read around a window is told as far as it is seen.
import type { ByteEncoding } from '../../../shared/model/preview'
import type { SecretFile } from '../../../shared/secrets/secret'
import type { Bytes, Range } from '../codecs/bytes'
import { decodeText, encodingOfParts } from '../formats/text/encoding'
import { newlinesAmong } from '../formats/text/byte-search'
import { type FoundLine, readPlaces } from './lines'
import type { Matcher } from './matcher'

/** Bytes of a window's own part, and of what is read around it. */
export interface WindowSizes {
  readonly own: number
  readonly around: number
}

export const windowSizes: WindowSizes = { own: 128 * 1024, around: 64 * 1024 }

/** A part of a content as a text. */
export interface TextWindow {
  readonly text: string
  /** Where in the text the window's own part begins and ends. */
  readonly from: number
  readonly until: number
  /** Number of the line that the text begins in, from 1. */
  readonly line: number
  /** Number of the line that the own part begins in. */
  readonly ownLine: number
  /** Number of the line after the last that begins in the own part. */
  readonly endLine: number
  readonly encoding: ByteEncoding
  /** Bytes of the content before the own part. */
  readonly ownOffset: number
  /** Whether the content goes on after the text. */
  readonly isCut: boolean
}

/** The encoding of a content of any size, as `encodingOf` tells it of one that is held in one piece. */
export function encodingOfLarge(content: Bytes, piece = 1024 * 1024): ByteEncoding | null {
  return encodingOfParts({ [Symbol.iterator]: () => partsOf(content, piece)[Symbol.iterator]() })
}

/** Pieces that end between two characters of UTF-8. */
function* partsOf(content: Bytes, size: number): Iterable<Uint8Array> {
  for (let at = 0; at < content.length; ) {
    // What lies in one chunk is a view; a few bytes over its border are a small copy.
    const left = heldAt(content, at)
    const wanted = left < seam ? seam : Math.min(Math.max(size, 4), left)
    const end = atCharacter(content, Math.min(at + wanted, content.length))
    yield content.read(at, end)
    at = end
  }
}

/** Bytes around the border of two chunks. */
const seam = 64

/** Bytes from a place to the end of the chunk that it lies in. */
function heldAt(content: Bytes, at: number): number {
  for (const chunk of content.slice(at).chunks()) return chunk.length
  return 0
}

/**
 * The windows of a content in its encoding (Latin-1 for bytes that are not text). One is asked for by `wanted` before it is decoded; of the others
 * the lines are counted and no more.
 */
export function* textWindows(
  content: Bytes,
  encoding: ByteEncoding,
  wanted: (own: Range, right: number) => boolean,
  { own, around }: WindowSizes = windowSizes,
): Iterable<TextWindow> {
  const isText = encoding === 'utf-8'
  const at = (offset: number) => (isText ? atCharacter(content, offset) : offset)
  const textOf = (start: number, end: number) => decodeText(content.read(start, end), encoding)
  /** Lines are counted up to what is wanted, and no further. */
  let [line, counted] = [1, 0]
  for (let start = 0; start < content.length; ) {
    const end = ownEnd(content, start, at(Math.min(start + Math.max(own, 4), content.length)), around)
    const earliest = at(Math.max(start - around, 0))
    const left = lineStart(content, earliest, Math.min(earliest + around / 2, start))
    const right = at(Math.min(end + around, content.length))
    if (wanted({ start, end }, right)) {
      line += newlinesIn(content, counted, start)
      const nextLine = line + newlinesIn(content, start, end)
      const [before, middle, after] = [textOf(left, start), textOf(start, end), textOf(end, right)]
      yield {
        text: before + middle + after,
        from: before.length,
        until: before.length + middle.length,
        line: line - newlinesIn(content, left, start),
        ownLine: line,
        endLine: nextLine,
        encoding,
        ownOffset: start,
        isCut: right < content.length,
      }
      line = nextLine
      counted = end
    }
    start = end
  }
}

/** What `readPlaces` tells of a content that is held in one piece, of one that is not. */
export function* placesInLarge(windows: Iterable<TextWindow>, matcher: Matcher, file: SecretFile): Iterable<FoundLine> {
  const next = continuing()
  for (const window of windows) {
    const { text, line, isCut } = window
    for (const one of readPlaces(text, matcher, file, { ...next.partOf(window), line, isCut })) {
      next.told(window, one.to)
      yield one
    }
  }
}

/** Matches of a content with their places in bytes. */
export function* rangesInLarge(
  windows: Iterable<TextWindow>,
  matcher: Matcher,
): Iterable<{ readonly offset: number; readonly text: string }> {
  const next = continuing()
  for (const window of windows) {
    const { from, until } = next.partOf(window)
    const encoding = window.encoding === 'utf-8' ? 'utf8' : 'latin1'
    let [at, offset] = [window.from, window.ownOffset]
    for (const [start, end] of matcher(window.text, from)) {
      if (start >= until) break
      next.told(window, end)
      offset += Buffer.byteLength(window.text.slice(at, start), encoding)
      at = start
      yield { offset, text: window.text.slice(start, end) }
    }
  }
}

/** Matches do not overlap: where one ends in a later window, that one is told from there on. */
function continuing() {
  /** Bytes of the content up to the end of the last match. */
  let end = 0
  return {
    partOf: ({ text, from, until, encoding, ownOffset }: TextWindow) => {
      const over = end - ownOffset
      if (over <= 0) return { from, until }
      const bytes = Buffer.from(text.slice(from, from + over), encoding === 'utf-8' ? 'utf8' : 'latin1')
      return { from: Math.min(from + decodeText(bytes.subarray(0, over), encoding).length, until), until }
    },
    told: ({ text, from, until, encoding, ownOffset }: TextWindow, to: number) => {
      if (to <= until) return
      end = ownOffset + Buffer.byteLength(text.slice(from, to), encoding === 'utf-8' ? 'utf8' : 'latin1')
    },
  }
}

const shortLine = 1024

/** The end of a window's own part: after the last line end in it; where a line is longer, between two characters. */
function ownEnd(content: Bytes, start: number, end: number, around: number): number {
  if (end === content.length) return end
  // Most lines are short: a few bytes are looked at before the others are.
  for (const reach of [Math.min(shortLine, around), around]) {
    const from = Math.max(start, end - reach)
    const last = viewOf(content.read(from, end)).lastIndexOf(10)
    if (last >= 0) return from + last + 1
  }
  return end
}

/** The first line that begins in [from, to], or `from` where none does. */
function lineStart(content: Bytes, from: number, to: number): number {
  if (from === 0) return 0
  const first = viewOf(content.read(from, to)).indexOf(10)
  return first < 0 ? from : from + first + 1
}

/** Without the copy that `Buffer.from` makes of an array. */
function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

function newlinesIn(content: Bytes, start: number, end: number): number {
  let count = 0
  for (const chunk of content.slice(start, end).chunks()) count += newlinesAmong(chunk)
  return count
}

/** A place at or before another at which a character of UTF-8 may begin. */
function atCharacter(content: Bytes, offset: number): number {
  if (offset >= content.length) return content.length
  const from = Math.max(offset - 3, 0)
  const bytes = content.read(from, offset + 1)
  for (let at = bytes.length - 1; at >= 0; at--) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return from + at
  return offset
}
