// The two containers that icons travel in. ICO (Windows): a directory of images, the small ones as bottom-up 32-bit bitmaps, which
// every reader knows, the one of 256 pixels as PNG. ICNS (macOS): tagged PNGs, big-endian.

/** A square picture. */
export interface Picture {
  /** Pixels of one side. */
  readonly size: number
  readonly png: Uint8Array
  /** Red, green, blue, alpha of each pixel, row by row from the top. */
  readonly rgba: Uint8Array
}

/** Tag -> pixels of one side; the second of a pair is the same size for screens of double density. */
const icnsTypes = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
} as const

/** Sizes that an ICNS needs. */
export const icnsSizes: readonly number[] = [...new Set(Object.values(icnsTypes))].sort((a, b) => a - b)

/** An icon for Windows, with all the pictures that are given; none may be larger than 256 pixels. */
export function icoOf(pictures: readonly Picture[]): Uint8Array {
  const images = pictures.map(picture => (picture.size < 256 ? bitmapOf(picture) : Buffer.from(picture.png)))
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [at, { size }] of pictures.entries()) {
    const entry = 6 + 16 * at
    const length = images[at]?.length ?? 0
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += length
  }
  return Buffer.concat([header, ...images])
}

/** An icon for macOS. Throws when a size of `icnsSizes` is missing. */
export function icnsOf(pictures: readonly Picture[]): Uint8Array {
  const parts = Object.entries(icnsTypes).map(([type, size]) => {
    const picture = pictures.find(candidate => candidate.size === size)
    if (!picture) throw new Error(`no picture of ${size} pixels`)
    return Buffer.concat([Buffer.from(type), bigEndian(picture.png.length + 8), picture.png])
  })
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from('icns'), bigEndian(body.length + 8), body])
}

/** A device-independent bitmap as ICO wants it: double height, blue first, rows from the bottom, then an empty mask. */
function bitmapOf({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = ((size - 1 - row) * size + column) * 4
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4)
      pixels.set([blue, green, red, alpha], (row * size + column) * 4)
    }
  }
  const maskRow = Math.ceil(size / 32) * 4
  return Buffer.concat([header, pixels, Buffer.alloc(maskRow * size)])
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
