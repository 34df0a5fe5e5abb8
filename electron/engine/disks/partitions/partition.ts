// A run of a disk that a partition table names, and what ESXi's installers use the types for (docs/banks.md has the sources).

/** One row of a partition table. */
export interface Partition {
  /** As ESXi and Linux number it: 1 for the first row of the table; logical partitions of an MBR begin with 5. */
  readonly number: number
  /** Byte where it begins on the disk. */
  readonly start: number
  /** Bytes, as far as they are on the disk. */
  readonly size: number
  /** GUID in upper case, or the byte of an MBR as `0x06`. */
  readonly type: string
  /** What the type is, in words; the type itself where nothing is known of it. */
  readonly typeName: string
  /** The name in a GPT, such as BOOTBANK1; empty where there is none. */
  readonly name: string
}

export type TableKind = 'gpt' | 'mbr' | 'none'

/** What a disk is divided into. */
export interface PartitionTable {
  readonly kind: TableKind
  readonly partitions: readonly Partition[]
}

/** Type GUIDs as `partedUtil showGuids` lists them on a host, and those of the UEFI specification. */
const guids: Readonly<Record<string, string>> = {
  'C12A7328-F81F-11D2-BA4B-00A0C93EC93B': 'EFI system',
  'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7': 'basic data',
  'AA31E02A-400F-11DB-9590-000C2911D1B8': 'VMFS',
  '4EB2EA39-7855-4790-A79E-FAE495E21F8D': 'VMFS-L',
  '9D275380-40AD-11DB-BF97-000C2911D1B8': 'VMware core dump',
  '9198EFFC-31C0-11DB-8F78-000C2911D1B8': 'VMware reserved',
  '0FC63DAF-8483-4772-8E79-3D69D8477DE4': 'Linux data',
}

const bytes: Readonly<Record<number, string>> = {
  1: 'FAT12',
  4: 'FAT16 below 32 MB',
  5: 'extended',
  6: 'FAT16',
  11: 'FAT32',
  12: 'FAT32 (LBA)',
  14: 'FAT16 (LBA)',
  15: 'extended (LBA)',
  133: 'extended (Linux)',
  239: 'EFI system',
  251: 'VMFS',
  252: 'VMware core dump',
}

/** What a partition of this GPT type GUID is called; the GUID where it is not known. */
export function nameOfGuid(guid: string): string {
  return guids[guid] ?? guid
}

/** Two hex digits after 0x. */
export function mbrType(type: number): string {
  return `0x${type.toString(16).padStart(2, '0').toUpperCase()}`
}

/** What a partition of this MBR type is called; the type in hex where it is not known. */
export function nameOfMbrType(type: number): string {
  return bytes[type] ?? mbrType(type)
}
