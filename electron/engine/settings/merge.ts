// The columns of one entry merged into the value that the host takes (docs/formats.md section 7). Each column holds a partial
// object; lists are merged item by item where a property tells their items apart. What a merge gives does not depend on the order
// in which the columns are given.
// The trap: a default for a list that is an object is the default of each of its items, and says nothing of which items there are.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../shared/model/json'
import { settingFlags, type SettingSource } from '../../../shared/model/settings'
import { joinPath } from './property-path'
import type { SchemaNode } from './schema'

/** What one source says of a value. */
export interface Given {
  readonly source: SettingSource
  readonly value: Json
}

/** A value that is not taken apart; of `values`, which is never empty, the first counts. */
export interface MergedLeaf {
  readonly kind: 'leaf'
  readonly values: readonly Given[]
  /** Line of the file, where it is a text. */
  readonly line?: number
}
export interface MergedObject {
  readonly kind: 'object'
  readonly properties: ReadonlyMap<string, Merged>
}
export interface MergedList {
  readonly kind: 'list'
  readonly items: readonly { readonly identity: string; readonly node: Merged }[]
}
export type Merged = MergedLeaf | MergedObject | MergedList

/** Tells what cannot be merged cleanly: path and a sentence about it. */
export type MergeProblem = (
  code: 'settings-duplicate-identity' | 'settings-columns-disagree' | 'settings-too-deep',
  path: string,
  sentence: string,
) => void

/** Levels of objects and lists in one value; real ones have at most eight. */
export const maxDepth = 64

/** Which source counts: the first in this list, unless the schema gives a property to another column. */
const order: readonly SettingSource[] = [
  'UserValue',
  'VitalValue',
  'CachedValue',
  'AutoConfValue',
  'esx.conf',
  'DefaultConfig',
  'schema',
  'option',
  'DesiredValue',
]
const rank = new Map(order.map((source, index) => [source, index]))

/** Sources whose lists say which items there are. */
const stored: ReadonlySet<SettingSource> = new Set([
  'UserValue',
  'VitalValue',
  'CachedValue',
  'AutoConfValue',
  'esx.conf',
])

/** Where no schema names the property that tells items apart: these, as the schemas of 7.0.2 use them most. */
const likelyIdentities = ['cs_generated_id', 'name', 'key', 'device', 'id', 'uuid'] as const

/** Merges what the sources give, in whatever order; null where nothing is given. */
export function merge(given: readonly Given[], schema: SchemaNode | null, problem: MergeProblem): Merged | null {
  const ranked = given.toSorted((a, b) => rankOf(a) - rankOf(b))
  return mergeAt(ranked, schema, { problem, path: '', depth: 0 })
}

/** The value that counts, as plain JSON; undefined for what is only desired. */
export function plainValue(node: Merged): Json | undefined {
  switch (node.kind) {
    case 'leaf': {
      const [first] = node.values
      return first && first.source !== 'DesiredValue' ? first.value : undefined
    }
    case 'object': {
      const entries: [string, Json][] = []
      for (const [name, property] of node.properties) {
        const value = plainValue(property)
        if (value !== undefined) entries.push([name, value])
      }
      return entries.length > 0 || node.properties.size === 0 ? Object.fromEntries(entries) : undefined
    }
    case 'list': {
      const items = node.items.flatMap(({ node: item }) => {
        const value = plainValue(item)
        return value === undefined ? [] : [value]
      })
      return items.length > 0 || node.items.length === 0 ? items : undefined
    }
  }
}

interface At {
  readonly problem: MergeProblem
  readonly path: string
  readonly depth: number
}

function rankOf({ source }: Given): number {
  return rank.get(source) ?? order.length
}

function mergeAt(given: readonly Given[], schema: SchemaNode | null, at: At): Merged | null {
  const isTemplate = ({ source, value }: Given) =>
    (source === 'schema' || source === 'DefaultConfig') && schema?.type === 'array' && isJsonObject(value)
  const values = given.filter(one => !isTemplate(one))
  const [first] = values
  if (!first) return null
  if (at.depth > maxDepth) {
    at.problem('settings-too-deep', at.path, `lies more than ${maxDepth} levels deep and is not taken apart.`)
    return { kind: 'leaf', values: [first] }
  }
  if (isJsonObject(first.value)) return mergeObjects(values, schema, at)
  if (isJsonList(first.value)) return mergeLists(values, given.filter(isTemplate), schema, at)
  return leafOf(values, schema)
}

/** The column that the schema gives the property to counts first. */
function leafOf(values: readonly Given[], schema: SchemaNode | null): MergedLeaf {
  if (values.length < 2 || !schema) return { kind: 'leaf', values }
  const home: SettingSource =
    schema.flags & settingFlags.vital ? 'VitalValue' : schema.flags & settingFlags.cached ? 'CachedValue' : 'UserValue'
  return {
    kind: 'leaf',
    values: [...values.filter(one => one.source === home), ...values.filter(one => one.source !== home)],
  }
}

function mergeObjects(values: readonly Given[], schema: SchemaNode | null, at: At): Merged {
  const objects: { readonly source: SettingSource; readonly value: JsonObject }[] = []
  for (const { source, value } of values) {
    if (isJsonObject(value)) objects.push({ source, value })
    else disagree(at, source)
  }
  const names = new Set(objects.flatMap(({ value }) => Object.keys(value)))
  if (names.size === 0) return { kind: 'leaf', values }
  const properties = new Map<string, Merged>()
  const later: (() => void)[] = []
  for (const name of names) {
    const below = objects.flatMap(({ source, value }) => {
      const property = Object.hasOwn(value, name) ? value[name] : undefined
      return property === undefined ? [] : [{ source, value: property }]
    })
    const child = schema?.property(name) ?? null
    const rule = child?.dependsOn
    const keep = () => {
      const merged = mergeAt(below, child, deeper(at, { name, item: false }))
      if (merged) properties.set(name, merged)
    }
    // A default of a property that may not be set as things are is not a value.
    if (rule && below.every(one => one.source === 'schema')) {
      later.push(() => {
        const sibling = properties.get(rule.name)
        const value = sibling && plainValue(sibling)
        if (value !== undefined && rule.values.includes(value)) keep()
      })
    } else keep()
  }
  for (const decide of later) decide()
  return properties.size === 0
    ? { kind: 'leaf', values: [{ source: values[0]?.source ?? 'schema', value: {} }] }
    : { kind: 'object', properties }
}

function mergeLists(values: readonly Given[], templates: readonly Given[], schema: SchemaNode | null, at: At): Merged {
  const lists: { readonly source: SettingSource; readonly items: readonly JsonObject[] }[] = []
  for (const { source, value } of values) {
    if (!isJsonList(value)) disagree(at, source)
    else if (value.every(isJsonObject)) lists.push({ source, items: value })
    else return leafOf(values, schema) // plain values: the list as a whole is the value
  }
  const id = schema ? schema.instanceId : likelyIdentity(lists.map(({ items }) => items))
  if (id === null) return byIndex(lists[0]?.items ?? [], lists[0]?.source ?? 'schema', values, schema, at)
  const indexed = lists.map(({ source, items }) => ({ source, items: identified(items, id, source, at) }))
  const members = new Map<string, Given[]>()
  const deciding = indexed.some(({ source }) => stored.has(source))
  for (const { source, items } of indexed) {
    const decides = deciding ? stored.has(source) || source === 'DesiredValue' : true
    for (const [identity, value] of items) {
      const known = members.get(identity)
      if (known) known.push({ source, value })
      else if (decides) members.set(identity, [{ source, value }])
    }
  }
  if (members.size === 0) return { kind: 'leaf', values }
  return itemsOf(members, templates, schema, at)
}

/** A list whose items nothing tells apart: that of the source that counts, item by item. */
function byIndex(
  items: readonly JsonObject[],
  source: SettingSource,
  values: readonly Given[],
  schema: SchemaNode | null,
  at: At,
): Merged {
  if (items.length === 0) return { kind: 'leaf', values }
  const members = new Map(items.map((value, index): [string, Given[]] => [String(index), [{ source, value }]]))
  return itemsOf(members, [], schema, at)
}

function itemsOf(
  members: ReadonlyMap<string, readonly Given[]>,
  templates: readonly Given[],
  schema: SchemaNode | null,
  at: At,
): MergedList {
  return {
    kind: 'list',
    items: [...members].flatMap(([identity, below]) => {
      const node = mergeAt([...below, ...templates], schema?.items ?? null, deeper(at, { name: identity, item: true }))
      return node ? [{ identity, node }] : []
    }),
  }
}

/** Items by their identity; one that has none, or one that another has before it, gets a made-up one of its own. */
function identified(
  items: readonly JsonObject[],
  id: string,
  source: SettingSource,
  at: At,
): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  const repeated = new Map<string, number>()
  for (const item of items) {
    const value = Object.hasOwn(item, id) ? item[id] : undefined
    const own = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    if (own !== '' && !found.has(own)) {
      found.set(own, item)
      continue
    }
    const count = (repeated.get(own) ?? (own === '' ? 0 : 1)) + 1
    repeated.set(own, count)
    let identity = `${own}#${count}`
    while (found.has(identity)) identity += '#'
    found.set(identity, item)
  }
  for (const [own, count] of repeated) {
    if (own === '')
      at.problem('settings-duplicate-identity', at.path, `has ${count} items without "${id}" in ${source}.`)
    else
      at.problem('settings-duplicate-identity', at.path, `has ${count} items whose "${id}" is "${own}" in ${source}.`)
  }
  return found
}

/** The property that tells items of lists apart where no schema names one; null where none does. */
export function likelyIdentity(lists: readonly (readonly JsonObject[])[]): string | null {
  const found = likelyIdentities.find(id =>
    lists.every(items => {
      const values = items.map(item => (Object.hasOwn(item, id) ? item[id] : undefined))
      return values.every(value => typeof value === 'string') && new Set(values).size === values.length
    }),
  )
  return found ?? null
}

function deeper(at: At, segment: { readonly name: string; readonly item: boolean }): At {
  return { problem: at.problem, path: joinPath(at.path, segment), depth: at.depth + 1 }
}

function disagree(at: At, source: SettingSource): void {
  at.problem('settings-columns-disagree', at.path, `is of another shape in ${source} than in the column that counts.`)
}
