// FILE as a disk: `DISK`, or `DISK!/BANK` with the number or the label of one of its boot banks. The trap: a file may have such a name itself,
// so the whole is looked for first.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../../engine/codecs/bytes'
import { bankSource } from '../../engine/disks/bank-source'
import type { Bank } from '../../engine/disks/banks/bank'
import { chooseBank, type Disk, openDisk } from '../../engine/disks/open-disk'
import type { BankSource } from '../../engine/document/opening'
import { optionsFor, STDIN } from './read-file'
import type { Run } from './run'

export interface FoundState {
  readonly state: Bytes
  readonly source: BankSource
}

/** The state.tgz of the bank that is meant; null where FILE is not a disk. Throws NO_BANK, DISK_IMAGE, and what reading throws. */
export async function openBank(file: string, run: Run): Promise<FoundState | null> {
  if (file === STDIN) return null
  const found = await diskAt(file, run)
  if (!found) return null
  const { disk, chosen, wanted } = found
  const source = bankSource(disk.report, chosen)
  const { build, updated, bootstate, state } = chosen.report
  run.note(
    `state.tgz is that of ${source.text}: build ${build ?? 'unknown'}, updated ${updated ?? '?'}, bootstate ${bootstate ?? '?'}`,
  )
  if (wanted === null) run.note(disk.report.boots.sentence)
  if (state?.problem) run.note(state.problem)
  if (chosen.state === null) return null
  return { state: chosen.state, source }
}

/** The disk, and the bank of it that is meant. Throws NO_BANK where FILE is not a disk, and as openBank does. */
export async function chosenBank(file: string, run: Run): Promise<{ readonly disk: Disk; readonly bank: Bank }> {
  const found = await diskAt(file, run)
  if (found) return { disk: found.disk, bank: found.chosen }
  throw new BootbankError('NO_BANK', `${file} is not a disk with boot banks.`)
}

async function diskAt(file: string, run: Run) {
  const { path, bank } = splitBank(file)
  const wanted = bank ?? run.opening.bank
  const disk = await openDisk(path, { ...optionsFor(path, run), name: nameOf(path) })
  if (disk) return { disk, chosen: chooseBank(disk, wanted), wanted }
  if (wanted === null) return null
  throw new BootbankError('NO_BANK', `${path} is not a disk with boot banks, so that a bank of it cannot be chosen.`)
}

/** A folder's own name, however it is written. */
export function nameOf(path: string): string {
  return basename(path) || basename(resolve(path)) || path
}

function splitBank(file: string): { readonly path: string; readonly bank: string | null } {
  const match = /^(.+)!\/([^/]+)(?:\/state\.tgz)?$/i.exec(file)
  if (!match || existsSync(file)) return { path: file, bank: null }
  const [, path = file, bank = null] = match
  return { path, bank }
}
