// `bootbank prepare`: a copy of a disk with another state.tgz on a bank, read back and proven.
import { BootbankError } from '../../../../shared/model/errors'
import { count, counted } from '../../../../shared/text/count'
import { bytesOf } from '../../../engine/codecs/bytes'
import { STATE } from '../../../engine/disks/banks/bank'
import { bankSource } from '../../../engine/disks/bank-source'
import { prepareCopy } from '../../../engine/disks/prepare/prepare-copy'
import { recipeText } from '../../../engine/disks/prepare/recipe'
import { Document } from '../../../engine/document/document'
import { backupFacts } from '../../../engine/facts/backup-facts'
import { writeFileSafely } from '../../../engine/restore/write-file'
import { refuseSameFile } from '../../../engine/restore/same-file'
import type { ExitCode } from '../exit-code'
import { chosenBank } from '../open-bank'
import { openLayers } from '../open-backup'
import { readFile } from '../read-file'
import type { Run } from '../run'

/** Writes OUT, and the recipe where one is asked for. Throws NO_STATE for a STATE that no host boots from, and what preparing throws. */
export async function prepare(
  run: Run,
  given: { readonly disk: string; readonly state: string; readonly out: string; readonly recipe: string | null },
): Promise<ExitCode> {
  const { disk: path, state: file, out, recipe } = given
  const state = await readFile(file, run)
  const document = await Document.open(state, { name: file, limits: run.limits, ...run.watch })
  const damage = await openLayers(document, run, 'chain')
  if (damage) throw damage
  if (backupFacts(document).shape !== 'state') {
    throw new BootbankError('NO_STATE', `${file} is not a state.tgz: a boot bank holds nothing else under that name.`)
  }
  const { disk, bank } = await chosenBank(path, run)
  for (const target of recipe === null ? [] : [recipe]) {
    for (const source of [...bank.files, out, file]) await refuseSameFile(source, target)
  }
  await refuseSameFile(file, out)
  const prepared = await prepareCopy(disk, bank, state, out, { ...run.watch, limits: run.limits, now: new Date() })
  const source = bankSource(disk.report, bank)
  if (recipe !== null) {
    const text = Buffer.from(recipeText(disk.report.name, out, prepared.ranges))
    await writeFileSafely(recipe, bytesOf(text), { ...run.watch, check: async () => null })
  }
  if (!bank.report.listsState) {
    run.note(`boot.cfg of ${source.text} does not list ${STATE} in its modules: a host ignores the file without that`)
  }
  const ranges = prepared.ranges.map(({ kind, offset, after }) => ({ kind, offset, length: after.length }))
  if (run.json) {
    run.printJson({ out, size: prepared.size, bank: source.text, state: prepared.state, ranges, recipe })
    return 0
  }
  run.print([
    `${out}  ${count(prepared.size)} bytes, a raw image`,
    `${STATE} of ${source.text}: ${count(prepared.state.size)} bytes, SHA-256 ${prepared.state.sha256}`,
    `read back and compared with the opened disk: ${counted(ranges.length, 'range')} of ${count(ranges.reduce((sum, one) => sum + one.length, 0))} bytes differ`,
    ...ranges.map(({ kind, offset, length }) => `  byte ${count(offset)}  ${count(length)} bytes  ${kind}`),
  ])
  return 0
}
