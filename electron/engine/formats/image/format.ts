import type { ImageKind } from '../../../../shared/viewers/image'
import type { Format } from '../format'

/** Bytes that a DIB header of BMP can have: the versions of Windows and OS/2 (MS-WMF, 2.2.2; OS/2 2.x bitmaps). */
const dibHeaders: readonly number[] = [12, 40, 52, 56, 64, 108, 124]

/** Beginnings: PNG (ISO/IEC 15948, 5.2), GIF89a (17), JPEG (ITU-T T.81, B.1.1.3: SOI and the next marker). */
const beginnings: readonly (readonly [ImageKind, string])[] = [
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['GIF', 'GIF87a'],
  ['GIF', 'GIF89a'],
  ['JPEG', '\xff\xd8\xff'],
]

/** Pictures that a browser draws. SVG is none of them: it is text, and could do more than be looked at. */
export const image = {
  id: 'image',
  viewers: ['image'],
  detect: ({ content, head }) => content?.kind === 'binary' && imageKindOf(head) !== null,
} as const satisfies Format

/** The kind of a picture by its first bytes; null for anything else. */
export function imageKindOf(head: Uint8Array): ImageKind | null {
  const start = Buffer.from(head.subarray(0, 32))
  const latin1 = start.toString('latin1')
  const found = beginnings.find(([, beginning]) => latin1.startsWith(beginning))
  if (found) return found[0]
  // Two letters are not enough: the header after them has to be one, and the four bytes before it zero.
  if (latin1.startsWith('BM') && start.length >= 18 && start.readUInt32LE(6) === 0)
    return dibHeaders.includes(start.readUInt32LE(14)) ? 'BMP' : null
  return isIcon(start) ? 'ICO' : null
}

/** Reserved zero, type 1, a number of pictures; of the first one a zero, and a place beyond the directory. */
function isIcon(start: Buffer): boolean {
  if (start.length < 22 || start.readUInt32LE(0) !== 0x10000) return false
  const pictures = start.readUInt16LE(4)
  return pictures > 0 && start[9] === 0 && start.readUInt32LE(18) >= 6 + pictures * 16
}
