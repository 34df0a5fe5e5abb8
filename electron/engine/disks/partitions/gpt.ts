// A GUID partition table (UEFI specification 2.10, section 5.3): header and rows are each proven by a CRC; where those of the first table
// do not fit, the one at the end of the disk is used. Nothing in it is believed before it was held against the size of the disk.
import { crc32 } from 'node:zlib'
import type { Bytes } from '../../codecs/bytes'
import type { Limits } from '../../codecs/limits'
import { type Damage, diskError, type DiskPlace } from '../damage'
import { Fields } from '../little-endian'
import { nameOfGuid, type Partition } from './partition'

const SIGNATURE = 'EFI PART'
const HEADER = 92
/** A sector of a disk is one of these. */
const SECTORS = [512, 4096]
/** Bytes of one row: 128 by the specification, more by its leave. */
const ROW = 128
const LARGEST_ROW = 4096

interface Header {
  readonly fields: Fields
  readonly offset: number
  /** Null where it proves itself, else what does not fit. */
  readonly wrong: string | null
}

/** Bytes of a sector if a GPT header is where one belongs, else null. */
export function gptSector(disk: Bytes): number | null {
  return SECTORS.find(sector => hasSignature(disk, sector) || hasSignature(disk, disk.length - sector)) ?? null
}

function hasSignature(disk: Bytes, offset: number): boolean {
  if (offset < 512 || offset + HEADER > disk.length) return false
  return Buffer.from(disk.read(offset, offset + 8)).toString('latin1') === SIGNATURE
}

/** The rows of the first table that proves itself; where none does, those of the first one that can be read at all. */
export function readGpt(
  disk: Bytes,
  sector: number,
  place: DiskPlace,
  limits: Limits,
  damage: Damage,
): readonly Partition[] {
  const last = disk.length - (disk.length % sector) - sector
  const copies = [
    { title: 'GPT header', offset: sector },
    { title: 'backup GPT header', offset: last },
  ]
  let unproven: readonly Partition[] | null = null
  for (const { title, offset } of copies) {
    const header = hasSignature(disk, offset) ? headerAt(disk, offset, sector) : null
    if (!header) {
      damage.add(diskError('PARTITION_TABLE', place, title, offset, 'there is none. The other one is used.'))
      continue
    }
    if (header.wrong) damage.add(diskError('PARTITION_TABLE', place, title, offset, header.wrong))
    const rows = rowsOf(disk, header, sector, title, place, limits, damage)
    if (!rows) continue
    if (rows.isProven && !header.wrong) return rows.partitions
    unproven ??= rows.partitions
  }
  return unproven ?? []
}

function headerAt(disk: Bytes, offset: number, sector: number): Header {
  const fields = new Fields(disk.read(offset, offset + Math.min(sector, disk.length - offset)))
  const size = fields.u32(12)
  if (size < HEADER || size > fields.bytes.length) {
    return { fields, offset, wrong: `it says that it has ${size} bytes.` }
  }
  const bytes = Buffer.from(fields.bytes.subarray(0, size))
  const stored = fields.u32(16)
  bytes.fill(0, 16, 20)
  if (crc32(bytes) !== stored) return { fields, offset, wrong: 'its CRC does not fit. The other one is used.' }
  if (fields.u64(24) !== offset / sector)
    return { fields, offset, wrong: `it says that it is at sector ${fields.u64(24)}.` }
  return { fields, offset, wrong: null }
}

function rowsOf(
  disk: Bytes,
  { fields, offset }: Header,
  sector: number,
  title: string,
  place: DiskPlace,
  limits: Limits,
  damage: Damage,
): { readonly partitions: readonly Partition[]; readonly isProven: boolean } | null {
  const start = fields.u64(72) * sector
  const said = fields.u32(80)
  const count = Math.min(said, limits.partitions)
  const size = fields.u32(84)
  if (size < ROW || size > LARGEST_ROW || size % 8 !== 0 || !(start + count * size <= disk.length)) {
    const detail = `its table of ${said} rows of ${size} bytes at byte ${start} is not on the disk.`
    damage.add(diskError('PARTITION_TABLE', place, title, offset, detail))
    return null
  }
  if (said > count) {
    const detail = `it says that it has ${said} rows; the first ${count} are read (limit "partitions").`
    damage.add(diskError('PARTITION_TABLE', place, title, offset, detail))
  }
  const table = disk.read(start, start + count * size)
  const isProven = said === count && crc32(table) === fields.u32(88)
  if (!isProven && said === count) {
    damage.add(diskError('PARTITION_TABLE', place, 'GPT rows', start, 'their CRC does not fit.'))
  }
  const partitions: Partition[] = []
  for (let index = 0; index < count; index++) {
    const row = new Fields(table.subarray(index * size, (index + 1) * size))
    const type = guidAt(row, 0)
    if (type === NOTHING) continue
    const first = row.u64(32) * sector
    const end = (row.u64(40) + 1) * sector
    const at = start + index * size
    if (!(first < end) || first >= disk.length) {
      const detail = `partition ${index + 1} from byte ${first} to ${end} is not on this disk of ${disk.length} bytes.`
      damage.add(diskError('PARTITION_TABLE', place, `GPT row ${index + 1}`, at, detail))
      continue
    }
    if (end > disk.length) {
      const detail = `partition ${index + 1} ends at byte ${end}, after the disk of ${disk.length} bytes. It is read as far as it goes.`
      damage.add(diskError('PARTITION_TABLE', place, `GPT row ${index + 1}`, at, detail))
    }
    const name = Buffer.from(row.bytes.subarray(56, 128)).toString('utf16le').split('\0')[0] ?? ''
    partitions.push({
      number: index + 1,
      start: first,
      size: Math.min(end, disk.length) - first,
      type,
      typeName: nameOfGuid(type),
      name,
    })
  }
  return { partitions, isProven }
}

const NOTHING = '00000000-0000-0000-0000-000000000000'

/** The first three groups are little endian, the others as they stand. */
function guidAt(fields: Fields, at: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const rest = Buffer.from(fields.bytes.subarray(at + 8, at + 16)).toString('hex')
  const parts = [
    hex(fields.u32(at), 8),
    hex(fields.u16(at + 4), 4),
    hex(fields.u16(at + 6), 4),
    rest.slice(0, 4),
    rest.slice(4),
  ]
  return parts.join('-').toUpperCase()
}
