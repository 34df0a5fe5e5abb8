// A boot bank on a FAT partition. All of its files are walked once, so that chains that cross and folders that hold themselves are told;
// each cluster is taken once, and so the walk ends however the disk lies.
import type { BootbankError } from '../../../../shared/model/errors'
import { toUint8Array } from '../../codecs/bytes'
import { diskError } from '../damage'
import type { FatEntry } from '../fat/folder'
import type { Claims } from '../fat/table'
import type { FatFolder, FatVolume } from '../fat/volume'
import type { Partition } from '../partitions/partition'
import { BOOT_CFG, type FoundBank, STATE } from './bank'
import { BOOT_CFG_BYTES, parseBootCfg } from './boot-cfg'

/** Folders within folders that are walked. */
const DEEPEST = 16

/** The bank on a file system; null where its root folder has no boot.cfg of a bank. */
export function bankOnFat(volume: FatVolume, partition: Partition): FoundBank | null {
  const root = volume.root()
  const entry = volume.find(root, BOOT_CFG)
  if (!entry || entry.isFolder || entry.size > BOOT_CFG_BYTES) return null
  const { bytes, problem } = volume.content(entry, BOOT_CFG)
  const bootCfg = parseBootCfg(toUint8Array(bytes))
  if (!bootCfg) return null
  if (problem) volume.damage.add(problem)
  walkVolume(volume)
  return {
    partition: partition.number,
    label: labelOf(root, volume, partition),
    bootCfg,
    bootCfgModified: entry.modified,
    files: root.entries.filter(one => !one.isFolder).map(({ name, size, modified }) => ({ name, size, modified })),
    state: stateIn(volume, root),
  }
}

/** The label in the root folder counts, then that of the boot sector, then the name in the partition table. */
export function labelOf(root: FatFolder | null, volume: FatVolume, partition: Partition): string {
  const own = root?.label ?? volume.geometry.label
  return own === '' || own === 'NO NAME' ? partition.name : own
}

function stateIn(volume: FatVolume, root: FatFolder): FoundBank['state'] {
  const entry = volume.find(root, STATE)
  if (!entry || entry.isFolder) return null
  const { bytes, problem } = volume.content(entry, STATE)
  const { name, size, modified } = entry
  return { file: { name, size, modified }, content: bytes, problem: problem?.message ?? null }
}

/** Follows every chain of the file system, and tells its damage what is wrong with them. */
export function walkVolume(volume: FatVolume): void {
  const claims = volume.newClaims()
  walkFolder(volume, volume.root(claims), '', 0, claims)
}

function walkFolder(volume: FatVolume, folder: FatFolder, path: string, depth: number, claims: Claims): void {
  for (const entry of folder.entries) {
    const name = path === '' ? entry.name : `${path}/${entry.name}`
    if (!entry.isFolder) {
      const fault = volume.faultOf(entry, name, claims)
      if (fault) volume.damage.add(fault)
    } else if (depth >= DEEPEST) {
      volume.damage.add(tooDeep(volume, entry, folder, name))
      return
    } else walkFolder(volume, volume.folder(entry, name, claims), name, depth + 1, claims)
  }
}

function tooDeep(volume: FatVolume, entry: FatEntry, folder: FatFolder, name: string): BootbankError {
  const detail = `folders lie more than ${DEEPEST} deep. What is below is not read.`
  return diskError('FILE_SYSTEM', volume.place, name, folder.locate(entry.offset), detail)
}
