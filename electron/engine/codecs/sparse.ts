// Sparse files: the map in the header of typeflag S (GNU's place for it, and star's), and the three pax forms (0.0, 0.1, 1.0),
// as the GNU tar manual describes them under "Storing Sparse Files". The archive keeps only the segments that hold data; holes
// read as zeros.
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks, concatBytes } from './bytes'
import { displayName } from './names'
import type { PaxRecord } from './pax'
import { BLOCK, parseNumber, type TarDialect } from './tar-header'

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

/** Where a header of typeflag S keeps its map: first byte and end of the pairs, the byte that says "more blocks", the real size. */
interface MapPlace {
  readonly pairs: readonly [start: number, end: number]
  readonly extended: number
  readonly realSize: readonly [start: number, end: number]
}

const GNU_MAP: MapPlace = { pairs: [386, 482], extended: 482, realSize: [483, 495] }
// struct xstar_in_header of star: t_isextended, t_sp[4], t_realsize
const STAR_MAP: MapPlace = { pairs: [356, 452], extended: 355, realSize: [452, 464] }

/** The bytes of a header that the map of typeflag S takes: for who clears it. */
export function sparseMapBytes(dialect: TarDialect): readonly [start: number, end: number] {
  return dialect === 'star' ? [STAR_MAP.extended, STAR_MAP.realSize[1]] : [GNU_MAP.pairs[0], GNU_MAP.realSize[1]]
}

const ZEROS = new Uint8Array(1024 * 1024)
/** A map of form 1.0 beyond this is not a map. */
const MAP_BYTES = 16 * 1024 * 1024

/** The map in a header of typeflag S, still to be judged. */
export interface HeaderMap {
  /** 512-byte headers after it with more of the map. */
  readonly blocks: number
  /** The map. Throws TAR_HEADER when it makes no sense. */
  readonly sparse: () => Sparse
}

/** Reads the map of a header of typeflag S. Throws TAR_HEADER when it goes on beyond the archive. */
export function readHeaderSparse(tar: Bytes, headerOffset: number, dialect: TarDialect, layer: string): HeaderMap {
  const header = tar.read(headerOffset, headerOffset + BLOCK)
  const place = dialect === 'star' ? STAR_MAP : GNU_MAP
  const size = parseNumber(header, ...place.realSize)
  const numbers = pairsOf(header, ...place.pairs)
  let blocks = 0
  let extended = isSet(header[place.extended])
  while (extended) {
    const at = headerOffset + BLOCK * (1 + blocks)
    if (at + BLOCK > tar.length) throw bad(layer, at, 'ends within its sparse map')
    const block = tar.read(at, at + BLOCK)
    for (const number of pairsOf(block, 0, 504)) numbers.push(number)
    extended = isSet(block[504])
    blocks++
  }
  const sparse = () => {
    if (size === null || size < 0) throw bad(layer, headerOffset + place.realSize[0], 'has an unreadable real size')
    return { size, segments: toSegments(numbers, size, layer, headerOffset), mapLength: 0 }
  }
  return { blocks, sparse }
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
  const realSize = text('GNU.sparse.realsize') ?? text('GNU.sparse.size')
  const map = text('GNU.sparse.map')
  const major = text('GNU.sparse.major')
  if (major === null && map === null && text('GNU.sparse.size') === null) return null
  if (realSize === null || !/^[0-9]{1,15}$/.test(realSize)) throw bad(layer, offset, 'has an unreadable real size')
  const size = Number(realSize)
  if (major !== null && major !== '0') {
    if (major !== '1') throw bad(layer, offset, `is of the unknown sparse form "${displayName(Buffer.from(major))}"`)
    const { numbers, length } = readMap(data, layer, offset)
    return { size, segments: toSegments(numbers, size, layer, offset), mapLength: length }
  }
  const numbers = map === null ? pairsFromRecords(records) : map === '' ? [] : map.split(',').map(decimal)
  return { size, segments: toSegments(numbers, size, layer, offset), mapLength: 0 }
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
  const head = Buffer.from(data.read(0, Math.min(data.length, MAP_BYTES)))
  const numbers: number[] = []
  let at = 0
  let wanted = 1
  while (numbers.length < wanted) {
    const end = head.indexOf(0x0a, at)
    const number = end < 0 || end - at > 15 ? Number.NaN : decimal(head.toString('latin1', at, end))
    if (Number.isNaN(number)) throw bad(layer, offset + at, 'has a malformed sparse map')
    numbers.push(number)
    if (numbers.length === 1) wanted = 1 + 2 * number
    at = end + 1
  }
  return { numbers: numbers.slice(1), length: Math.ceil(at / BLOCK) * BLOCK }
}

function pairsFromRecords(records: readonly PaxRecord[]): number[] {
  return records
    .filter(({ keyword }) => keyword === 'GNU.sparse.offset' || keyword === 'GNU.sparse.numbytes')
    .map(({ value }) => decimal(Buffer.from(value).toString('latin1')))
}

function decimal(text: string): number {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN
}

/** Pairs of 12 bytes each; an empty offset ends them. */
function pairsOf(raw: Uint8Array, start: number, end: number): number[] {
  const numbers: number[] = []
  for (let at = start; at + 24 <= end && raw[at] !== 0; at += 24) {
    numbers.push(parseNumber(raw, at, at + 12) ?? Number.NaN, parseNumber(raw, at + 12, at + 24) ?? Number.NaN)
  }
  return numbers
}

/** A flag byte: GNU tar writes 1, star the character '1'; other tars leave NUL, a blank or '0'. */
function isSet(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 0 && byte !== 0x20 && byte !== 0x30
}

function toSegments(numbers: readonly number[], size: number, layer: string, offset: number): Segment[] {
  const segments: Segment[] = []
  let end = 0
  for (let index = 0; index < numbers.length; index += 2) {
    const start = numbers[index]!
    const length = numbers[index + 1] ?? Number.NaN
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(length) && start >= end && length >= 0)) {
      throw bad(layer, offset, 'has a sparse map that contradicts itself')
    }
    end = start + length
    if (end > size) throw bad(layer, offset, 'has a sparse map that reaches beyond its real size')
    // Writers close a map with an empty segment; it holds nothing.
    if (length > 0) segments.push({ offset: start, length })
  }
  return segments
}

function bad(layer: string, offset: number, what: string): BootbankError {
  return new BootbankError('TAR_HEADER', `${layer}: the sparse file at byte ${offset} ${what}.`, { layer, offset })
}
