import { setKey } from '../../../shared/esx-conf/esx-conf'
import { changeConfFile } from './conf-file'
import type { EditModule } from './edit-module'

/** Throws CONF_KEY or CONF_VALUE for what esx.conf cannot hold. */
export const confSet: EditModule<'confSet', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { key, value }) {
    return changeConfFile(document, `Set ${key}`, text => setKey(text, key, value))
  },
}
