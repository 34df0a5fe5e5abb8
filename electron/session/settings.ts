// Settings as the window asks for them.
import { BootbankError } from '../../shared/model/errors'
import type { Json } from '../../shared/model/json'
import type { SettingEntryDetail } from '../../shared/model/settings'
import { entryDetail } from '../engine/settings/detail'
import type { Settings } from '../engine/settings/settings'

/** One entry by its path. Throws ADDRESS_NOT_FOUND. */
export function entryAt(settings: Settings, path: string): SettingEntryDetail {
  const entry = settings.entry(path)
  if (!entry) throw gone(path)
  return entryDetail(entry)
}

/** The value of a setting, also of a secret: someone asked to see this one. Throws ADDRESS_NOT_FOUND. */
export function revealed(settings: Settings, path: string): Json {
  const found = settings.at(path)
  if (!found) throw gone(path)
  return found.value
}

function gone(path: string): BootbankError {
  return new BootbankError('ADDRESS_NOT_FOUND', `There is no setting ${path} (any more).`, { path })
}
