// `bootbank extract`: files to disk, safely; what is unsafe is skipped and reported.
import type { BootbankError } from '../../../../shared/model/errors'
import type { Document } from '../../../engine/document/document'
import { extractEntries, refusalError } from '../../../engine/extract/extract'
import { type Choice, chooseEntries } from '../choose-entries'
import type { ExitCode } from '../exit-code'
import { openLayers, openBackup } from '../open-backup'
import type { Run } from '../run'
import { count, counted } from '../../../../shared/text/count'

/** Writes the files. 1 when some were skipped; throws when none could be written, or a named one is refused. */
export async function extract(run: Run, file: string, addresses: readonly string[], folder: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  const { entries, named, damage } = await choose(document, addresses, run)
  const { written, bytes, skipped } = await extractEntries(document, entries, folder, {
    named,
    limits: run.limits,
    ...run.watch,
  })
  const refusals = skipped.map(refusalError)
  if (written.length === 0 && refusals[0]) {
    for (const refusal of refusals.slice(1)) run.note(refusal.message)
    throw damage ?? refusals[0]
  }
  const files = written.filter(({ entry }) => entry.kind !== 'directory').length
  run.print([`${counted(files, 'file')}, ${count(bytes)} bytes, in ${folder}`])
  for (const refusal of refusals) run.note(`skipped: ${refusal.message}`)
  if (damage) throw damage
  return refusals.length > 0 ? 1 : 0
}

/** Without an address everything is taken, and then damage anywhere counts. */
async function choose(
  document: Document,
  addresses: readonly string[],
  run: Run,
): Promise<Choice & { readonly damage: BootbankError | null }> {
  if (addresses.length > 0) return { ...(await chooseEntries(document, addresses, run)), damage: null }
  const damage = await openLayers(document, run, 'all')
  return { entries: document.layers().flatMap(layer => layer.entries()), named: new Set(), damage }
}
