// Whether a change of settings did what was asked, and nothing else. Read back from the written database, as a host would.
import { BootbankError, type Where } from '../../../shared/model/errors'
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import { settingFlags } from '../../../shared/model/settings'
import { type Breach, breachesOf } from '../settings/breaches'
import { type SettingEntry, sameJson, settingPath } from '../settings/entry'
import { joinPath, pathOf } from '../settings/property-path'
import type { SchemaNode } from '../settings/schema'
import type { Settings } from '../settings/settings'

/** Throws SETTING_VALUE, in words of the schema, for what the value of an entry breaks after a change and did not before. */
export function checkAllowed(before: SettingEntry | null, after: SettingEntry): void {
  const known = new Set(before ? sentencesOf(before) : [])
  const broken = sentencesOf(after).find(sentence => !known.has(sentence))
  if (broken !== undefined) throw new BootbankError('SETTING_VALUE', `${after.path}${broken}`, { path: after.path })
}

/** What a schema does not allow of a value that a change leaves, dependencies of its properties included; empty where it holds. */
export function refusedIn(value: Json, schema: SchemaNode): readonly Breach[] {
  return [...breachesOf(value, schema), ...unmetIn(value, schema, '', 0)]
}

function sentencesOf(entry: SettingEntry): readonly string[] {
  const { schema, value } = entry
  if (!schema || !entry.merged) return []
  return refusedIn(value, schema).map(({ path, sentence }) => `${path === '' ? '' : `#${path}`} ${sentence}`)
}

/** Properties that are set although a sibling stands so that they may not be. */
function unmetIn(
  value: Json,
  schema: SchemaNode | null,
  path: string,
  depth: number,
): readonly { readonly path: string; readonly sentence: string }[] {
  if (!schema || depth > 64) return []
  if (isJsonList(value)) {
    return value.flatMap((item, index) =>
      unmetIn(item, schema.items, joinPath(path, { name: nameOf(item, schema, index), item: true }), depth + 1),
    )
  }
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const child = schema.property(name)
    const at = joinPath(path, { name, item: false })
    const rule = child?.dependsOn
    const sibling = rule && Object.hasOwn(value, rule.name) ? value[rule.name] : undefined
    const unmet = rule && !(sibling !== undefined && rule.values.some(one => sameJson(one, sibling)))
    const told = unmet
      ? [{ path: at, sentence: `may be set only while ${rule.name} is ${rule.values.map(String).join(' or ')}.` }]
      : []
    return [...told, ...unmetIn(inner, child, at, depth + 1)]
  })
}

function nameOf(item: Json, list: SchemaNode, index: number): string {
  const own = list.instanceId !== null && isJsonObject(item) ? item[list.instanceId] : undefined
  return typeof own === 'string' ? own : String(index)
}

/** One stored value, to be held against what it is after a change. */
interface Stored {
  readonly value: Json
  /** Path of the item that it tells apart from others; null for every other value. */
  readonly names: string | null
}

/** Every value that stands in a row of Config or DefaultConfig, by its path. */
function storedIn(settings: Settings): ReadonlyMap<string, Stored> {
  const stored = new Map<string, Stored>()
  for (const { entry, property, segments, value, flags, place } of settings.entries.flatMap(one => one.settings)) {
    if (place?.row === undefined) continue
    const item = flags & settingFlags.identity ? settingPath(entry, pathOf(segments.slice(0, -1))) : null
    stored.set(settingPath(entry, property), { value, names: item })
  }
  return stored
}

/** Whether a setting is another one or a part of it: `vmk1` has no part in `vmk10`. */
export function liesIn(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && /^[#.[]/.test(path.slice(above.length)))
}

/**
 * Throws STORE_UNWRITABLE where a stored value differs that does not lie below one of the changed paths. An item that came to be with
 * something in it has its name as well, and what has lost all that was in it stands there empty.
 */
export function checkNothingElse(before: Settings, after: Settings, changed: readonly string[], where: Where): void {
  const [old, now] = [storedIn(before), storedIn(after)]
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(path), now.get(path)]
    if (a && b && sameJson(a.value, b.value)) continue
    if (!a && b && isDefaultOf(before, path, b.value)) continue
    if (changed.some(one => liesIn(path, one))) continue
    const { names = null } = b ?? {}
    if (!a && names !== null && changed.some(one => liesIn(one, names))) continue
    if (!a && isEmpty(b?.value) && changed.some(one => liesIn(one, path))) continue
    throw new BootbankError('STORE_UNWRITABLE', `The change would also change ${path}, so it was not made.`, where)
  }
}

/** Whether a value was in force before it came to stand in a row, as a list is copied whose default has only some of its items' values. */
function isDefaultOf(before: Settings, path: string, value: Json): boolean {
  const found = before.at(path)
  return found !== null && sameJson(found.value, value)
}

function isEmpty(value: Json | undefined): boolean {
  return isJsonList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0
}
