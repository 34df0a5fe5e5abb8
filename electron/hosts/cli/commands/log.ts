// `bootbank log`: what changed when, over several backups of a host. Two of them are open at a time.
import type { ComparedSide } from '../../../../shared/model/comparison'
import { BootbankError } from '../../../../shared/model/errors'
import { compareBackups, type ToldComparison } from '../../../engine/diff/comparison'
import { comparisonJson, unseenWords } from '../../../engine/diff/words'
import type { Document } from '../../../engine/document/document'
import { backupFacts } from '../../../engine/facts/backup-facts'
import type { ExitCode } from '../exit-code'
import { openAllSound, openBackup } from '../open-backup'
import { refuseAbsent, STDIN } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'
import { linesOf, networkLinesOf } from './diff'

/** How a log is made. */
export interface LogOptions {
  /** By the time at which each backup was saved, instead of the order given. */
  readonly byTime: boolean
  /** What differs with every backup as well. */
  readonly all: boolean
}

/** Prints each step from one backup to the next. Throws USAGE for fewer than two, and for a file that is not there before
 * anything is told; a damaged layer is an error, as in `diff`, after the steps before it. */
export async function log(run: Run, given: readonly string[], { byTime, all }: LogOptions): Promise<ExitCode> {
  if (given.length < 2) throw new BootbankError('USAGE', 'A log needs two backups or more.')
  if (given.filter(file => file === STDIN).length > 0)
    throw new BootbankError('USAGE', 'A log reads files, none of them from standard input.')
  for (const file of given) await refuseAbsent(file)
  const files = byTime ? await inTime(run, given) : given
  let before: Document | null = null
  let found = 0
  for (const file of files) {
    const after: Document = await openBackup(file, run)
    await openAllSound(after, run)
    if (before) found += tell(run, await compareBackups(before, after, run.watch), all)
    before = after
  }
  return found > 0 ? 1 : 0
}

/** By the time of saving; files of one time, or of none, stay as they were given, those without a time first. */
async function inTime(run: Run, files: readonly string[]): Promise<readonly string[]> {
  const timed: { readonly file: string; readonly time: string }[] = []
  for (const file of files) {
    const document = await openBackup(file, run)
    await document.openChain(run.watch)
    timed.push({ file, time: backupFacts(document).savedAt ?? '' })
  }
  return timed.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).map(({ file }) => file)
}

/** Prints a step, and how much it has. */
function tell(run: Run, { before, after, entries, card, network, unseen }: ToldComparison, all: boolean): number {
  const locked = unseenWords(unseen)
  if (locked !== null) run.note(locked)
  const told = entries.filter(({ noise }) => all || !noise)
  if (run.json) {
    const step = {
      from: before.name,
      to: after.name,
      fromSavedAt: before.savedAt,
      toSavedAt: after.savedAt,
      fromCounter: before.counter,
      toCounter: after.counter,
    }
    for (const line of comparisonJson({ entries: told, network })) run.printJson({ ...step, ...line })
    return told.length
  }
  const hidden = entries.length - told.length
  run.print([
    terminalText(
      `${after.savedAt ?? 'time not known'}  ${after.name}${counted(after)}  (after ${before.name}${counted(before)})`,
    ),
    ...card.map(one => terminalText(`  ${one.title}: ${listed(one.before)} -> ${listed(one.after)}`)),
    ...[...told.flatMap(linesOf), ...networkLinesOf(network)].map(line => `  ${line}`),
    ...(told.length === 0 ? ['  nothing differs'] : []),
    ...(hidden > 0 ? [`  ${hidden} more that mean nothing (--all shows them)`] : []),
    '',
  ])
  return told.length
}

/** The backup's own number, where it has one. */
function counted({ counter }: ComparedSide): string {
  return counter === null ? '' : ` #${counter}`
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join('; ')
}
