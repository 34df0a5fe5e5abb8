import { changeSettings } from '../store/change-settings'
import type { EditModule } from './edit-module'

/** Throws SETTING_PATH, SETTING_VALUE, STORE_UNWRITABLE, and CONF_VALUE for what esx.conf cannot hold. */
export const settingSet: EditModule<'settingSet', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { setting, value, at }) {
    return changeSettings(document, `Set ${setting}`, [{ path: setting, value }], timeOf(at))
  },
}

/** The time that an edit names; now where it names none. */
export function timeOf(at: string | undefined): Date {
  return at === undefined ? new Date() : new Date(at)
}
