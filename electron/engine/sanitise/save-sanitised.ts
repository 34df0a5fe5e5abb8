// A sanitised copy written to a file, and read back.
import { basename } from 'node:path'
import type { BundleFile } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import type { SanitisedReport } from '../../../shared/model/sanitised'
import { equalBytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import { refuseSources } from '../restore/same-file'
import { fileOf, type SaveOptions } from '../restore/save'
import { writeFileSafely } from '../restore/write-file'
import { sanitise, type SanitiseOptions } from './sanitise'

/** Writes the copy at a path. Throws what `sanitise` throws, SAME_FILE, READ_ONLY, WRITE_FAILED, VERIFY_FAILED; then there is no file. */
export async function saveSanitised(
  document: Document,
  path: string,
  options: SaveOptions & Pick<SanitiseOptions, 'pseudonymise'> = {},
): Promise<{ readonly file: BundleFile; readonly report: SanitisedReport }> {
  await refuseSources(document, options.source, path)
  const { bytes, report } = await sanitise(document, options)
  await writeFileSafely(path, bytes, {
    ...options,
    check: async readBack => {
      if (equalBytes(readBack, bytes)) return null
      throw new BootbankError('VERIFY_FAILED', `${path}: read back, it is not what was written.`)
    },
  })
  return { file: fileOf(basename(path), bytes), report }
}
