// `bootbank facts-reader`: a process of `bootbank facts`, in no help.
import type { ExitCode } from '../exit-code'
import { readAsTold } from '../fleet/reader'
import type { Run } from '../run'

/** Reads backups as it is told over its channel. Throws USAGE without one. */
export async function factsReader(run: Run, version: string): Promise<ExitCode> {
  await readAsTold(run, version)
  return 0
}
