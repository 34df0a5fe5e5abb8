// Two states of a ConfigStore compared setting by setting, whatever pages of the database differ.
import type { SettingDifference } from '../../../shared/model/change'
import { settingFlags } from '../../../shared/model/settings'
import { secretMask } from '../../../shared/secrets/spans'
import type { Bytes } from '../codecs/bytes'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { configEntries } from '../settings/config-store'
import { type Setting, sameJson, settingPath } from '../settings/entry'
import { Findings } from '../settings/findings'
import { valueText } from '../settings/list'
import type { SchemaStore } from '../settings/schema-store'
import { storeTablesIn } from '../settings/store-tables'

/** Bytes of a ConfigStore whose settings are compared; those of hosts have one or two million. */
const largestStore = 64 * 1024 * 1024

/** Whether an entry with this content is a ConfigStore whose settings can be compared. */
export function isStore({ kind, name, problem }: Pick<Entry, 'kind' | 'name' | 'problem'>, content: Bytes): boolean {
  return (
    kind === 'file' &&
    !problem &&
    plain(name) === CONFIGSTORE_PATH &&
    content.length <= largestStore &&
    isSqlite(content.read(0, Math.min(content.length, 16)))
  )
}

/** Differences that are told; a change of a whole host has some hundred. */
const most = 2000

/**
 * What differs between two databases, by path in the order of the newer one; secrets as bullets. A database that cannot be read has none. Each is read
 * by the schema of its own backup, which is the same one where only one is given. A row of Config that came or went while every value stayed what it is by
 * DefaultConfig is one difference, at the path of the row.
 */
export async function settingsBetween(
  before: Uint8Array,
  after: Uint8Array,
  schemas: SchemaStore,
  schemasBefore: SchemaStore = schemas,
): Promise<readonly SettingDifference[]> {
  const [old, now] = [await settingsIn(before, schemasBefore), await settingsIn(after, schemas)]
  const differences: SettingDifference[] = []
  const [told, sameValues] = [new Set<string>(), new Map<string, readonly [before: Setting, after: Setting]>()]
  for (const path of new Set([...now.keys(), ...old.keys()])) {
    const [a, b] = [old.get(path), now.get(path)]
    if (a && b && sameJson(a.value, b.value)) {
      if ((a.entry.row === null) !== (b.entry.row === null)) sameValues.set(a.entry.path, [a, b])
      continue
    }
    told.add((b ?? a)?.entry.path ?? '')
    differences.push({ path, before: wordsOf(a), after: wordsOf(b) })
    if (differences.length >= most) return differences
  }
  for (const [path, [a, b]] of sameValues)
    if (!told.has(path)) differences.push({ path, before: whereItStands(a), after: whereItStands(b) })
  return differences.slice(0, most)
}

async function settingsIn(bytes: Uint8Array, schemas: SchemaStore): Promise<ReadonlyMap<string, Setting>> {
  const findings = new Findings()
  const entries = configEntries(await storeTablesIn(bytes, '', findings), schemas, findings)
  return new Map(
    entries.flatMap(entry =>
      entry.settings
        .filter(({ place }) => place !== null)
        .map((setting): [string, Setting] => [settingPath(entry, setting.property), setting]),
    ),
  )
}

/** Where the values of an entry stand, for one whose values are the same on both sides. */
function whereItStands({ entry, source }: Setting): string {
  return entry.row === null ? `the same values from ${source}` : `a row of Config (${source})`
}

function wordsOf(setting: Setting | undefined): string | null {
  if (!setting) return null
  return setting.flags & settingFlags.secret ? secretMask : valueText(setting.value)
}
