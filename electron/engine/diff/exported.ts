// A comparison as the bytes of a file that is handed out.
import type { ComparisonFormat } from '../../../shared/model/comparison'
import { BootbankError } from '../../../shared/model/errors'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import type { ToldComparison } from './comparison'
import { comparisonPage } from './comparison-page'
import { comparisonPatch } from './comparison-patch'
import { withRows } from './told-rows'
import { comparisonJson } from './words'

/** Bytes that a report may have: a window takes it whole. */
const MOST = 256 * 1024 * 1024

/** The report, and throws REPORT_TOO_LARGE for one that no window could hold, CANCELLED. */
export async function exportedComparison(
  format: ComparisonFormat,
  compared: ToldComparison,
  before: Document,
  after: Document,
  options: OpenLayerOptions = {},
): Promise<Uint8Array> {
  const comparison = await withRows(compared, before, after, options)
  switch (format) {
    case 'html':
      return Buffer.from(await comparisonPage(comparison, before, after, options))
    case 'json':
      return Buffer.from(
        comparisonJson(comparison)
          .map(line => `${JSON.stringify(line)}\n`)
          .join(''),
      )
    case 'diff': {
      const pieces: Uint8Array[] = []
      let length = 0
      for await (const piece of comparisonPatch(comparison, before, after, options)) {
        length += piece.length
        if (length > MOST)
          throw new BootbankError(
            'REPORT_TOO_LARGE',
            `The differences are more than ${MOST / 1024 / 1024} MiB of text. bootbank diff --format diff writes them piece by piece.`,
          )
        pieces.push(piece)
      }
      return Buffer.concat(pieces)
    }
  }
}
