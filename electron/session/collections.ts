// A granted file or folder as a collection: the copies of a state in it, and one of them.
import type { CollectionReport } from '../../shared/model/collection'
import { BootbankError } from '../../shared/model/errors'
import { copyByNumber } from '../engine/collections/choose-copy'
import { findCopies, looksCollected } from '../engine/collections/find'
import { type OpenedCopy, openCopy } from '../engine/collections/open-copy'
import { grantedFile } from './granted-file'
import type { CommandContext } from './session-commands'

/** The copies in a collection. Rejects NO_COPY for a file that is not an archive, and what looking through one rejects with. */
export async function copiesIn(path: string, context: CommandContext): Promise<CollectionReport> {
  const options = grantedFile(path, context)
  const report = await findCopies(path, options)
  if (report) return report
  throw new BootbankError('NO_COPY', `${options.name} is not an archive.`, { layer: options.name })
}

/** A copy; null for a file that is not a collection. Rejects CHOOSE_COPY where none was chosen, and NO_COPY. */
export async function copyFrom(
  path: string,
  copy: number | undefined,
  context: CommandContext,
): Promise<OpenedCopy | null> {
  const options = grantedFile(path, context)
  if (copy === undefined) {
    if ((await looksCollected(path, options)) === null) return null
    throw new BootbankError('CHOOSE_COPY', `${options.name} is a collection: choose a copy in it.`, {
      layer: options.name,
    })
  }
  const report = await copiesIn(path, context)
  return openCopy(path, report, copyByNumber(report, copy), options)
}
