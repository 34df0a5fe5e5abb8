// Looking through bytes four at a time: where none of the four can be what is looked for, one step passes them all. Texts have few line ends and
// almost no control bytes.

/** Bytes with 1 in `table`, up to `enough` of them; `mayHold` says of four bytes, read as one number, whether one of them may be such a byte. */
function count(bytes: Uint8Array, table: Uint8Array, mayHold: (four: number) => boolean, enough: number): number {
  // Numbers of four bytes begin at every fourth byte of the buffer.
  const start = bytes.length < 4 ? bytes.length : (4 - (bytes.byteOffset % 4)) % 4
  const fours =
    bytes.length < 4
      ? new Uint32Array(0)
      : new Uint32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >>> 2)
  let found = 0
  const each = (from: number, to: number) => {
    for (let at = from; at < to; at++) found += table[bytes[at] ?? 0] ?? 0
  }
  each(0, start)
  for (let index = 0; index < fours.length && found < enough; index++)
    if (mayHold(fours[index] ?? 0)) each(start + index * 4, start + index * 4 + 4)
  each(start + fours.length * 4, bytes.length)
  return found
}

/** Not 0 where one of the four bytes is 0 (Bit Twiddling Hacks, "Determine if a word has a zero byte"). */
const zeroIn = (four: number) => (four - 0x01010101) & ~four & 0x80808080

const newlineBytes = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 10 ? 1 : 0))

/** Line feeds among bytes. */
export function newlinesAmong(bytes: Uint8Array): number {
  return count(bytes, newlineBytes, four => zeroIn(four ^ 0x0a0a0a0a) !== 0, Number.POSITIVE_INFINITY)
}

/** Whether any byte has 1 in `table`, in which only bytes below 0x20 and 0x7f may have it. */
export function hasAnyOf(bytes: Uint8Array, table: Uint8Array): boolean {
  const mayHold = (four: number) => ((four - 0x20202020) & ~four & 0x80808080) !== 0 || zeroIn(four ^ 0x7f7f7f7f) !== 0
  return count(bytes, table, mayHold, 1) > 0
}
