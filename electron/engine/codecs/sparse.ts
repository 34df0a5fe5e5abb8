// Sparse files: the old GNU header (typeflag S) and the three pax forms (0.0, 0.1, 1.0), as the GNU tar manual describes
// them under "Storing Sparse Files". The archive keeps only the segments that hold data; holes read as zeros.
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks, concatBytes } from './bytes'
import type { PaxRecord } from './pax'
import { BLOCK, parseNumber } from './tar-header'

/** A stored run of bytes: where it lies in the file, and how long it is. Bytes. */
export interface Segment {
  readonly offset: number
  readonly length: number
}

export interface Sparse {
  /** Length of the file with its holes. */
  readonly size: number
  readonly segments: readonly Segment[]
  /** Bytes of map before the stored data (form 1.0), else 0. */
  readonly mapLength: number
}

const ZEROS = new Uint8Array(1024 * 1024)

/** The map of an old GNU sparse header and how many 512-byte extension headers follow it. */
export function readGnuSparse(tar: Bytes, headerOffset: number, layer: string): Sparse & { readonly blocks: number } {
  const header = tar.read(headerOffset, headerOffset + BLOCK)
  const size = parseNumber(header.subarray(483, 495))
  const numbers = pairsOf(header.subarray(386, 482))
  let blocks = 0
  let extended = header[482] !== 0
  while (extended) {
    const at = headerOffset + BLOCK * (1 + blocks)
    if (at + BLOCK > tar.length) throw bad(layer, at, 'ends within its sparse map')
    const block = tar.read(at, at + BLOCK)
    numbers.push(...pairsOf(block.subarray(0, 504)))
    extended = block[504] !== 0
    blocks++
  }
  if (size === null) throw bad(layer, headerOffset + 483, 'has an unreadable real size')
  return { size, segments: toSegments(numbers, size, layer, headerOffset), mapLength: 0, blocks }
}

/** The map of a pax sparse file, or null when the records name none. `data` is the stored data, for form 1.0. */
export function readPaxSparse(
  records: readonly PaxRecord[],
  data: Bytes,
  offset: number,
  layer: string,
): Sparse | null {
  const text = (keyword: string): string | null => {
    const record = records.findLast(one => one.keyword === keyword)
    return record ? Buffer.from(record.value).toString('latin1') : null
  }
  const size = Number(text('GNU.sparse.realsize') ?? text('GNU.sparse.size') ?? Number.NaN)
  if (text('GNU.sparse.major') === '1') {
    const { numbers, length } = readMap(data, layer, offset)
    return { size: sized(size, layer, offset), segments: toSegments(numbers, size, layer, offset), mapLength: length }
  }
  const map = text('GNU.sparse.map')
  const numbers = map !== null ? map.split(',').map(Number) : pairsFromRecords(records)
  if (map === null && text('GNU.sparse.size') === null) return null
  return { size: sized(size, layer, offset), segments: toSegments(numbers, size, layer, offset), mapLength: 0 }
}

/** The file with its holes: zero runs are shared, so that a hole costs no memory. */
export function expandSparse(stored: Bytes, sparse: Sparse): Bytes {
  const parts: Bytes[] = []
  let at = 0
  let from = sparse.mapLength
  for (const { offset, length } of sparse.segments) {
    parts.push(zeros(offset - at), stored.slice(from, from + length))
    at = offset + length
    from += length
  }
  parts.push(zeros(sparse.size - at))
  return concatBytes(parts)
}

function zeros(length: number): Bytes {
  const whole = Math.floor(length / ZEROS.length)
  return bytesOfChunks([...Array.from({ length: whole }, () => ZEROS), ZEROS.subarray(0, length % ZEROS.length)])
}

/** Form 1.0: decimal numbers, one a line, the count first; padded to a block. */
function readMap(data: Bytes, layer: string, offset: number): { numbers: number[]; length: number } {
  const head = Buffer.from(data.read(0, Math.min(data.length, 4 * 1024 * 1024)))
  const numbers: number[] = []
  let at = 0
  let wanted = 1
  while (numbers.length < wanted) {
    const end = head.indexOf(0x0a, at)
    const line = end < 0 ? '' : head.toString('latin1', at, end)
    if (!/^[0-9]{1,15}$/.test(line)) throw bad(layer, offset + at, 'has a malformed sparse map')
    numbers.push(Number(line))
    if (numbers.length === 1) wanted = 1 + 2 * numbers[0]!
    at = end + 1
  }
  return { numbers: numbers.slice(1), length: Math.ceil(at / BLOCK) * BLOCK }
}

function pairsFromRecords(records: readonly PaxRecord[]): number[] {
  return records
    .filter(({ keyword }) => keyword === 'GNU.sparse.offset' || keyword === 'GNU.sparse.numbytes')
    .map(({ value }) => Number(Buffer.from(value).toString('latin1')))
}

function pairsOf(raw: Uint8Array): number[] {
  const numbers: number[] = []
  for (let at = 0; at + 24 <= raw.length && raw[at] !== 0; at += 24) {
    numbers.push(
      parseNumber(raw.subarray(at, at + 12)) ?? Number.NaN,
      parseNumber(raw.subarray(at + 12, at + 24)) ?? Number.NaN,
    )
  }
  return numbers
}

function toSegments(numbers: readonly number[], size: number, layer: string, offset: number): Segment[] {
  const segments: Segment[] = []
  let end = 0
  for (let index = 0; index < numbers.length; index += 2) {
    const start = numbers[index]!
    const length = numbers[index + 1]!
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(length) || start < end || start + length > size) {
      throw bad(layer, offset, 'has a sparse map that contradicts itself')
    }
    end = start + length
    segments.push({ offset: start, length })
  }
  return segments
}

function sized(size: number, layer: string, offset: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw bad(layer, offset, 'has an unreadable real size')
  return size
}

function bad(layer: string, offset: number, what: string): BootbankError {
  return new BootbankError('TAR_HEADER', `${layer}: the sparse file at byte ${offset} ${what}.`, { layer, offset })
}
