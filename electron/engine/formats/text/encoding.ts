// Bytes as text and back. The way back uses the encoding of the way here, so that a byte nobody touched stays: that is why
// the BOM is kept, why Latin-1 is the real one (a TextDecoder's "latin1" is Windows-1252) and why line endings are not touched.
import { isAscii, isUtf8 } from 'node:buffer'
import { BootbankError, type Where } from '../../../../shared/model/errors'
import type { ByteEncoding, TextEncoding } from '../../../../shared/model/preview'
import type { TextView } from '../../../../shared/viewers/text'
import { hasAnyOf } from './byte-search'

/** Bytes up to which text is shown and edited. */
export const textLimit = 16 * 1024 * 1024

type LineEnding = TextView['lineEnding']

/** Control bytes but tab, LF, FF, CR, ESC, which turn up in configuration text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/
const controlBytes = Array.from({ length: 128 }, (_, byte) => byte).filter(byte =>
  controls.test(String.fromCharCode(byte)),
)
/** 1 for these and for what Latin-1 does not print, by byte. */
const odds = Uint8Array.from({ length: 256 }, (_, byte) =>
  controls.test(String.fromCharCode(byte)) || (byte >= 0x80 && byte < 0xa0) ? 1 : 0,
)
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The encoding in which bytes are text that ASCII can be looked for in; null for what is not text, and for UTF-16. Bytes that are valid in both
 * count as UTF-8; a byte order mark is a character of it.
 */
export function encodingOf(bytes: Uint8Array): ByteEncoding | null {
  return encodingOfParts([bytes])
}

/** The same of bytes in several pieces that can be walked over twice, each of which ends between two characters of UTF-8 where they are that. */
export function encodingOfParts(parts: Iterable<Uint8Array>): ByteEncoding | null {
  let isPlainUtf8 = true
  for (const bytes of parts) {
    if (hasAnyOf(bytes, [0])) return null
    isPlainUtf8 &&= isUtf8(bytes) && !hasAnyOf(bytes, controlBytes)
  }
  if (isPlainUtf8) return 'utf-8'
  let [length, odd] = [0, 0]
  for (const bytes of parts) {
    length += bytes.length
    for (let at = 0; at < bytes.length; at++) odd += odds[bytes[at] ?? 0] ?? 0
  }
  return odd < length * 0.05 ? 'latin-1' : null
}

/** The encoding to show a file in: by its byte order mark where there is one (Unicode 16.0, 23.8). Null for what is not text. */
export function shownEncodingOf(bytes: Uint8Array): TextEncoding | null {
  const wide = wideEncodingOf(bytes)
  if (wide) return wide
  const encoding = encodingOf(bytes)
  return encoding === 'utf-8' && startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 'utf-8-bom' : encoding
}

/** The encoding that a byte order mark of UTF-16 names; null where the bytes begin with none. */
export function wideMarkOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null
}

/** UTF-16 by its mark, of whole units, none of them NUL and few of them odd; null for anything else. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const marked = wideMarkOf(bytes)
  if (marked === null || bytes.length % 2 !== 0) return null
  const low = marked === 'utf-16le' ? 0 : 1
  let odd = 0
  for (let at = 2; at < bytes.length; at += 2) {
    const unit = (bytes[at + low] ?? 0) + (bytes[at + 1 - low] ?? 0) * 256
    if (unit === 0) return null
    if (unit < 256) odd += odds[unit] ?? 0
    else if (unit >= 0xfdd0 && (unit <= 0xfdef || unit >= 0xfffe)) odd += 1
  }
  return odd <= (bytes.length / 2) * 0.05 ? marked : null
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

/** The encoding to show and edit a file in. Text without a byte above 0x7f would pass as UTF-8, but a file that was opened as
 * Latin-1 stays Latin-1 even while its last umlaut is being replaced. */
export function workingEncoding(current: Uint8Array, original: Uint8Array | null): TextEncoding | null {
  const encoding = shownEncodingOf(current)
  if (encoding !== 'utf-8' || original === null || !isAscii(current)) return encoding
  return shownEncodingOf(original) === 'latin-1' ? 'latin-1' : encoding
}

/** Whether the byte order mark belongs to an encoding: then it is not in the text. */
export function ownsMark(encoding: TextEncoding): boolean {
  return encoding === 'utf-16le' || encoding === 'utf-16be'
}

/** Bytes as characters, without the mark where the encoding owns it. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      // The same, faster.
      return isAscii(bytes) ? buffer.toString('latin1') : utf8.decode(bytes)
    case 'latin-1':
      return buffer.toString('latin1')
    // A TextDecoder would replace half a surrogate pair, which could not be written back.
    case 'utf-16le':
      return buffer.subarray(2).toString('utf16le')
    case 'utf-16be':
      return Buffer.from(buffer.subarray(2)).swap16().toString('utf16le')
  }
}

/** What an encoding cannot hold: UTF-16 holds whatever a text has here, half surrogate pairs included. */
const foreign: Readonly<Record<TextEncoding, RegExp | null>> = {
  'utf-8': /\p{Surrogate}/u,
  'utf-8-bom': /\p{Surrogate}/u,
  'latin-1': /[\u0100-\u{10ffff}]/u,
  'utf-16le': null,
  'utf-16be': null,
}

/** Characters as bytes. Throws NOT_TEXT naming the first character that the encoding cannot hold. */
export function encodeText(text: string, encoding: TextEncoding, where: Where): Uint8Array {
  const found = foreign[encoding]?.exec(text) ?? null
  if (found === null) return new Uint8Array(bytesIn(text, encoding))
  const line = text.slice(0, found.index).split(/\r\n|\r|\n/).length
  const point = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const name = encoding === 'latin-1' ? `"${found[0]}" (U+${point})` : `U+${point} (half of a surrogate pair)`
  const held = encoding === 'latin-1' ? 'Latin-1, the encoding of this file,' : 'UTF-8'
  throw new BootbankError('NOT_TEXT', `Line ${line}: ${held} cannot hold ${name}. Replace that character.`, where)
}

function bytesIn(text: string, encoding: TextEncoding): Buffer {
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      return Buffer.from(text, 'utf8')
    case 'latin-1':
      return Buffer.from(text, 'latin1')
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  }
}

/** How the lines of a text end; a lone CR makes it mixed. */
export function lineEndingOf(text: string): LineEnding {
  const crlf = countOf(text, '\r\n')
  const lf = countOf(text, '\n') - crlf
  const cr = countOf(text, '\r') - crlf
  if (crlf + lf + cr === 0) return 'none'
  if (lf + cr === 0) return 'crlf'
  return crlf + cr === 0 ? 'lf' : 'mixed'
}

function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1
  return count
}
