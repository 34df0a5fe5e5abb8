// A sparse extent: a directory of tables of grains, each where it was written or not there at all; in a stream-optimized one each grain is
// compressed (VMware, "Virtual Disk Format 1.1"). The trap: every one of these numbers may point outside, or at another grain's header;
// such a grain is damage when it is read, with its place, and everything else stays readable.
import { inflateSync } from 'node:zlib'
import type { Bytes } from '../../codecs/bytes'
import { type Limits, withinLimit } from '../../codecs/limits'
import { diskError, type DiskPlace } from '../damage'
import { Fields, isPowerOfTwo } from '../little-endian'
import { MadeBytes } from './made-bytes'

const SECTOR = 512
const MAGIC = 'KDMV'
const HEADER = 512
/** The directory is at the end of the file, told by a footer. */
const AT_END = 0xffff_ffff_ffff_ffffn
/** Rows of a table: the format knows no other number. */
const MOST_ROWS = 512
const HAS_ZERO_GRAINS = 1 << 2
const IS_COMPRESSED = 1 << 16
const MARKER = 12
/** Tables that are kept in memory, and grains. */
const KEPT_TABLES = 64
const KEPT_GRAINS = 16

export interface SparseExtent {
  readonly bytes: Bytes
  readonly isCompressed: boolean
  /** The descriptor inside; empty where there is none. */
  readonly descriptor: string
  readonly descriptorAt: number
}

/** Whether the file begins as a sparse extent. */
export function isSparse(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === MAGIC
}

/** Opens an extent; grains are read when they are asked for. Throws DISK_IMAGE or LIMIT; reading throws DISK_IMAGE for a grain that cannot be. */
export function openSparse(file: Bytes, place: DiskPlace, limits: Limits): SparseExtent {
  const wrong = (structure: string, offset: number, detail: string) =>
    diskError('DISK_IMAGE', place, structure, offset, detail)
  if (file.length < HEADER) throw wrong('VMDK header', 0, `the file has ${file.length} bytes, less than its header.`)
  const first = new Fields(file.read(0, HEADER))
  const isAtEnd = new DataView(first.bytes.buffer, first.bytes.byteOffset).getBigUint64(56, true) === AT_END
  // A footer is a header of its own, with the end marker after it.
  const at = isAtEnd ? file.length - 2 * SECTOR : 0
  if (at < 0) throw wrong('VMDK footer', 0, 'the file is shorter than its footer.')
  const header = new Fields(file.read(at, at + HEADER))
  const title = isAtEnd ? 'VMDK footer' : 'VMDK header'
  if (!isSparse(header.bytes)) throw wrong(title, at, 'it is not there. The file may have been cut off while copying.')
  const version = header.u32(4)
  if (version < 1 || version > 3) throw wrong(title, at + 4, `version ${version} is not known.`)
  const flags = header.u32(8)
  const capacity = header.u64(12) * SECTOR
  const grainSectors = header.u64(20)
  const rows = header.u32(44)
  const directoryAt = header.u64(56) * SECTOR
  const isCompressed = (flags & IS_COMPRESSED) !== 0
  const where = { layer: place.disk, offset: at }
  if (!isPowerOfTwo(grainSectors)) throw wrong(title, at + 20, `a grain of ${grainSectors} sectors cannot be.`)
  const grainBytes = grainSectors * SECTOR
  withinLimit(limits, 'grainBytes', grainBytes, where)
  if (rows < 1 || rows > MOST_ROWS) throw wrong(title, at + 44, `a grain table of ${rows} rows cannot be.`)
  if (!Number.isSafeInteger(capacity)) throw wrong(title, at + 12, 'it says that the disk is larger than any disk.')
  if (isCompressed && header.u16(77) !== 1) throw wrong(title, at + 77, `compression ${header.u16(77)} is not known.`)
  const tables = Math.ceil(capacity / (grainBytes * rows))
  withinLimit(limits, 'grainDirectoryBytes', tables * 4, where)
  if (!(directoryAt + tables * 4 <= file.length)) {
    throw wrong(
      'grain directory',
      at + 56,
      `it is said to be at byte ${directoryAt}, outside of the file of ${file.length} bytes.`,
    )
  }
  const grains = new Grains(file, place, {
    grainBytes,
    rows,
    capacity,
    isCompressed,
    hasZeroGrains: (flags & HAS_ZERO_GRAINS) !== 0,
    directory: new Fields(Uint8Array.from(file.read(directoryAt, directoryAt + tables * 4))),
    directoryAt,
  })
  const descriptorAt = first.u64(28) * SECTOR
  const descriptorSize = first.u64(36) * SECTOR
  const hasDescriptor = descriptorAt > 0 && descriptorSize > 0 && descriptorAt + descriptorSize <= file.length
  if (hasDescriptor) withinLimit(limits, 'descriptorBytes', descriptorSize, where)
  const text = hasDescriptor ? file.read(descriptorAt, descriptorAt + descriptorSize) : new Uint8Array(0)
  return {
    bytes: new MadeBytes((start, end) => grains.read(start, end), capacity),
    isCompressed,
    descriptor: Buffer.from(text).toString('latin1').split('\0')[0] ?? '',
    descriptorAt,
  }
}

interface GrainFacts {
  readonly grainBytes: number
  readonly rows: number
  readonly capacity: number
  readonly isCompressed: boolean
  readonly hasZeroGrains: boolean
  readonly directory: Fields
  readonly directoryAt: number
}

class Grains {
  readonly #tables = new Map<number, Fields>()
  readonly #grains = new Map<number, Uint8Array>()

  constructor(
    private readonly file: Bytes,
    private readonly place: DiskPlace,
    private readonly facts: GrainFacts,
  ) {}

  read(start: number, end: number): Uint8Array {
    const { grainBytes } = this.facts
    const out = new Uint8Array(end - start)
    for (let at = start; at < end; ) {
      const grain = Math.floor(at / grainBytes)
      const from = at - grain * grainBytes
      const to = Math.min(grainBytes, from + end - at)
      const bytes = this.#grain(grain, from, to)
      if (bytes) out.set(bytes, at - start)
      at += to - from
    }
    return out
  }

  /** Bytes [from, to) of a grain; null for zeros. */
  #grain(grain: number, from: number, to: number): Uint8Array | null {
    const { rows, hasZeroGrains, isCompressed } = this.facts
    const table = this.#table(Math.floor(grain / rows))
    const sector = table?.fields.u32((grain % rows) * 4) ?? 0
    if (table === null || sector === 0 || (sector === 1 && hasZeroGrains)) return null
    const at = sector * SECTOR
    const row = table.at + (grain % rows) * 4
    if (isCompressed) return this.#compressed(grain, at, row).subarray(from, to)
    // The last grain of a file may end with the disk: only what is asked for has to be there.
    if (at + to > this.file.length)
      throw this.#wrong(row, `grain ${grain} is said to be at byte ${at}, outside of the file.`)
    return this.file.read(at + from, at + to)
  }

  #table(index: number): { readonly fields: Fields; readonly at: number } | null {
    const { directory, rows, directoryAt } = this.facts
    const at = directory.u32(index * 4) * SECTOR
    if (at === 0) return null
    const known = this.#tables.get(index)
    if (known) return { fields: known, at }
    if (at + rows * 4 > this.file.length) {
      throw diskError(
        'DISK_IMAGE',
        this.place,
        'grain directory',
        directoryAt + index * 4,
        `grain table ${index} is said to be at byte ${at}, outside of the file.`,
      )
    }
    const fields = new Fields(Uint8Array.from(this.file.read(at, at + rows * 4)))
    keep(this.#tables, index, fields, KEPT_TABLES)
    return { fields, at }
  }

  #compressed(grain: number, at: number, row: number): Uint8Array {
    const known = this.#grains.get(grain)
    if (known) return known
    const { grainBytes, capacity } = this.facts
    if (at + MARKER > this.file.length)
      throw this.#wrong(row, `grain ${grain} is said to be at byte ${at}, outside of the file.`)
    const marker = new Fields(this.file.read(at, at + MARKER))
    const size = marker.u32(8)
    if (marker.u64(0) * SECTOR !== grain * grainBytes) {
      throw this.#wrong(row, `what is at byte ${at} is not grain ${grain}.`)
    }
    // What deflate cannot make smaller grows by a few bytes.
    if (size === 0 || size > 2 * grainBytes || at + MARKER + size > this.file.length) {
      throw this.#wrong(row, `grain ${grain} at byte ${at} is said to have ${size} compressed bytes.`)
    }
    let bytes: Uint8Array
    try {
      bytes = inflateSync(this.file.read(at + MARKER, at + MARKER + size), { maxOutputLength: grainBytes })
    } catch {
      throw this.#wrong(row, `grain ${grain} at byte ${at} cannot be inflated.`)
    }
    const wanted = Math.min(grainBytes, capacity - grain * grainBytes)
    if (bytes.length < wanted)
      throw this.#wrong(row, `grain ${grain} at byte ${at} inflates to ${bytes.length} bytes, not ${wanted}.`)
    keep(this.#grains, grain, bytes, KEPT_GRAINS)
    return bytes
  }

  #wrong(offset: number, detail: string) {
    return diskError('DISK_IMAGE', this.place, 'grain table', offset, detail)
  }
}

/** Keeps the newest ones. */
function keep<V>(map: Map<number, V>, key: number, value: V, most: number): void {
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) break
    map.delete(oldest)
  }
}
