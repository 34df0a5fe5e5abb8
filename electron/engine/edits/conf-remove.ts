import { removeKey } from '../../../shared/esx-conf/esx-conf'
import { changeConfFile } from './conf-file'
import type { EditModule } from './edit-module'

/** Throws CONF_KEY where there is no such key. */
export const confRemove: EditModule<'confRemove', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { key }) {
    return changeConfFile(document, `Remove ${key}`, text => removeKey(text, key))
  },
}
