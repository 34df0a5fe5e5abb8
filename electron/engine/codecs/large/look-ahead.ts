// state.tgz holds local.tgz: on two cores the inner one can be inflated while the outer one still arrives. The first large
// gzip member of the outer tar is found by its headers alone; nothing is decided here, and a guess that proves wrong is thrown away.
import { BootbankError } from '../../../../shared/model/errors'
import type { CodecContext } from '../context'
import type { Feed, GrowingBytes } from '../feed'
import { isGzip } from '../gzip-header'
import { displayName } from '../names'
import { BLOCK, checksumFits, padded, readNumber, readText } from '../tar-header'

/** An inner gzip that is within reach before the tar around it is. Offsets are bytes in the tar. */
export interface InnerGzip {
  readonly offset: number
  readonly length: number
  /** Its bytes as they arrive. */
  readonly feed: Feed
  readonly context: CodecContext
}

/** Smaller ones are inflated quickly enough when they are asked for. */
const WORTHWHILE = 2 * 1024 * 1024
/** Members looked at before giving up. */
const LOOKED_AT = 64

/** Finds the first large gzip of a growing tar; null when there is none in sight. `context` is the tar's. */
export async function lookAhead(tar: GrowingBytes, context: CodecContext): Promise<InnerGzip | null> {
  let at = 0
  for (let looked = 0; looked < LOOKED_AT; looked++) {
    const header = await tar.read(at, at + BLOCK)
    if (!header || !checksumFits(header)) return null
    const size = readNumber(header, 'size')
    const typeflag = String.fromCharCode(header[156]!)
    if (size === null || size < 0 || !'0\x00'.includes(typeflag)) return null
    const offset = at + BLOCK
    if (size >= WORTHWHILE) {
      const head = await tar.read(offset, offset + 3)
      if (head && isGzip(head)) return innerGzip(tar, offset, size, displayName(readText(header, 'name')), context)
    }
    at = offset + padded(size)
  }
  return null
}

function innerGzip(tar: GrowingBytes, offset: number, length: number, name: string, context: CodecContext): InnerGzip {
  const layer = `${context.inside ?? ''}${name}`
  const cutOff = () =>
    new BootbankError('GZIP_TRUNCATED', `${layer}: the layer around it ends too early.`, { layer, offset: length })
  return {
    offset,
    length,
    feed: tar.range(offset, length, { cutOff, letGo: context.listing === true }),
    context: {
      ...context,
      layer,
      inside: `${layer}!/`,
      onProgress: (phase, done, total) => {
        if (tar.ended) context.onProgress?.(phase, done, total)
      },
    },
  }
}
