// Bytes as OpenSSL prints them.

/** Digits with colons, so many bytes a line, each line indented; a colon ends every line but the last. */
export function colonLines(bytes: Uint8Array, indent: number, perLine: number): readonly string[] {
  const pairs = Buffer.from(bytes).toString('hex').match(/../g) ?? []
  const lines: string[] = []
  for (let at = 0; at < pairs.length; at += perLine) {
    const isLast = at + perLine >= pairs.length
    lines.push(`${' '.repeat(indent)}${pairs.slice(at, at + perLine).join(':')}${isLast ? '' : ':'}`)
  }
  return lines
}

/** A dump with offsets and characters; the more it is indented, the fewer bytes a line (`BIO_dump_indent`). */
export function dumpLines(bytes: Uint8Array, indent: number): readonly string[] {
  const width = 16 - Math.floor((indent - Math.min(indent, 6) + 3) / 4)
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += width) {
    const part = bytes.subarray(at, at + width)
    const offset = at.toString(16).padStart(4, '0')
    const digits = Array.from({ length: width }, (_, index) => {
      const byte = part[index]
      return byte === undefined ? '   ' : `${byte.toString(16).padStart(2, '0')}${index === 7 ? '-' : ' '}`
    }).join('')
    const characters = Array.from(part, byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
      '',
    )
    lines.push(`${' '.repeat(indent)}${offset} - ${digits}  ${characters}`)
  }
  return lines
}
