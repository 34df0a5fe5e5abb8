// One entry with all that is known of it, for the view of an entry. Secrets are left out; they are revealed one by one.
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import { settingFlags, type SettingDetail, type SettingEntryDetail } from '../../../shared/model/settings'
import { type Setting, type SettingEntry, settingPath } from './entry'
import { entryRow } from './list'
import { listsIn, rowsOf, unsetIn } from './settable'

/** The entry as it crosses boundaries. */
export function entryDetail(entry: SettingEntry): SettingEntryDetail {
  return {
    ...entryRow(entry),
    settings: entry.settings.map(settingDetail),
    value: masked(entry.value, entry.settings),
    row: entry.row,
    lists: listsIn(entry),
    rows: rowsOf(entry),
    unset: unsetIn(entry),
  }
}

function settingDetail(setting: Setting): SettingDetail {
  const isSecret = (setting.flags & settingFlags.secret) !== 0
  const { entry, property, source, flags, schema, place } = setting
  return {
    path: settingPath(entry, property),
    property,
    value: isSecret ? null : setting.value,
    source,
    fallback: isSecret ? null : (setting.fallback ?? null),
    flags,
    values: isSecret ? setting.values.map(one => ({ source: one.source, value: null })) : setting.values,
    schema: schema?.describe() ?? null,
    place,
  }
}

/** The value with null for each secret in it. */
function masked(value: Json, settings: readonly Setting[]): Json {
  const secrets = settings.filter(setting => setting.flags & settingFlags.secret)
  if (secrets.length === 0) return value
  const hidden = new Set<Json>(secrets.map(setting => setting.value).filter(one => one !== null && one !== ''))
  const mask = (one: Json): Json => {
    if (isJsonList(one)) return hidden.has(one) ? null : one.map(mask)
    if (isJsonObject(one)) return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, mask(inner)]))
    return hidden.has(one) ? null : one
  }
  return mask(value)
}
