// The settings as one flat list for the window: columns of plain values, which cross a thread border and 20,000 of which are searched
// between two frames. Values of secrets are not in it.
import type { Json } from '../../../shared/model/json'
import { settingFlags, type SettingEntryRow, type SettingList, settingSources } from '../../../shared/model/settings'
import { CONF_COMPONENT } from './conf-keys'
import type { SettingEntry } from './entry'
import type { Settings } from './settings'

/** Characters of a value that the list holds. */
const maxText = 200
/** Settings in the list; a large host has 20,000. */
const maxSettings = 1_000_000

/** Every setting that has a value or a default, entry by entry in the order of their names. */
export function settingList(settings: Settings): SettingList {
  const entries: SettingEntryRow[] = []
  const entry: number[] = []
  const property: string[] = []
  const value: string[] = []
  const fallback: (string | null)[] = []
  const source: number[] = []
  const flags: number[] = []
  for (const one of settings.entries.toSorted(byPlace)) {
    if (entry.length >= maxSettings) break
    if (one.settings.length === 0) continue
    const index = entries.push(entryRow(one)) - 1
    for (const setting of one.settings) {
      const isSecret = (setting.flags & settingFlags.secret) !== 0
      entry.push(index)
      property.push(setting.property)
      value.push(isSecret ? '' : valueText(setting.value))
      fallback.push(isSecret || setting.fallback === undefined ? null : valueText(setting.fallback))
      source.push(settingSources.indexOf(setting.source))
      flags.push(setting.flags)
    }
  }
  return { entries, entry, property, value, fallback, source, flags }
}

/** An entry as it is named in lists. */
export function entryRow(entry: SettingEntry): SettingEntryRow {
  const { path, component, group, name, identifier, title, place } = entry
  return { path, component, group, name, identifier, title, place }
}

/** A value as text for people: strings as they are, the rest as JSON; cut where it is long. */
export function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : jsonText(value)
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text
}

function jsonText(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch {
    return '…' // nested so deeply that it cannot be written
  }
}

/** Made when something is sorted: it takes 5 ms, which a card needs not. */
let madeCollator: Intl.Collator | null = null

/** By group, then name, then identifier, vmnic10 after vmnic2; what esx.conf holds comes last. */
function byPlace(a: SettingEntry, b: SettingEntry): number {
  madeCollator ??= new Intl.Collator('en', { numeric: true })
  const collator = madeCollator
  return (
    Number(a.component === CONF_COMPONENT) - Number(b.component === CONF_COMPONENT) ||
    collator.compare(a.component, b.component) ||
    collator.compare(a.group, b.group) ||
    collator.compare(a.name, b.name) ||
    collator.compare(a.identifier, b.identifier)
  )
}
