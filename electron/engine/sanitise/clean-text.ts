// The text of a file as a string of bytes (Latin-1), as the rules for secrets take it, and the way back. UTF-16 goes by UTF-8, in which ASCII is itself.
import { decodeText, encodeText, encodingOf, shownEncodingOf } from '../formats/text/encoding'

export interface CleanText {
  readonly text: string
  /** The bytes of a file with this text instead. */
  bytesOf(text: string): Uint8Array
}

/** Null for what is not text, and for UTF-16 that no other encoding holds (half surrogate pairs). */
export function cleanTextOf(bytes: Uint8Array): CleanText | null {
  if (encodingOf(bytes) !== null) return { text: latin1(bytes), bytesOf: text => Buffer.from(text, 'latin1') }
  const encoding = shownEncodingOf(bytes)
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return null
  const decoded = decodeText(bytes, encoding)
  if (/\p{Surrogate}/u.test(decoded)) return null
  return {
    text: latin1(Buffer.from(decoded, 'utf8')),
    bytesOf: text => encodeText(Buffer.from(text, 'latin1').toString('utf8'), encoding, {}),
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
