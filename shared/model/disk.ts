// A disk with the boot banks of a host on it, or a folder where such a bank is mounted, as every host of the program tells of it.
import type { Finding } from './finding'

/** How a disk is kept in its file. */
export type DiskKind = 'raw' | 'device' | 'vmdk-flat' | 'vmdk-sparse' | 'vmdk-stream-optimized' | 'folder'

/** What a disk is divided into. */
export interface PartitionReport {
  /** As ESXi numbers it. */
  readonly number: number
  /** Byte on the disk. */
  readonly start: number
  /** Bytes. */
  readonly size: number
  /** GUID, or the byte of an MBR as `0x06`; empty for an image of one file system. */
  readonly type: string
  readonly typeName: string
  /** The name in the partition table, or the label of the file system; empty where neither has one. */
  readonly label: string
  /** `FAT16`; null where the content is none that is read. */
  readonly fileSystem: string | null
}

/** One file of a bank. */
export interface BankFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** `2024-05-01T12:30:08`, without a time zone: FAT has none. */
  readonly modified: string | null
}

/** The state.tgz of a bank. */
export interface BankState extends BankFile {
  readonly sha256: string
  /** Why it could not be read whole; null where it could. */
  readonly problem: string | null
}

export interface BankReport {
  /** 1 for the first one on the disk: by which it is asked for. */
  readonly number: number
  /** The partition that it is on; null for a folder. */
  readonly partition: number | null
  /** BOOTBANK1, or the name of the folder; empty where it has none. */
  readonly label: string
  /** As boot.cfg has them; null where it has none. */
  readonly build: string | null
  readonly updated: number | null
  readonly bootstate: number | null
  /** What the number is known to mean. */
  readonly bootstateMeans: string
  readonly title: string | null
  /** When boot.cfg was written. */
  readonly bootCfgModified: string | null
  /** Whether `modules=` lists state.tgz: a host ignores the file without that. */
  readonly listsState: boolean
  /** Null where the bank has none. */
  readonly state: BankState | null
  /** Everything in its root folder. */
  readonly files: readonly BankFile[]
}

/** Which bank boots, by what is known of it: two rules that are told, which seldom disagree. */
export interface BootRules {
  /** The highest `updated` of the banks that are not retired (bootstate 3): what VMware describes, and what restore.sh does. */
  readonly byState: number | null
  /** The highest `updated`, whatever the bootstate. */
  readonly byUpdated: number | null
  /** Several banks have the highest `updated`; the first of them is named. */
  readonly isTied: boolean
  /** One sentence or two: what the rules say, and where they disagree. */
  readonly sentence: string
}

export interface DiskReport {
  readonly name: string
  readonly kind: DiskKind
  /** Bytes of the disk; 0 for a folder. */
  readonly size: number
  readonly table: 'gpt' | 'mbr' | 'none'
  /** As far as partitions and labels tell. */
  readonly layout: 'before-7.0' | 'since-7.0' | null
  readonly partitions: readonly PartitionReport[]
  readonly banks: readonly BankReport[]
  readonly boots: BootRules
  readonly findings: readonly Finding[]
}
