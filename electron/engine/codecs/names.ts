// Names in an archive are bytes. They are shown as text in such a way that every distinct name looks distinct and nothing in
// it can steer a terminal: bytes that are not UTF-8, control characters and direction marks become \xHH. A backslash that
// would look like such an escape is escaped itself.
import { isUtf8 } from 'node:buffer'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()
// controls, direction marks and other invisible format characters, line and paragraph separators
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\\(?=x[0-9a-f]{2})/gu

/** Text to show for a name; the inverse is nameFromDisplay. */
export function displayName(bytes: Uint8Array): string {
  if (isPlain(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const text = decoder.decode(bytes)
  if (isUtf8(bytes)) return text.replace(unsafe, escaped)
  return decodeInvalid(bytes)
}

/** Printable ASCII without a backslash: nearly every name there is, and nothing in it to escape: its text is its bytes. */
export function isPlain(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return false
  }
  return true
}

/** The bytes of a name as the user typed or saw it: UTF-8, with \xHH standing for a byte. */
export function nameFromDisplay(text: string): Uint8Array {
  if (!text.includes('\\x')) return encoder.encode(text)
  const parts: Uint8Array[] = []
  let last = 0
  for (const match of text.matchAll(/\\x([0-9a-f]{2})/g)) {
    parts.push(encoder.encode(text.slice(last, match.index)), Uint8Array.of(Number.parseInt(match[1]!, 16)))
    last = match.index + 4
  }
  parts.push(encoder.encode(text.slice(last)))
  return Buffer.concat(parts)
}

function escaped(character: string): string {
  return [...encoder.encode(character)].map(hexByte).join('')
}

/** Valid UTF-8 runs as text, every other byte as \xHH. */
function decodeInvalid(bytes: Uint8Array): string {
  let out = ''
  let run = 0
  let at = 0
  const flush = () => {
    out += decoder.decode(bytes.subarray(run, at)).replace(unsafe, escaped)
  }
  while (at < bytes.length) {
    const length = [1, 2, 3, 4].find(n => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)))
    if (length !== undefined) at += length
    else {
      flush()
      out += hexByte(bytes[at++]!)
      run = at
    }
  }
  flush()
  return out
}

function hexByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
