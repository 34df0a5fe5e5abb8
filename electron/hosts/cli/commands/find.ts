// `bootbank find`: the copies of a host's state in a vm-support bundle, a UAC collection, or any archive or folder. Exit code 1 when none is found or
// something could not be read.
import type { CollectionReport, FoundCopy } from '../../../../shared/model/collection'
import { BootbankError } from '../../../../shared/model/errors'
import { collectionKindText, copyKindText } from '../../../../shared/text/collection'
import { count } from '../../../../shared/text/count'
import { findCopies } from '../../../engine/collections/find'
import type { ExitCode } from '../exit-code'
import { nameOf } from '../open-bank'
import { optionsFor } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Throws NOT_AN_ARCHIVE for any other file, and what reading throws. */
export async function find(run: Run, path: string): Promise<ExitCode> {
  const report = await findCopies(path, { ...optionsFor(path, run), name: nameOf(path) })
  if (report === null) {
    throw new BootbankError(
      'NOT_AN_ARCHIVE',
      `${path} is neither a tar, a .tgz nor a folder. bootbank banks shows a disk.`,
    )
  }
  if (run.json) run.printJson(report)
  else run.print(linesOf(report, path))
  return report.copies.length === 0 || report.problems.length > 0 ? 1 : 0
}

function linesOf(report: CollectionReport, path: string): readonly string[] {
  const { name, kind, entries, bytes, copies, problems } = report
  const first = copies.find(({ problem }) => problem === null)
  return [
    `${terminalText(name)}  ${collectionKindText(kind)}, ${count(entries)} entries, ${count(bytes)} bytes`,
    ...(copies.length === 0 ? ['', 'No copy of a state was found.'] : ['', ...copies.flatMap(copyLines)]),
    ...(first === undefined
      ? []
      : ['', `Open one: bootbank info '${terminalText(path)}!/${terminalText(first.path)}'`]),
    ...(problems.length === 0 ? [] : ['', 'Not read', ...problems.map(problem => `  ${terminalText(problem)}`)]),
  ]
}

function copyLines({ path, kind, size, modified, problem }: FoundCopy): readonly string[] {
  return [
    `${count(size).padStart(13)}  ${modified ?? 'no time'.padEnd(20)}  ${terminalText(path)}`,
    `${' '.repeat(15)}${problem === null ? copyKindText(kind) : `not to be opened: ${terminalText(problem)}`}`,
  ]
}
