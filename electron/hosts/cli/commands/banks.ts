// `bootbank banks`: what a disk is divided into, its boot banks, and which one boots. Exit code 1 when something is wrong with the disk.
import type { BankReport, DiskReport, PartitionReport } from '../../../../shared/model/disk'
import { BootbankError } from '../../../../shared/model/errors'
import { count } from '../../../../shared/text/count'
import { openDisk } from '../../../engine/disks/open-disk'
import type { ExitCode } from '../exit-code'
import { nameOf } from '../open-bank'
import { optionsFor } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Throws NO_BANK for a file that is not a disk, and what opening a disk throws. */
export async function banks(run: Run, path: string): Promise<ExitCode> {
  const disk = await openDisk(path, { ...optionsFor(path, run), name: nameOf(path) })
  if (!disk) {
    throw new BootbankError(
      'NO_BANK',
      `${path} is not a disk: there is no partition table, FAT or VMDK in it. bootbank info shows a backup.`,
    )
  }
  const { report } = disk
  if (run.json) run.printJson(report)
  else run.print(linesOf(report))
  return report.banks.length === 0 || report.findings.length > 0 ? 1 : 0
}

function linesOf(report: DiskReport): readonly string[] {
  const { name, size, kind, table, partitions, banks: found, boots, findings } = report
  const what =
    kind === 'folder' ? 'folder' : `${kind}, ${count(size)} bytes, ${table === 'none' ? 'no partition table' : table}`
  return [
    `${terminalText(name)}  ${what}${layoutText(report)}`,
    ...partitions.map(partitionLine),
    ...found.flatMap(bankLines),
    '',
    boots.sentence,
    ...(findings.length === 0 ? [] : ['', 'Findings', ...findings.map(({ message }) => `  ${terminalText(message)}`)]),
  ]
}

function layoutText({ layout }: DiskReport): string {
  if (layout === null) return ''
  return layout === 'since-7.0' ? ', layout since 7.0' : ', layout before 7.0'
}

function partitionLine({ number, start, size, typeName, label, fileSystem }: PartitionReport): string {
  const facts = [`${number}`.padStart(4), count(start).padStart(15), count(size).padStart(15)]
  const words = [fileSystem ?? '-', label === '' ? '' : terminalText(label), typeName]
  return `${facts.join(' ')}  ${words.filter(word => word !== '').join('  ')}`
}

function bankLines(bank: BankReport): readonly string[] {
  const { number, partition, label, build, updated, bootstate, state } = bank
  const place = [partition === null ? '' : `partition ${partition}`, terminalText(label)].filter(word => word !== '')
  return [
    '',
    `Bank ${number}${place.length === 0 ? '' : ` (${place.join(', ')})`}`,
    `  build      ${terminalText(build ?? 'not in boot.cfg')}`,
    `  updated    ${updated ?? 'no number'}`,
    `  bootstate  ${bootstate ?? 'no number'}, ${bank.bootstateMeans}`,
    `  boot.cfg   ${bank.bootCfgModified ?? 'no time'}${bank.listsState ? '' : '; its modules do not list state.tgz, so the host ignores that file'}`,
    ...(state === null
      ? ['  state.tgz  none']
      : [
          `  state.tgz  ${count(state.size)} bytes, ${state.modified ?? 'no time'}`,
          `  SHA-256    ${state.sha256}`,
          ...(state.problem === null ? [] : [`  problem    ${terminalText(state.problem)}`]),
        ]),
  ]
}
