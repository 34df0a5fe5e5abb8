// A granted file as a disk: what is on it, and the state.tgz of one of its boot banks.
import type { DiskReport } from '../../shared/model/disk'
import { BootbankError } from '../../shared/model/errors'
import type { Bytes } from '../engine/codecs/bytes'
import { bankSource } from '../engine/disks/bank-source'
import { chooseBank, openDisk } from '../engine/disks/open-disk'
import type { BankSource } from '../engine/document/opening'
import { grantedFile } from './granted-file'
import type { CommandContext } from './session-commands'

/** What is on a disk. Rejects NO_BANK for any other file, and what opening a disk throws. */
export async function banksOf(path: string, context: CommandContext): Promise<DiskReport> {
  const options = grantedFile(path, context)
  const disk = await openDisk(path, options)
  if (disk) return disk.report
  throw new BootbankError('NO_BANK', `${options.name} is not a disk.`, { layer: options.name })
}

/** The state of a bank; null for a file that is not a disk. Rejects CHOOSE_BANK where none was chosen, and NO_BANK. */
export async function stateOfBank(
  path: string,
  bank: number | undefined,
  context: CommandContext,
): Promise<{ readonly state: Bytes; readonly source: BankSource } | null> {
  const options = grantedFile(path, context)
  const disk = await openDisk(path, options).catch((error: unknown) => {
    // A folder without a bank is looked through as a collection.
    if (bank === undefined && error instanceof BootbankError && error.code === 'IS_DIRECTORY') return null
    throw error
  })
  if (!disk) {
    if (bank === undefined) return null
    throw new BootbankError('NO_BANK', `${options.name} is not a disk.`, { layer: options.name })
  }
  if (bank === undefined) {
    throw new BootbankError('CHOOSE_BANK', `${options.name} is a disk: choose one of its boot banks.`, {
      layer: options.name,
    })
  }
  const chosen = chooseBank(disk, `${bank}`)
  return chosen.state && { state: chosen.state, source: bankSource(disk.report, chosen) }
}
