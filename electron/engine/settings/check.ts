// Every stored value held against its schema: what a backup says of a setting that its own release would not take.
import type { Finding } from '../../../shared/model/place'
import { breachesOf } from './breaches'
import { Findings } from './findings'
import type { Settings } from './settings'

/** Values that break their schema, and what the merge of their columns found. */
export function checkSettings(settings: Settings): readonly Finding[] {
  const findings = new Findings()
  for (const entry of settings.entries) {
    if (!entry.row || !entry.schema || !entry.place) continue
    for (const { path, sentence } of breachesOf(entry.value, entry.schema)) {
      const setting = path === '' ? entry.path : `${entry.path}#${path}`
      findings.add('SETTING_INVALID', 'warning', `${setting} ${sentence}`, { ...entry.place, setting })
    }
  }
  return [...settings.findings, ...findings.list()]
}
