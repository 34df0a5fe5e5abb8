// Every stored value held against its schema: what a backup says of a setting that its own release would not take.
import { finding } from '../../../shared/findings/finding'
import type { Finding } from '../../../shared/model/finding'
import { isJsonObject, type Json } from '../../../shared/model/json'
import { breachesOf } from './breaches'
import type { SettingEntry } from './entry'
import { Findings } from './findings'
import type { Settings } from './settings'

const known = new WeakMap<Settings, readonly Finding[]>()

/** What reading the settings found, the merge of their columns included, and values that break their schema. */
export function checkSettings(settings: Settings): readonly Finding[] {
  const before = known.get(settings)
  if (before) return before
  const findings = new Findings()
  for (const entry of settings.entries) {
    // What the release itself came with is not held against it.
    if (!entry.row || entry.isDefault || !entry.schema || !entry.place) continue
    for (const { path, sentence } of breachesOf(identified(entry, settings), entry.schema)) {
      const setting = path === '' ? entry.path : `${entry.path}#${path}`
      findings.add(finding('settings-invalid', { ...entry.place, setting }, setting, sentence))
    }
  }
  const all = [...settings.findings, ...findings.list()]
  known.set(settings, all)
  return all
}

/** The value with the property that tells the entry apart: a row need not repeat in its columns what its Identifier says. */
function identified({ component, group, name, identifier, value }: SettingEntry, { schemas }: Settings): Json {
  const id = schemas.find(component, group, name)?.node?.instanceId ?? null
  return id === null || identifier === '' || !isJsonObject(value) ? value : { [id]: identifier, ...value }
}
