import { BootbankError } from '../../../shared/model/errors'
import type { EditModule } from './edit-module'

/** Throws TIME_INVALID for what is no time, and NAME_INVALID for what the dialect of the entry cannot hold. */
export const time: EditModule<'time', 'entry'> = {
  about: 'entry',
  apply(document, entry, { at }) {
    const seconds = Date.parse(at) / 1000
    if (!Number.isInteger(seconds)) {
      throw new BootbankError('TIME_INVALID', `"${at}" is not a time in whole seconds, such as 2024-05-01T12:00:00Z.`, {
        layer: entry.layer.label,
        path: entry.name,
      })
    }
    document.setTime(entry, seconds)
  },
}
