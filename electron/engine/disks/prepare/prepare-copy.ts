// A prepared copy: a raw image like the opened disk, but with another state.tgz on one of its banks; never the opened disk itself, never a
// device. What was written is opened again like any disk, and has to be what was meant.
import { lstat } from 'node:fs/promises'
import { basename } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { type Bytes, sha256Of } from '../../codecs/bytes'
import { defaultLimits, type Limits } from '../../codecs/limits'
import { refusalOf } from '../../files/file-errors'
import type { DiskOptions } from '../../restore/disk-file'
import { refuseSameFile } from '../../restore/same-file'
import type { Bank } from '../banks/bank'
import { Damage } from '../damage'
import type { DiskImage } from '../disk-image'
import type { FatVolume } from '../fat/volume'
import { type Disk, openDisk, volumeOf } from '../open-disk'
import { readPartitions } from '../partitions/table'
import type { PatchRange } from './patches'
import { planState, refuseUnsound } from './plan-state'
import { writeCopy } from './write-copy'

export interface PreparedCopy {
  /** Bytes of the copy. */
  readonly size: number
  /** Bytes and hash of the state.tgz, as it was read from the copy. */
  readonly state: { readonly size: number; readonly sha256: string }
  /** What differs from the opened disk, in its order; nothing else does. */
  readonly ranges: readonly PatchRange[]
}

export interface PrepareOptions extends DiskOptions {
  readonly limits?: Limits
  /** The time that the file gets. */
  readonly now: Date
}

/** What would change on the disk; nothing is written. Throws NO_BANK, NO_ROOM or FILE_SYSTEM. */
export function planCopy(
  { image, report }: Disk,
  bank: Bank,
  state: Bytes,
  { limits = defaultLimits, now }: Pick<PrepareOptions, 'limits' | 'now'>,
): { readonly image: DiskImage; readonly ranges: readonly PatchRange[] } {
  if (!image) {
    throw new BootbankError(
      'NO_BANK',
      `${report.name} is a folder, of which no copy is prepared. Write a bundle, and use its restore.sh.`,
    )
  }
  return { image, ranges: planState(volumeOfBank(image, bank, limits), state, now) }
}

/** Writes the copy. Throws NO_BANK, NO_ROOM, FILE_SYSTEM, SAME_FILE, WRITE_FAILED, VERIFY_FAILED or CANCELLED; then nothing is at the path that was not. */
export async function prepareCopy(
  disk: Disk,
  bank: Bank,
  state: Bytes,
  path: string,
  options: PrepareOptions,
): Promise<PreparedCopy> {
  for (const file of disk.image?.files ?? []) await refuseSameFile(file, path)
  await refuseLink(path)
  const { image, ranges } = planCopy(disk, bank, state, options)
  const sha256 = sha256Of(state)
  await writeCopy(image, ranges, path, {
    ...options,
    check: written => proveCopy(written, disk.report, bank, sha256, options.limits ?? defaultLimits),
  })
  return { size: image.bytes.length, state: { size: state.length, sha256 }, ranges }
}

function volumeOfBank(image: DiskImage, bank: Bank, limits: Limits): FatVolume {
  const place = { disk: image.name, partition: null, start: 0 }
  const { partitions } = readPartitions(image.bytes, place, limits, new Damage())
  const partition = partitions.find(({ number }) => number === bank.report.partition)
  const volume = partition && volumeOf(image, partition, { limits }, new Damage())
  if (volume) return volume
  throw new BootbankError('NO_BANK', `${image.name} has no such bank any more.`)
}

/** The copy has the same banks as the disk, except for the state of one, whose file system is whole. Throws VERIFY_FAILED. */
async function proveCopy(
  written: string,
  before: Disk['report'],
  bank: Bank,
  sha256: string,
  limits: Limits,
): Promise<void> {
  const disk = await openDisk(written, {
    name: basename(written),
    limits,
    refusal: code => refusalOf(code, written),
  })
  const hashes = disk?.report.banks.map(({ state }) => state?.sha256 ?? null) ?? []
  const wanted = before.banks.map(({ number, state }) =>
    number === bank.report.number ? sha256 : (state?.sha256 ?? null),
  )
  const isRight = hashes.length === wanted.length && hashes.every((hash, index) => hash === wanted[index])
  if (!disk?.image || !isRight)
    throw new BootbankError('VERIFY_FAILED', 'The banks of the copy are not what they should be. Nothing was kept.')
  try {
    refuseUnsound(volumeOfBank(disk.image, bank, limits))
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
    throw new BootbankError('VERIFY_FAILED', `The copy was not kept: ${error.message}`, error.where)
  }
}

/** A link is replaced by a rename, but to a device it is more likely a mistake. */
async function refuseLink(path: string): Promise<void> {
  const facts = await lstat(path).catch(() => null)
  if (!facts || facts.isFile()) return
  throw new BootbankError(
    'WRITE_FAILED',
    `${path} is not a file but a folder, link, device or pipe. Choose the name of a new file.`,
  )
}
