// FILE as a collection (vm-support, UAC, an archive or a folder of them): `COLLECTION!/path/in/it`, or COLLECTION alone for the only copy of a
// state in it. The trap: disks and boot banks have `!/` too, so that only what is an archive or a folder is looked through.
import { existsSync } from 'node:fs'
import { BootbankError } from '../../../shared/model/errors'
import { chooseCopy } from '../../engine/collections/choose-copy'
import { findCopies, looksCollected } from '../../engine/collections/find'
import { type OpenedCopy, openCopy } from '../../engine/collections/open-copy'
import { plainPath } from '../../engine/collections/copy-kind'
import { packingOf } from '../../engine/collections/packed'
import { banksInFolder } from '../../engine/disks/banks/folder-banks'
import { nameOf } from './open-bank'
import { optionsFor, STDIN } from './read-file'
import type { Run } from './run'

/** The copy that is meant; null where FILE is not a collection. Rejects CHOOSE_COPY, NO_COPY, and what reading rejects with. */
export async function openFound(file: string, run: Run): Promise<OpenedCopy | null> {
  if (file === STDIN || run.opening.bank !== null) return null
  const given = await splitCollection(file, run)
  if (given === null) return null
  const { path, wanted } = given
  const options = { ...optionsFor(path, run), name: nameOf(path) }
  const report = await findCopies(path, options)
  if (report === null) return null
  // A folder without a copy is refused as a folder, as it always was.
  if (report.kind === 'folder' && report.copies.length === 0 && wanted === null) throw options.refusal('EISDIR')
  for (const problem of report.problems) run.note(problem)
  const copy = chooseCopy(report, wanted)
  const opened = await openCopy(path, report, copy, options)
  run.note(`${opened.name} is ${opened.source.text}`)
  if (opened.note !== null) run.note(opened.note)
  return opened
}

interface GivenCollection {
  readonly path: string
  readonly wanted: string | null
}

async function splitCollection(file: string, run: Run): Promise<GivenCollection | null> {
  const whole = { ...optionsFor(file, run), name: nameOf(file) }
  if (existsSync(file)) {
    const kind = await looksCollected(file, whole)
    if (kind === null || (kind === 'folder' && (await hasBanks(file, run)))) return null
    return { path: file, wanted: null }
  }
  const at = file.indexOf('!/')
  if (at <= 0) return null
  const path = file.slice(0, at)
  const wanted = plainPath(file.slice(at + 2))
  if (!existsSync(path) || wanted === '') return null
  const kind = await looksCollected(path, { ...whole, name: nameOf(path) })
  if (kind === 'folder') return (await hasBanks(path, run)) ? null : { path, wanted }
  return (await packingOf(path)) === null ? null : { path, wanted }
}

/** A mounted boot bank, or a folder of such, is a disk to this program. */
async function hasBanks(path: string, run: Run): Promise<boolean> {
  try {
    return (await banksInFolder(path, { ...optionsFor(path, run), name: nameOf(path) })).length > 0
  } catch (error) {
    if (error instanceof BootbankError && error.code === 'CANCELLED') throw error
    return false
  }
}
