// One byte in the notations of the hex view.

/** Two lower-case hexadecimal digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** Eight binary digits. */
export function binaryByte(byte: number): string {
  return byte.toString(2).padStart(8, '0')
}

/** The printable ASCII character; null for any other byte. */
export function asciiOf(byte: number): string | null {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : null
}

/** Hexadecimal digits of an offset, as many as the largest offset of the file needs, at least eight. */
export function offsetDigits(offset: number, total: number): string {
  const width = Math.max(8, Math.max(0, total - 1).toString(16).length)
  return offset.toString(16).padStart(width, '0')
}
