// The data of a tar entry: how much of it there is, where it lies, and the map of a sparse file.
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, isZero } from './bytes'
import type { CodecContext } from './context'
import { withinLimit } from './limits'
import { type PaxRecord, paxNumber } from './pax'
import { SNIFF_BYTES } from './sniff'
import { expandSparse, type HeaderMap, readPaxSparse, type Sparse } from './sparse'
import { BLOCK, checksumFits, parseNumber } from './tar-header'

/** Bytes of data by the pax record or the header. */
export function declaredSize(
  header: Uint8Array,
  at: number,
  extended: Uint8Array | null,
  path: string,
  layer: string,
): number {
  const size = extended ? paxNumber(extended) : parseNumber(header, 124, 136)
  if (size !== null && Number.isSafeInteger(size) && size >= 0) return size
  throw new BootbankError(
    'TAR_HEADER',
    `${layer}: the size of ${path || 'the entry'} at byte ${at} is unreadable, so that it cannot be told where the next entry begins.`,
    { layer, path, offset: extended ? at : at + 124 },
  )
}

/** Links, devices and directories may carry a size without data: they have data only when no header follows at once. */
export function dataFollows(tar: Bytes, typeflag: string, dataOffset: number, isPax: boolean): boolean {
  if (!'123456'.includes(typeflag)) return true
  if (dataOffset >= tar.length) return false
  if (dataOffset + BLOCK > tar.length) return true
  const next = tar.read(dataOffset, dataOffset + BLOCK)
  if (isZero(next)) return isPax && typeflag === '1'
  return !checksumFits(next)
}

/** Where an entry stands, for messages. */
interface Place {
  readonly name: string
  readonly at: number
  readonly dataOffset: number
}

/** What a map makes of the stored data. */
export interface SparseFacts {
  readonly sparse: Sparse | null
  readonly problem: BootbankError | null
  /** Bytes with the holes. */
  readonly size: number
}

/** The map of a sparse file and its real size; null for a file that is not sparse. What is wrong with it only costs its content. */
export function sparseFacts(
  stored: Bytes,
  inHeader: HeaderMap | null,
  records: readonly PaxRecord[],
  { name, at, dataOffset }: Place,
  { layer, limits }: CodecContext,
): SparseFacts | null {
  const where = { layer, path: name, offset: at }
  try {
    const sparse = inHeader?.sparse() ?? readPaxSparse(records, stored, dataOffset, layer)
    if (!sparse) return null
    const held = sparse.segments.reduce((sum, one) => sum + one.length, 0)
    if (held > 0 && sparse.mapLength + held > stored.length) {
      const message = `${layer}: the sparse map of ${name} at byte ${at} names more data than is stored.`
      throw new BootbankError('TAR_HEADER', message, where)
    }
    withinLimit(limits, 'sparseSegments', sparse.segments.length, where)
    const problem = tooLarge(() => {
      withinLimit(limits, 'layerBytes', sparse.size, where)
      // Holes are a bomb like any other: reading them costs time, if no memory.
      if (sparse.size > limits.ratioFloor) withinLimit(limits, 'ratio', sparse.size / Math.max(1, stored.length), where)
    })
    return { sparse, problem, size: sparse.size }
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'LIMIT') throw error
    return { sparse: null, problem: error, size: stored.length }
  }
}

function tooLarge(check: () => void): BootbankError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof BootbankError) return error
    throw error
  }
}

/** docs/formats.md section 3: visor tar keeps the data at the offset in header bytes 496 to 499, little endian. */
export function visorOffset(header: Uint8Array): number {
  return new DataView(header.buffer, header.byteOffset).getUint32(496, true)
}

/** First bytes of the content, as many as it takes to tell what it opens as. */
export function headOf(tar: Bytes, dataOffset: number, storedSize: number, sparse: Sparse | null): Uint8Array {
  if (!sparse) return tar.read(dataOffset, dataOffset + Math.min(storedSize, SNIFF_BYTES))
  const content = expandSparse(tar.slice(dataOffset, dataOffset + storedSize), sparse)
  return content.read(0, Math.min(content.length, SNIFF_BYTES))
}
