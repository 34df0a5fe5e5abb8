// Where a row's values stand, as the columns of every table have it.
import type { Place } from '../../../../shared/model/place'

/** The columns address, line and setting of a place; nulls for none. */
export function placed(place: Place | null | undefined) {
  return { address: place?.address ?? null, line: place?.line ?? null, setting: place?.setting ?? null }
}

/** The columns address and line. */
export function placedInFile(place: Place | null | undefined) {
  return { address: place?.address ?? null, line: place?.line ?? null }
}
