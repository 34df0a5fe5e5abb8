// How many bytes a device has: Node can ask neither the driver nor for the end of a file, so it is found by reading. Doubling, then
// halving: some sixty reads of one byte.
import { readSync } from 'node:fs'

/** Beyond this no disk is looked for: 2^52 bytes. */
const LARGEST = 2 ** 52

/** Bytes that can be read by a descriptor. Throws the system's error of the first read. */
export function sizeByReading(descriptor: number): number {
  const byte = Buffer.alloc(1)
  const isThere = (offset: number) => readSync(descriptor, byte, 0, 1, offset) === 1
  // The first read may fail for a reason that the user has to know; later ones are beyond the end.
  if (!isThere(0)) return 0
  const isInside = (offset: number) => {
    try {
      return isThere(offset)
    } catch {
      return false
    }
  }
  let inside = 0
  let outside = 1
  while (outside < LARGEST && isInside(outside)) {
    inside = outside
    outside *= 2
  }
  while (outside - inside > 1) {
    const middle = inside + Math.floor((outside - inside) / 2)
    if (isInside(middle)) inside = middle
    else outside = middle
  }
  return inside + 1
}
