// The observations as the bytes of a file that is handed out.
import { type Observation, type ObservationFormat, reportBuckets } from '../../../shared/model/observation'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { observationsPage } from './observations-page'
import { observe } from './observe'
import { timedEntries, timeline } from './timeline'

/** One observation as `bootbank observe --json` prints it: `address` is empty for the backup as a whole. */
export function observationJson({ rule, title, reason, message, place }: Observation) {
  return {
    rule,
    title,
    reason,
    address: place?.address ?? '',
    ...(place?.line === undefined ? {} : { line: place.line }),
    ...(place?.setting === undefined ? {} : { setting: place.setting }),
    message,
  }
}

/** Looks, and gives the report; `now` is for what ends soon. Throws CANCELLED. */
export async function exportedObservations(
  format: ObservationFormat,
  document: Document,
  now: Date,
  options: OpenLayerOptions = {},
): Promise<Uint8Array> {
  const observations = await observe(document, now, options)
  if (format === 'json')
    return Buffer.from(observations.map(one => `${JSON.stringify(observationJson(one))}\n`).join(''))
  const { name, source } = document
  const file = { name, size: source.length, sha256: document.digest() }
  return Buffer.from(observationsPage(file, observations, timeline(timedEntries(document), null, reportBuckets), now))
}
