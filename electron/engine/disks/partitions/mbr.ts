// A partition table of the old kind: four rows in the first sector, and a chain of sectors for logical partitions. The trap: the chain can
// lead back into itself or anywhere else; each of its sectors is read once, and their number is bounded.
import type { Bytes } from '../../codecs/bytes'
import type { Limits } from '../../codecs/limits'
import { type Damage, diskError, type DiskPlace } from '../damage'
import { Fields } from '../little-endian'
import { mbrType, nameOfMbrType, type Partition } from './partition'

const SECTOR = 512
const ROWS = 446
const EXTENDED = [0x05, 0x0f, 0x85]
/** The type of the one row that stands before a GPT. */
export const PROTECTIVE = 0xee
/** Logical partitions are counted from here, however few primary ones there are. */
const FIRST_LOGICAL = 5

interface Row {
  readonly index: number
  readonly type: number
  /** Sectors. */
  readonly first: number
  readonly count: number
}

/** Whether the sector ends as a partition table does. A FAT begins with such a sector too. */
export function hasMbrSignature(disk: Bytes): boolean {
  if (disk.length < SECTOR) return false
  const end = disk.read(SECTOR - 2, SECTOR)
  return end[0] === 0x55 && end[1] === 0xaa
}

/** The four rows of the sector at `offset`, those that are used. */
export function mbrRows(disk: Bytes, offset: number): readonly Row[] {
  const fields = new Fields(disk.read(offset, offset + SECTOR))
  return [0, 1, 2, 3].flatMap(index => {
    const at = ROWS + index * 16
    const row = { index, type: fields.u8(at + 4), first: fields.u32(at + 8), count: fields.u32(at + 12) }
    return row.type === 0 || row.count === 0 ? [] : [row]
  })
}

/** Primary partitions by their row, then the logical ones in the order of their chain. */
export function readMbr(disk: Bytes, place: DiskPlace, limits: Limits, damage: Damage): readonly Partition[] {
  const partitions: Partition[] = []
  let nextLogical = FIRST_LOGICAL
  for (const row of mbrRows(disk, 0)) {
    if (EXTENDED.includes(row.type)) {
      for (const logical of logicalOf(disk, row.first * SECTOR, place, limits, damage)) {
        partitions.push({ ...logical, number: nextLogical++ })
      }
    } else {
      const structure = `MBR row ${row.index + 1}`
      const primary = partitionOf(disk, row, 0, 0, structure, place, damage)
      if (primary) partitions.push({ ...primary, number: row.index + 1 })
    }
  }
  return partitions
}

/** A row's partition, clipped to the disk; null, and a finding, where nothing of it is there. `base` is what its sectors count from. */
function partitionOf(
  disk: Bytes,
  { index, type, first, count }: Row,
  base: number,
  table: number,
  structure: string,
  place: DiskPlace,
  damage: Damage,
): Omit<Partition, 'number'> | null {
  const start = base + first * SECTOR
  const end = start + count * SECTOR
  const at = table + ROWS + index * 16
  if (start >= disk.length || first === 0) {
    const detail = `a partition from byte ${start} to ${end} is not on this disk of ${disk.length} bytes.`
    damage.add(diskError('PARTITION_TABLE', place, structure, at, detail))
    return null
  }
  if (end > disk.length) {
    const detail = `its partition ends at byte ${end}, after the disk of ${disk.length} bytes. It is read as far as it goes.`
    damage.add(diskError('PARTITION_TABLE', place, structure, at, detail))
  }
  const size = Math.min(end, disk.length) - start
  return { start, size, type: mbrType(type), typeName: nameOfMbrType(type), name: '' }
}

function* logicalOf(
  disk: Bytes,
  extended: number,
  place: DiskPlace,
  limits: Limits,
  damage: Damage,
): Iterable<Omit<Partition, 'number'>> {
  const seen = new Set<number>()
  let at = extended
  for (;;) {
    const wrong = chainFault(disk, at, seen, limits)
    if (wrong) {
      damage.add(diskError('PARTITION_TABLE', place, 'chain of logical partitions', at, wrong))
      return
    }
    seen.add(at)
    const rows = mbrRows(disk, at)
    const row = rows.find(({ type }) => !EXTENDED.includes(type))
    if (row) {
      const logical = partitionOf(disk, row, at, at, 'logical partition', place, damage)
      if (logical) yield logical
    }
    const next = rows.find(({ type }) => EXTENDED.includes(type))
    if (!next) return
    at = extended + next.first * SECTOR
  }
}

/** Why the chain cannot go on at a byte; null where it can. */
function chainFault(disk: Bytes, at: number, seen: ReadonlySet<number>, limits: Limits): string | null {
  if (at + SECTOR > disk.length || at < SECTOR) return 'it leads off the disk. What comes after is not known.'
  if (seen.has(at)) return 'it leads back to where it was.'
  if (seen.size >= limits.partitions) return `it has more than ${limits.partitions} links (limit "partitions").`
  const end = disk.read(at + SECTOR - 2, at + SECTOR)
  return end[0] === 0x55 && end[1] === 0xaa ? null : 'there is no partition table where it leads.'
}
