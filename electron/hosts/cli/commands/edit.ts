// `bootbank edit`: edits in the order given, then OUT, read back and proven.
import { applyOperations } from '../apply-operations'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import type { Operation } from '../operation'
import type { Run } from '../run'
import { saveEdited } from '../save-edited'

/** Writes OUT; without edits a byte-identical copy. Throws SAME_FILE for FILE itself; then, as on any error, OUT is as it was. */
export async function edit(run: Run, file: string, operations: readonly Operation[], out: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  await applyOperations(document, operations, run)
  return saveEdited(run, document, file, out)
}
