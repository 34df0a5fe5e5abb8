// Bytes as text and back. The way back uses the encoding of the way here, so that a byte nobody touched stays: that is why
// the BOM is kept, why Latin-1 is the real one (a TextDecoder's "latin1" is Windows-1252) and why line endings are not touched.
import { isUtf8 } from 'node:buffer'
import { BootbankError, type Where } from '../../../../shared/model/errors'
import type { TextEncoding } from '../../../../shared/model/preview'
import type { TextView } from '../../../../shared/viewers/viewers'

/** Bytes up to which text is shown and edited. */
export const textLimit = 16 * 1024 * 1024

type LineEnding = TextView['lineEnding']

/** Control bytes but tab, LF, FF, CR, ESC, which turn up in configuration text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/
/** 1 for these and for what Latin-1 does not print, by byte. */
const odds = Uint8Array.from({ length: 256 }, (_, byte) =>
  controls.test(String.fromCharCode(byte)) || (byte >= 0x80 && byte < 0xa0) ? 1 : 0,
)
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The encoding in which bytes are text; null for what is not text. Bytes that are valid in both count as UTF-8. */
export function encodingOf(bytes: Uint8Array): TextEncoding | null {
  return encodingOfParts([bytes])
}

/** The same of bytes in several pieces that can be walked over twice, each of which ends between two characters of UTF-8 where they are that. */
export function encodingOfParts(parts: Iterable<Uint8Array>): TextEncoding | null {
  let isPlainUtf8 = true
  for (const bytes of parts) {
    if (bytes.includes(0)) return null
    isPlainUtf8 &&= isUtf8(bytes) && !controls.test(latin1Of(bytes))
  }
  if (isPlainUtf8) return 'utf-8'
  let [length, odd] = [0, 0]
  for (const bytes of parts) {
    length += bytes.length
    for (let at = 0; at < bytes.length; at++) odd += odds[bytes[at] ?? 0] ?? 0
  }
  return odd < length * 0.05 ? 'latin-1' : null
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** The encoding to show and edit a file in. Text without a byte above 0x7f would pass as UTF-8, but a file that was opened as
 * Latin-1 stays Latin-1 even while its last umlaut is being replaced. */
export function workingEncoding(current: Uint8Array, original: Uint8Array | null): TextEncoding | null {
  const encoding = encodingOf(current)
  if (encoding !== 'utf-8' || original === null || !isAscii(current)) return encoding
  return encodingOf(original) ?? encoding
}

/** Bytes as characters. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  return encoding === 'utf-8'
    ? utf8.decode(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Characters as bytes. Throws NOT_TEXT naming the first character that the encoding cannot hold. */
export function encodeText(text: string, encoding: TextEncoding, where: Where): Uint8Array {
  const foreign = encoding === 'utf-8' ? /\p{Surrogate}/u : /[\u0100-\u{10ffff}]/u
  const found = foreign.exec(text)
  if (found === null) return new Uint8Array(Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1'))
  const line = text.slice(0, found.index).split(/\r\n|\r|\n/).length
  const point = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const name = encoding === 'utf-8' ? `U+${point} (half of a surrogate pair)` : `"${found[0]}" (U+${point})`
  const held = encoding === 'utf-8' ? 'UTF-8' : 'Latin-1, the encoding of this file,'
  throw new BootbankError('NOT_TEXT', `Line ${line}: ${held} cannot hold ${name}. Replace that character.`, where)
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

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte < 0x80)
}
