// `bootbank cat`: one file's bytes to stdout, raw.
import { resolveFile } from '../choose-entries'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import { writeBytes } from '../output'
import type { Run } from '../run'

/** Writes the content. Throws NOT_A_FILE for what has none. */
export async function cat(run: Run, file: string, address: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  const entry = await resolveFile(document, address, run)
  await writeBytes(document.content(entry).chunks())
  return 0
}
