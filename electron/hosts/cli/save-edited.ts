// OUT of an edited document: written, read back, proven, and told.
import { counted, count } from '../../../shared/text/count'
import type { Document } from '../../engine/document/document'
import { saveDocument } from '../../engine/restore/save'
import { changedEntries, changeLines } from './change-report'
import type { ExitCode } from './exit-code'
import { STDIN } from './read-file'
import type { Run } from './run'

/** Throws SAME_FILE for FILE itself, and what saving throws; then OUT is as it was. */
export async function saveEdited(run: Run, document: Document, file: string, out: string): Promise<ExitCode> {
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
