import { changedMode, invalidMode } from '../../../shared/model/mode'
import type { EditModule } from './edit-module'

/** Throws MODE_INVALID for text that is neither an octal number from 0 to 07777 nor changes such as `u+w,-t`. */
export const mode: EditModule<'mode', 'entry'> = {
  about: 'entry',
  apply(document, entry, given) {
    const mode = changedMode(given.mode, entry.mode)
    if (mode === null) throw invalidMode(given.mode, { layer: entry.layer.label, path: entry.name })
    document.chmod(entry, mode)
  },
}
