import { changeSettings } from '../store/change-settings'
import type { EditModule } from './edit-module'
import { timeOf } from './setting-set'

/** Throws SETTING_PATH where there is nothing to remove, SETTING_VALUE where the schema requires it, STORE_UNWRITABLE. */
export const settingRemove: EditModule<'settingRemove', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { setting, at }) {
    return changeSettings(document, `Remove ${setting}`, [{ path: setting }], timeOf(at))
  },
}
