import { invalidMode, parseMode } from '../../../shared/model/mode'
import type { EditModule } from './edit-module'

/** Throws MODE_INVALID for text that is not an octal number from 0 to 07777. */
export const mode: EditModule<'mode', 'entry'> = {
  about: 'entry',
  apply(document, entry, given) {
    const mode = parseMode(given.mode)
    if (mode === null) throw invalidMode(given.mode, { layer: entry.layer.label, path: entry.name })
    document.chmod(entry, mode)
  },
}
