// `bootbank diff`: what differs between two backups. Exit code 1 when something does.
import type { NetworkDifferences } from '../../../../shared/model/network-differences'
import { BootbankError } from '../../../../shared/model/errors'
import { compareBackups, type ToldEntry } from '../../../engine/diff/comparison'
import { comparisonPage } from '../../../engine/diff/comparison-page'
import { comparisonPatch } from '../../../engine/diff/comparison-patch'
import { withRows } from '../../../engine/diff/told-rows'
import {
  certificateLines,
  comparisonJson,
  headerLines,
  networkLines,
  rowLines,
  starred,
  type ToldFact,
  unseenWords,
} from '../../../engine/diff/words'
import type { ExitCode } from '../exit-code'
import { openAllSound, openBackup } from '../open-backup'
import { writeBytes } from '../output'
import { STDIN } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

const formats = ['text', 'json', 'diff', 'html'] as const

/** Compares A, the one before, with B. A damaged layer is an error: half a comparison would mislead. Throws USAGE for an unknown format. */
export async function diff(run: Run, a: string, b: string, format: string): Promise<ExitCode> {
  const known = formats.find(one => one === format)
  if (known === undefined)
    throw new BootbankError('USAGE', `--format is one of ${formats.join(', ')}, and not "${format}".`)
  if (run.json && known !== 'text' && known !== 'json')
    throw new BootbankError('USAGE', `--json and --format ${known} are two formats. Give one of them.`)
  if (a === STDIN && b === STDIN) {
    throw new BootbankError('USAGE', 'Only one of the two backups can come from standard input.')
  }
  const before = await openBackup(a, run)
  const after = await openBackup(b, run)
  await openAllSound(before, run)
  await openAllSound(after, run)
  const told = await withRows(await compareBackups(before, after, run.watch), before, after, run.watch)
  const locked = unseenWords(told.unseen)
  if (locked !== null) run.note(locked)
  if (run.json || known === 'json') for (const line of comparisonJson(told)) run.printJson(line)
  else if (known === 'text') {
    for (const entry of told.entries) run.print(linesOf(entry))
    run.print(networkLinesOf(told.network))
  } else if (known === 'html') await writeBytes([Buffer.from(await comparisonPage(told, before, after, run.watch))])
  else for await (const piece of comparisonPatch(told, before, after, run.watch)) await writeBytes([piece])
  return told.entries.length > 0 ? 1 : 0
}

/** One difference as lines for a terminal. */
export function linesOf(entry: ToldEntry): string[] {
  const { address, change, what, from, keys } = entry
  const facts = what.length > 0 ? `  ${what.join(', ')}` : ''
  const origin = from === null ? '' : `  (was ${from})`
  return [
    terminalText(`${change.padEnd(7)}  ${address}${facts}${origin}`),
    ...headerLines(entry).map(one => factLine('           ', one)),
    ...(keys ?? []).map(({ key, before, after }) =>
      terminalText(`           ${key}: ${quoted(before)} -> ${quoted(after)}`),
    ),
    ...[...certificateLines(entry), ...rowLines(entry)].flatMap(({ title, facts }) => [
      terminalText(`           ${title}`),
      ...facts.map(one => factLine('             ', one)),
    ]),
  ]
}

/** What differs in the network, part by part, as lines for a terminal. */
export function networkLinesOf({ parts }: NetworkDifferences): string[] {
  return parts
    .map(networkLines)
    .flatMap(({ title, facts }) => [
      terminalText(`network  ${title}`),
      ...facts.map(one => factLine('           ', one)),
    ])
}

function factLine(indent: string, { title, before, after }: ToldFact): string {
  return terminalText(`${indent}${title}: ${before ?? 'absent'} -> ${after ?? 'absent'}`)
}

function quoted(value: string | null): string {
  return value === null ? 'absent' : `"${starred(value)}"`
}
