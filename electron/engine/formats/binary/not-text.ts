// Why a file whose name is that of a text is shown by its bytes.
import type { Bytes } from '../../codecs/bytes'
import { textLimit } from '../text/encoding'

const textName = /\.(?:txt|log|conf|cfg|cnf|ini|xml|json|ya?ml|sh|py|properties|csv|md|html?|rules|info|pem)$/i

/** A sentence with the first byte that no text has, for a file with such a name; null for any other, and beyond what is read as text. */
export function whyNotText(path: string, bytes: Bytes): string | null {
  if (!textName.test(path) || bytes.length === 0 || bytes.length > textLimit) return null
  const content = bytes.read(0, bytes.length)
  const zero = content.indexOf(0)
  const at = zero >= 0 ? zero : content.findIndex(isControl)
  if (at < 0) return null
  const byte = (content[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  const line = countOf(content.subarray(0, at), 0x0a) + 1
  return `Line ${line}: the byte 0x${byte} at offset ${at} does not belong in a text, so that the bytes are shown.`
}

/** C0 without tab, LF, FF, CR and ESC; DEL; C1, which Latin-1 does not print. */
function isControl(byte: number): boolean {
  if (byte < 0x20) return ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)
  return byte >= 0x7f && byte < 0xa0
}

function countOf(bytes: Uint8Array, wanted: number): number {
  let count = 0
  for (const byte of bytes) if (byte === wanted) count += 1
  return count
}
