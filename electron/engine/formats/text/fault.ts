// What is wrong in a text, and where: the first thing in it that does not fit the encoding that the rest has.
import type { TextEncoding } from '../../../../shared/model/preview'

const halfPair = /\p{Surrogate}/u
const beyondAscii = /[^\0-\x7f\ufffd]/
const replacement = '\ufffd'
const replacementBytes = 3

/**
 * A sentence with line and offset (from 0) of the first fault; null where there is none. A file that is Latin-1 throughout has none: only one that
 * is UTF-8 except for some bytes. `text` is what the bytes are in the encoding.
 */
export function textFault(bytes: Uint8Array, encoding: TextEncoding, text: string): string | null {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return null
  if (encoding === 'latin-1') return notUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const half = halfPair.exec(text)
  if (!half) return null
  const point = half[0].charCodeAt(0).toString(16).toUpperCase()
  return `Line ${lineAt(text, half.index)}: U+${point} is half of a surrogate pair, at byte ${(half.index + 1) * 2}. It is kept as it is.`
}

/** The first byte that is not UTF-8 in what holds characters of UTF-8 besides. */
function notUtf8(bytes: Buffer): string | null {
  const decoded = bytes.toString('utf8')
  if (!beyondAscii.test(decoded)) return null
  let [from, offset] = [0, 0]
  for (let at = decoded.indexOf(replacement); at !== -1; at = decoded.indexOf(replacement, from)) {
    offset += Buffer.byteLength(decoded.slice(from, at))
    const isOwn = bytes.toString('utf8', offset, offset + replacementBytes) === replacement && bytes[offset] === 0xef
    if (!isOwn) return told(bytes, offset, lineAt(decoded, at), 'is not UTF-8')
    from = at + 1
    offset += replacementBytes
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const control = /[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/.exec(decoded)
  if (!control) return null
  const place = Buffer.byteLength(decoded.slice(0, control.index))
  return told(bytes, place, lineAt(decoded, control.index), 'is a control character')
}

function told(bytes: Buffer, offset: number, line: number, what: string): string {
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  return `Line ${line}: the byte 0x${byte} at offset ${offset} ${what}, and the rest is UTF-8. Shown as Latin-1, in which every byte is kept; other characters beyond ASCII look wrong.`
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\r|\n/).length
}
