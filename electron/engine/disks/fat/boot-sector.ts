// The first sector of a FAT file system: where its tables, root folder and clusters are (Microsoft, "FAT: General Overview of On-Disk
// Format", 1.03). The trap: every number in it can lie, so each is held against the bytes that are there before anything follows it.
import type { Bytes } from '../../codecs/bytes'
import { type Damage, diskError, type DiskPlace } from '../damage'
import { Fields, isPowerOfTwo } from '../little-endian'

const BOOT_SECTOR = 512
/** Below these numbers of clusters a file system is FAT12, or FAT16. */
const FAT12_END = 4085
const FAT16_END = 65_525
const ENTRY = 32
/** The two numbers that no cluster has. */
export const FIRST_CLUSTER = 2

/** Where everything is. Offsets and lengths are bytes, counted from the start of the file system. */
export interface FatGeometry {
  readonly kind: 12 | 16 | 32
  readonly sectorBytes: number
  readonly clusterBytes: number
  /** Start of the first table. */
  readonly fatStart: number
  readonly fatBytes: number
  readonly fatCount: number
  /** Which table counts: another than the first only on a FAT32 that does not mirror them. */
  readonly activeFat: number
  /** Whether all tables are kept equal. */
  readonly isMirrored: boolean
  /** The root folder of FAT12 and FAT16; of length 0 on FAT32. */
  readonly rootStart: number
  readonly rootBytes: number
  /** The root folder of FAT32; 0 on others. */
  readonly rootCluster: number
  /** Start of cluster 2. */
  readonly dataStart: number
  /** How many clusters there are. */
  readonly clusters: number
  /** Start of the FSInfo sector of FAT32; null on others. */
  readonly infoStart: number | null
  /** As the first sector has it; the one in the root folder counts more. */
  readonly label: string
  /** Eight hex digits with a dash, as mdir shows it. */
  readonly serial: string
}

/** Whether the first sector is that of a FAT: all of its numbers are such as a FAT can have. */
export function isFat(bytes: Bytes): boolean {
  if (bytes.length < BOOT_SECTOR) return false
  const sector = new Fields(bytes.read(0, BOOT_SECTOR))
  const jump = sector.u8(0)
  const media = sector.u8(21)
  return (
    (jump === 0xeb || jump === 0xe9) &&
    isPowerOfTwo(sector.u16(11)) &&
    sector.u16(11) >= 512 &&
    sector.u16(11) <= 4096 &&
    isPowerOfTwo(sector.u8(13)) &&
    sector.u16(14) > 0 &&
    sector.u8(16) >= 1 &&
    sector.u8(16) <= 4 &&
    (media === 0xf0 || media >= 0xf8)
  )
}

/** Reads the first sector. Throws FILE_SYSTEM where it is none, or nothing after it can be found by it. */
export function readGeometry(bytes: Bytes, place: DiskPlace, damage: Damage): FatGeometry {
  const wrong = (offset: number, detail: string) => diskError('FILE_SYSTEM', place, 'FAT boot sector', offset, detail)
  if (!isFat(bytes)) throw wrong(0, 'there is no FAT file system.')
  const sector = new Fields(bytes.read(0, BOOT_SECTOR))
  const sectorBytes = sector.u16(11)
  const clusterBytes = sectorBytes * sector.u8(13)
  const fatStart = sector.u16(14) * sectorBytes
  const fatCount = sector.u8(16)
  const rootBytes = sector.u16(17) * ENTRY
  const isLarge = sector.u16(22) === 0
  const fatBytes = (isLarge ? sector.u32(36) : sector.u16(22)) * sectorBytes
  const said = (sector.u16(19) || sector.u32(32)) * sectorBytes
  if (fatBytes === 0) throw wrong(isLarge ? 36 : 22, 'it says that its tables have no sectors.')
  const rootStart = fatStart + fatCount * fatBytes
  const dataStart = rootStart + Math.ceil(rootBytes / sectorBytes) * sectorBytes
  if (said > bytes.length) {
    const detail = `it says that the file system has ${said} bytes, the partition has ${bytes.length}. It is read as far as it goes.`
    damage.add(wrong(32, detail))
  }
  const end = Math.min(said, bytes.length)
  if (dataStart + clusterBytes > end) {
    throw wrong(
      14,
      `its tables and its root folder end at byte ${place.start + dataStart}, after the file system itself.`,
    )
  }
  const room = Math.floor((said - dataStart) / clusterBytes)
  const kind = isLarge ? 32 : room < FAT12_END ? 12 : room < FAT16_END ? 16 : 32
  if (kind === 32 && !isLarge) throw wrong(22, `it has ${room} clusters, which the tables of a FAT16 cannot hold.`)
  const present = Math.floor((end - dataStart) / clusterBytes)
  const held = Math.floor((fatBytes * 8) / kind) - FIRST_CLUSTER
  if (held < present) {
    const detail = `its tables have rows for ${Math.max(0, held)} of its ${present} clusters. The others are not read.`
    damage.add(wrong(isLarge ? 36 : 22, detail))
  }
  const flags = isLarge ? sector.u16(40) : 0
  const active = flags & 0x80 ? flags & 0x0f : 0
  const info = isLarge ? sector.u16(48) * sectorBytes : 0
  const names = isLarge ? 67 : 39
  const hasNames = sector.u8(names - 1) === 0x29 || sector.u8(names - 1) === 0x28
  return {
    kind,
    sectorBytes,
    clusterBytes,
    fatStart,
    fatBytes,
    fatCount,
    activeFat: active < fatCount ? active : 0,
    isMirrored: (flags & 0x80) === 0,
    rootStart,
    rootBytes: isLarge ? 0 : rootBytes,
    rootCluster: isLarge ? sector.u32(44) : 0,
    dataStart,
    clusters: Math.max(0, Math.min(present, held)),
    infoStart: info > 0 && info < fatStart ? info : null,
    label: hasNames ? sector.text(names + 4, names + 15).trimEnd() : '',
    serial: hasNames ? serialOf(sector.u32(names)) : '',
  }
}

function serialOf(value: number): string {
  const hex = value.toString(16).toUpperCase().padStart(8, '0')
  return `${hex.slice(0, 4)}-${hex.slice(4)}`
}
