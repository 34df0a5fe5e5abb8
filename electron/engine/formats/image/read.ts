import { BootbankError } from '../../../../shared/model/errors'
import type { ImageKind, ImageView } from '../../../../shared/viewers/image'
import type { Reader } from '../format'
import { imageKindOf } from './format'

/** Bytes of a picture that is shown: they go to the page as a whole. */
export const mostImageBytes = 4 * 1024 * 1024
/** Pixels that it may have: drawn, each takes four bytes, however few its file has. */
const mostPixels = 40_000_000

const types: Readonly<Record<ImageKind, string>> = {
  PNG: 'image/png',
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  BMP: 'image/bmp',
  ICO: 'image/x-icon',
}

/** Throws BAD_REQUEST for a picture that is too large, or whose header does not tell its size. */
export const readImage: Reader<'image'> = async ({ bytes, head }): Promise<ImageView> => {
  const kind = imageKindOf(head)
  if (kind === null) throw new BootbankError('BAD_REQUEST', 'This is not a picture that could be shown.')
  if (bytes.length > mostImageBytes)
    throw new BootbankError('BAD_REQUEST', `The picture has ${bytes.length} bytes; up to ${mostImageBytes} are shown.`)
  const content = bytes.read(0, bytes.length)
  const { width, height } = await sizeOf(content, kind)
  if (width * height > mostPixels)
    throw new BootbankError(
      'BAD_REQUEST',
      `The picture says that it has ${width} × ${height} pixels, too many to draw.`,
    )
  const base64 = Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64')
  return { kind, width, height, source: `data:${types[kind]};base64,${base64}` }
}

async function sizeOf(
  content: Uint8Array,
  kind: ImageKind,
): Promise<{ readonly width: number; readonly height: number }> {
  const { imageSize } = await import('image-size')
  try {
    const { width, height, images = [] } = imageSize(content)
    // The height of a BMP is below zero where its first row is the topmost.
    const largest = [{ width, height }, ...images].reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a))
    const [across, down] = [Math.abs(largest.width), Math.abs(largest.height)]
    if (across > 0 && down > 0) return { width: across, height: down }
  } catch {
    // What is wrong in it is said in the words of this program.
  }
  throw new BootbankError(
    'BAD_REQUEST',
    `The file begins like ${kind}, but its header does not tell its size: it is cut off or damaged.`,
  )
}
