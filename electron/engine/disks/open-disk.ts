// A disk, or a folder, with everything that is known of its boot banks. What is wrong with one partition does not keep the others from being
// read: it is a finding.
import { stat } from 'node:fs/promises'
import type { BankReport, DiskReport, PartitionReport } from '../../../shared/model/disk'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import { type ReadOptions, refused } from '../files/read-file'
import { type Bank, bankOf, type FoundBank } from './banks/bank'
import { bootRules } from './banks/boot-rules'
import { bankOnFat, labelOf } from './banks/fat-bank'
import { banksInFolder } from './banks/folder-banks'
import { Damage, diskError } from './damage'
import { type DiskImage, openDiskImage } from './disk-image'
import { isFat } from './fat/boot-sector'
import { FatVolume } from './fat/volume'
import type { Partition } from './partitions/partition'
import { readPartitions } from './partitions/table'

const LARGEST_LABEL = 64

/** An opened disk. */
export interface Disk {
  readonly report: DiskReport
  readonly banks: readonly Bank[]
  /** Null for a folder. */
  readonly image: DiskImage | null
}

/** Opens what is at a path as a disk or a folder of banks; null for any other file. Throws DISK_IMAGE, LIMIT, CANCELLED, or the refusal of the options. */
export async function openDisk(path: string, options: ReadOptions): Promise<Disk | null> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path, options)
    const image = await openDiskImage(path, options.name, options.limits)
    return image && readDisk(image, options)
  } catch (error) {
    throw refused(error, options.refusal)
  }
}

/** Reads the banks of a disk. Throws only CANCELLED. */
export function readDisk(image: DiskImage, options: Pick<ReadOptions, 'limits' | 'signal'>): Disk {
  const damage = new Damage()
  const place = { disk: image.name, partition: null, start: 0 }
  const table = attempt(damage, () => readPartitions(image.bytes, place, options.limits, damage)) ?? {
    kind: 'none' as const,
    partitions: [],
  }
  const partitions: PartitionReport[] = []
  const found: FoundBank[] = []
  for (const partition of table.partitions) {
    throwIfCancelled(options.signal)
    const volume = attempt(damage, () => volumeOf(image, partition, options, damage))
    const root = volume && attempt(damage, () => volume.root())
    const bank = volume && attempt(damage, () => bankOnFat(volume, partition))
    if (bank) found.push(bank)
    const { number, start, size, type, typeName } = partition
    const label = (volume ? labelOf(root, volume, partition) : partition.name).slice(0, LARGEST_LABEL)
    const fileSystem = volume ? `FAT${volume.geometry.kind}` : null
    partitions.push({ number, start, size, type, typeName, label, fileSystem })
  }
  const banks = found.map((bank, index) => bankOf(bank, index + 1, image.files))
  const reports = banks.map(({ report }) => report)
  return {
    banks,
    image,
    report: {
      name: image.name,
      kind: image.kind,
      size: image.bytes.length,
      table: table.kind,
      layout: layoutOf(partitions, reports),
      partitions,
      banks: reports,
      boots: bootRules(reports),
      findings: damage.findings,
    },
  }
}

/** The file system of a partition; null where it is none that is read. */
export function volumeOf(
  image: DiskImage,
  partition: Partition,
  { limits }: Pick<ReadOptions, 'limits'>,
  damage: Damage,
): FatVolume | null {
  const bytes: Bytes = image.bytes.slice(partition.start, partition.start + partition.size)
  if (!isFat(bytes)) return null
  const place = { disk: image.name, partition: `partition ${partition.number}`, start: partition.start }
  return new FatVolume(bytes, place, limits, damage)
}

async function openFolder(path: string, options: ReadOptions): Promise<Disk> {
  const found = await banksInFolder(path, options)
  if (found.length === 0) throw options.refusal('EISDIR')
  const banks = found.map(({ bank, files }, index) => bankOf(bank, index + 1, files))
  const reports = banks.map(({ report }) => report)
  return {
    banks,
    image: null,
    report: {
      name: options.name,
      kind: 'folder',
      size: 0,
      table: 'none',
      layout: null,
      partitions: [],
      banks: reports,
      boots: bootRules(reports),
      findings: [],
    },
  }
}

/** What fails is a finding, and null. */
function attempt<T>(damage: Damage, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
    damage.add(error, 'error')
    return null
  }
}

/** By what the installers of ESXi make: docs/banks.md. */
function layoutOf(partitions: readonly PartitionReport[], banks: readonly BankReport[]): DiskReport['layout'] {
  const isNew = (label: string) => /^(BOOTBANK[12]|OSDATA|LOCKER)/i.test(label)
  if (banks.length === 0) return null
  if (partitions.some(({ label, typeName }) => typeName === 'VMFS-L' || isNew(label))) return 'since-7.0'
  return banks.some(({ partition }) => partition === 5 || partition === 6) ? 'before-7.0' : null
}

/** The state.tgz of a bank: by its number, its label, or null for the one that boots. Throws NO_BANK. */
export function chooseBank({ report, banks }: Disk, wanted: string | null): Bank {
  const names = report.banks
    .map(({ number, label }) => (label === '' ? `${number}` : `${number} (${label})`))
    .join(', ')
  const place = { disk: report.name, partition: null, start: 0 }
  const refuse = (detail: string) => diskError('NO_BANK', place, 'boot banks', 0, detail)
  if (banks.length === 0) {
    throw refuse('no partition with the boot.cfg of a boot bank was found. bootbank banks shows what is there.')
  }
  const booting = report.boots.byState ?? report.boots.byUpdated
  const chosen = banks.find(({ report: { number, label } }) =>
    wanted === null ? number === booting : wanted === `${number}` || wanted.toLowerCase() === label.toLowerCase(),
  )
  if (!chosen) throw refuse(`there is no bank ${wanted}. There are: ${names}.`)
  if (!chosen.state) throw refuse(`bank ${chosen.report.number} has no state.tgz. There are banks: ${names}.`)
  return chosen
}
