// What a disk is divided into: GPT, MBR, or nothing, where the image is one file system. The trap: the first sector of a FAT ends with the
// same two bytes as an MBR, and has what looks like rows; so a file system that fits is looked for before an MBR is believed.
import type { Bytes } from '../../codecs/bytes'
import type { Limits } from '../../codecs/limits'
import { type Damage, diskError, type DiskPlace } from '../damage'
import { isFat } from '../fat/boot-sector'
import { gptSector, readGpt } from './gpt'
import { hasMbrSignature, mbrRows, PROTECTIVE, readMbr } from './mbr'
import type { Partition, PartitionTable } from './partition'

/** Whether the bytes can be a disk: a partition table or a FAT is where one belongs. */
export function looksPartitioned(disk: Bytes): boolean {
  return gptSector(disk) !== null || isFat(disk) || (hasMbrSignature(disk) && mbrRows(disk, 0).length > 0)
}

/** Reads the table. Never throws for what a disk holds: what cannot be read is a finding. */
export function readPartitions(disk: Bytes, place: DiskPlace, limits: Limits, damage: Damage): PartitionTable {
  const sector = gptSector(disk)
  const rows = hasMbrSignature(disk) ? mbrRows(disk, 0) : []
  if (sector !== null && (rows.some(({ type }) => type === PROTECTIVE) || rows.length === 0)) {
    return checked('gpt', readGpt(disk, sector, place, limits, damage), place, damage)
  }
  if (isFat(disk)) return { kind: 'none', partitions: [whole(disk)] }
  if (sector !== null) {
    const detail = 'there is a GPT without the row in the MBR that announces it. The GPT is read.'
    damage.add(diskError('PARTITION_TABLE', place, 'MBR', 0, detail))
    return checked('gpt', readGpt(disk, sector, place, limits, damage), place, damage)
  }
  if (rows.length > 0) return checked('mbr', readMbr(disk, place, limits, damage), place, damage)
  damage.add(
    diskError('PARTITION_TABLE', place, 'first sectors', 0, 'there is neither a partition table nor a FAT.'),
    'error',
  )
  return { kind: 'none', partitions: [] }
}

function whole(disk: Bytes): Partition {
  return { number: 1, start: 0, size: disk.length, type: '', typeName: 'the whole image', name: '' }
}

/** Tells of partitions that lie over each other, in the order of the disk; both are read. */
function checked(
  kind: PartitionTable['kind'],
  partitions: readonly Partition[],
  place: DiskPlace,
  damage: Damage,
): PartitionTable {
  let furthest: Partition | null = null
  for (const one of partitions.toSorted((a, b) => a.start - b.start)) {
    if (furthest && one.start < furthest.start + furthest.size) {
      const detail = `partitions ${furthest.number} and ${one.number} overlap. Both are read; only one of them can be right.`
      damage.add(diskError('PARTITION_TABLE', place, 'partition table', one.start, detail))
    }
    if (!furthest || one.start + one.size > furthest.start + furthest.size) furthest = one
  }
  return { kind, partitions }
}
