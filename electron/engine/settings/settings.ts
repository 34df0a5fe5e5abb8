// The settings of a backup, whichever release wrote it: what stands above this model knows neither SQL nor esx.conf.
import type { Finding } from '../../../shared/model/finding'
import type { Place } from '../../../shared/model/place'
import { entryPath, type Found, type SettingEntry } from './entry'
import type { Findings } from './findings'
import type { SchemaStore } from './schema-store'

export interface Settings {
  /** Every entry: those of ConfigStore, then those of esx.conf, each in the order of its file. */
  readonly entries: readonly SettingEntry[]
  readonly schemas: SchemaStore
  /** Boot facts and the like of ConfigStore's KVTable, in the order of its rows. */
  readonly keyValues: readonly { readonly key: string; readonly value: string; readonly place: Place }[]
  /** The entry of a path `component/group/name[/identifier]`; null where there is none. */
  entry(path: string): SettingEntry | null
  /** The entries of `component/group/name`, items of lists each by itself; those with a number in its order. */
  items(path: string): readonly SettingEntry[]
  /** The value at `component/group/name[/identifier]#property`; a whole entry without `#`. Null where there is none. */
  at(path: string): Found | null
  /** What does not hold, of all that has been read so far. */
  readonly findings: readonly Finding[]
}

/** A model of entries; `findings` goes on collecting while they are looked at. */
export function settingsWith(
  entries: readonly SettingEntry[],
  schemas: SchemaStore,
  keyValues: Settings['keyValues'],
  findings: Findings,
): Settings {
  const byPath = new Map<string, SettingEntry>()
  const byName = new Map<string, SettingEntry[]>()
  for (const entry of entries) {
    if (!byPath.has(entry.path)) byPath.set(entry.path, entry)
    const name = entryPath(entry.component, entry.group, entry.name, '')
    const items = byName.get(name)
    if (items) items.push(entry)
    else byName.set(name, [entry])
  }
  for (const items of byName.values())
    if (items.every(({ identifier }) => /^\d+$/.test(identifier))) items.sort(byNumber)
  return {
    entries,
    schemas,
    keyValues,
    entry: path => byPath.get(path) ?? null,
    items: path => byName.get(path) ?? [],
    at(path) {
      // An identifier may hold `#` itself: the longest entry that is there is meant.
      for (let border = path.length; border > 0; border = path.lastIndexOf('#', border - 1)) {
        const entry = byPath.get(path.slice(0, border))
        if (entry) return entry.at(path.slice(border + 1))
      }
      return null
    },
    get findings() {
      return findings.list()
    },
  }
}

function byNumber(a: SettingEntry, b: SettingEntry): number {
  return Number(a.identifier) - Number(b.identifier)
}
