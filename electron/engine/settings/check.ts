// Every stored value held against its schema: what a backup says of a setting that its own release would not take.
import { isJsonObject, type Json } from '../../../shared/model/json'
import type { Finding } from '../../../shared/model/place'
import { breachesOf } from './breaches'
import type { SettingEntry } from './entry'
import { Findings } from './findings'
import type { Settings } from './settings'

/** Values that break their schema, and what the merge of their columns found. */
export function checkSettings(settings: Settings): readonly Finding[] {
  const findings = new Findings()
  for (const entry of settings.entries) {
    if (!entry.row || !entry.schema || !entry.place) continue
    for (const { path, sentence } of breachesOf(identified(entry, settings), entry.schema)) {
      const setting = path === '' ? entry.path : `${entry.path}#${path}`
      findings.add('SETTING_INVALID', 'warning', `${setting} ${sentence}`, { ...entry.place, setting })
    }
  }
  return [...settings.findings, ...findings.list()]
}

/** The value with the property that tells the entry apart: a row need not repeat in its columns what its Identifier says. */
function identified({ component, group, name, identifier, value }: SettingEntry, { schemas }: Settings): Json {
  const id = schemas.find(component, group, name)?.node?.instanceId ?? null
  return id === null || identifier === '' || !isJsonObject(value) ? value : { [id]: identifier, ...value }
}
