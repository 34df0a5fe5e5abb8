// `bootbank edit`: edits in the order given, then OUT, read back and proven.
import { saveDocument } from '../../../engine/restore/save'
import { applyOperations } from '../apply-operations'
import { changedEntries, changeLines } from '../change-report'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import type { Operation } from '../operation'
import { STDIN } from '../read-file'
import type { Run } from '../run'
import { count, counted } from '../../../../shared/text/count'

/** Writes OUT; without edits a byte-identical copy. Throws SAME_FILE for FILE itself; then, as on any error, OUT is as it was. */
export async function edit(run: Run, file: string, operations: readonly Operation[], out: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  await applyOperations(document, operations, run)
  const { file: written, proof } = await saveDocument(document, out, {
    ...run.watch,
    source: file === STDIN ? undefined : file,
  })
  const changes = changedEntries(document)
  if (run.json) {
    run.printJson({ out, size: written.size, sha256: written.sha256, changes, proof })
    return 0
  }
  run.print([
    ...changeLines(changes),
    `${out}  ${count(written.size)} bytes, SHA-256 ${written.sha256}`,
    `read back: ${counted(proof.entries, 'entry', 'entries')} compared, ${count(proof.untouched)} untouched`,
  ])
  return 0
}
