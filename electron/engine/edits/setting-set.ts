import { BootbankError } from '../../../shared/model/errors'
import type { Json } from '../../../shared/model/json'
import { parseJson } from '../settings/config-store'
import { changeSettings } from '../store/change-settings'
import type { EditModule } from './edit-module'

/** Throws SETTING_PATH, SETTING_VALUE, STORE_UNWRITABLE, and CONF_VALUE for what esx.conf cannot hold. */
export const settingSet: EditModule<'settingSet', 'backup'> = {
  about: 'backup',
  apply(document, _backup, { setting, value, at }) {
    return changeSettings(
      document,
      `Set ${setting}`,
      [{ path: setting, value: valueOfText(setting, value) }],
      timeOf(at),
    )
  },
}

/** The value of a JSON text. Throws SETTING_VALUE for anything else. */
export function valueOfText(setting: string, text: string): Json {
  try {
    return parseJson(text)
  } catch {
    const message = `The value for ${setting} is not JSON. A text needs quotes, such as "10.0.0.5".`
    throw new BootbankError('SETTING_VALUE', message, { path: setting })
  }
}

/** The time that an edit names; now where it names none. */
export function timeOf(at: string | undefined): Date {
  return at === undefined ? new Date() : new Date(at)
}
