// What a document that was read from a boot bank is told of it, the same for every host of the program.
import type { DiskReport } from '../../../shared/model/disk'
import type { BankSource } from '../document/opening'
import type { Bank } from './banks/bank'

/** The bank as a document names it: `bank 1 (partition 5, BOOTBANK1) of disk.img`. */
export function bankSource({ name }: Pick<DiskReport, 'name'>, { report, files }: Bank): BankSource {
  const partition = report.partition === null ? [] : [`partition ${report.partition}`]
  const facts = [...partition, ...(report.label === '' ? [] : [report.label])]
  const inside = facts.length === 0 ? '' : ` (${facts.join(', ')})`
  return { text: `bank ${report.number}${inside} of ${name}`, files }
}
