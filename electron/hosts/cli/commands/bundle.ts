// `bootbank bundle`: edits in the order given, then the restore bundle, read back and proven.
import { BootbankError } from '../../../../shared/model/errors'
import { sentenceOf } from '../../../../shared/model/finding'
import { hostCard } from '../../../engine/facts/host-card'
import { buildBundle } from '../../../engine/restore/bundle'
import { planBundle } from '../../../engine/restore/plan'
import { applyOperations } from '../apply-operations'
import { changedEntries, changeLines } from '../change-report'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import type { Operation } from '../operation'
import { STDIN } from '../read-file'
import type { Run } from '../run'
import { count, counted } from '../../../../shared/text/count'

export interface BundleArguments {
  /** The new folder or zip. */
  readonly o: string
  readonly plain?: boolean
  readonly release?: string
  readonly uuid?: string
}

/** Writes a new folder, or a zip when the path ends in .zip. Throws NO_STATE when nothing in FILE could be booted from. */
export async function bundle(
  run: Run,
  file: string,
  operations: readonly Operation[],
  { o: out, plain, release, uuid }: BundleArguments,
): Promise<ExitCode> {
  if ((release === undefined) !== (uuid === undefined))
    throw new BootbankError(
      'USAGE',
      'A configBundle needs both: --release and --uuid, as `vmware -l` and `esxcfg-info -u` print them.',
    )
  const asked = { plain, ...(release !== undefined && uuid !== undefined && { manifest: { release, uuid } }) }
  const document = await openBackup(file, run)
  await applyOperations(document, operations, run)
  const card = await hostCard(document, run.watch)
  const { findings } = await planBundle(document, card, asked, run.watch)
  const notes = findings.map(sentenceOf)
  const kind = /\.zip$/i.test(out) ? 'zip' : 'folder'
  const { files, proof, differences } = await buildBundle(
    document,
    card,
    { kind, path: out, asked },
    { ...run.watch, source: file === STDIN ? undefined : file },
  )
  const changes = changedEntries(document)
  if (run.json) {
    run.printJson({ out, files, changes, notes, findings, proof, differences })
    return 0
  }
  run.print([
    ...changeLines(changes),
    `${out}  ${counted(files.length, 'file')}`,
    ...files.map(({ name, size, sha256 }) => `  ${sha256}  ${name}  ${count(size)} bytes`),
    `read back: ${counted(proof.entries, 'entry', 'entries')} compared, ${count(proof.untouched)} untouched`,
    `opened again beside the source: ${counted(differences.entries.length, 'entry differs', 'entries differ')}${differences.isExact ? ', exactly the edits' : ''}`,
  ])
  for (const note of notes) run.note(note)
  return 0
}
