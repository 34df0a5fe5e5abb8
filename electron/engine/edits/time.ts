import { BootbankError } from '../../../shared/model/errors'
import type { EditModule } from './edit-module'

const isoWithZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** Throws TIME_INVALID for what is not a time, and NAME_INVALID for what the dialect of the entry cannot hold. */
export const time: EditModule<'time', 'entry'> = {
  about: 'entry',
  apply(document, entry, { at }) {
    const seconds = isoWithZone.test(at) ? Date.parse(at) / 1000 : Number.NaN
    if (!Number.isInteger(seconds)) {
      throw new BootbankError('TIME_INVALID', `"${at}" is not a time in whole seconds, such as 2024-05-01T12:00:00Z.`, {
        layer: entry.layer.label,
        path: entry.name,
      })
    }
    document.setTime(entry, seconds)
  },
}
