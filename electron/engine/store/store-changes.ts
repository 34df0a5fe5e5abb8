// What changes of settings do to the columns of one row of ConfigStore.
import { BootbankError } from '../../../shared/model/errors'
import { isJsonObject, type Json } from '../../../shared/model/json'
import type { SettingSource } from '../../../shared/model/settings'
import type { SettingEntry } from '../settings/entry'
import type { Merged } from '../settings/merge'
import { parsePath, pathOf } from '../settings/property-path'
import type { SchemaNode } from '../settings/schema'
import { identityIn, editableColumns, partsOf, type EditableColumn } from './column-parts'
import { exactNumber, withoutValue, withValue } from './column-text'
import { wayTo } from './setting-steps'

/** The texts of a row's columns; null for NULL. */
export type ColumnTexts = Readonly<Record<EditableColumn, string | null>>

export const noTexts: ColumnTexts = { UserValue: null, VitalValue: null, CachedValue: null }

/**
 * The columns with a value at a property of an entry, each part of it in the column it belongs to; an empty property is the entry as a whole.
 * Throws SETTING_PATH for a property that leads nowhere.
 */
export function withSetting(texts: ColumnTexts, entry: SettingEntry, property: string, value: Json): ColumnTexts {
  const { steps, schema } = wayTo(property, entry.merged, entry.schema)
  const written = asWritten(value, schema)
  const known =
    schema || property === '' ? partsOf(written, schema) : new Map([[columnInUse(entry, property), written]])
  return eachColumn(withOwnLists(texts, entry, property), property, (text, column) => {
    const part = known.get(column)
    if (part !== undefined) return withValue(text ?? shell(entry), steps, part)
    if (steps.length === 0) return null
    return text === null ? null : withoutValue(text, steps)
  })
}

/** The columns without a property of an entry, or without an item of one of its lists. */
export function withoutSetting(texts: ColumnTexts, entry: SettingEntry, property: string): ColumnTexts {
  const { steps } = wayTo(property, entry.merged, entry.schema)
  const isItem = parsePath(property)?.at(-1)?.item === true
  const own = isItem && entry.at(property) !== null ? withOwnLists(texts, entry, property) : texts
  return eachColumn(own, property, text => (text === null ? null : withoutValue(text, steps)))
}

/**
 * The columns with the whole of every list on the way to a property that only a default has: from the first item of its own on, a row
 * says which items there are, so the others would be gone.
 */
function withOwnLists(texts: ColumnTexts, entry: SettingEntry, property: string): ColumnTexts {
  const segments = parsePath(property) ?? []
  const at = segments.findIndex(
    (segment, index) => segment.item && isDefaultList(entry.nodeAt(segments.slice(0, index))),
  )
  if (at < 0) return texts
  const list = segments.slice(0, at)
  const node = entry.nodeAt(list)
  const { schema } = wayTo(pathOf(list), entry.merged, entry.schema)
  return node ? withSetting(texts, entry, pathOf(list), listOf(node, schema)) : texts
}

function isDefaultList(node: Merged | null): boolean {
  return node?.kind === 'list' && sourcesIn(node).every(source => source === 'DefaultConfig' || source === 'schema')
}

function sourcesIn(node: Merged): readonly SettingSource[] {
  switch (node.kind) {
    case 'leaf':
      return node.values.map(({ source }) => source)
    case 'object':
      return [...node.properties.values()].flatMap(sourcesIn)
    case 'list':
      return node.items.flatMap(item => sourcesIn(item.node))
  }
}

/** Its items with what DefaultConfig says of them; what the schema says of every item stays with the schema. */
function listOf(node: Merged, schema: SchemaNode | null): Json {
  if (node.kind !== 'list') return []
  const by = schema?.instanceId ?? null
  return node.items.map(({ identity, node: item }): Json => {
    const stored = storedIn(item) ?? {}
    return by !== null && isJsonObject(stored) ? { [by]: identity, ...stored } : stored
  })
}

function storedIn(node: Merged): Json | undefined {
  switch (node.kind) {
    case 'leaf':
      return node.values.find(({ source }) => source === 'DefaultConfig')?.value
    case 'object': {
      const entries = [...node.properties].flatMap(([name, property]): [string, Json][] => {
        const value = storedIn(property)
        return value === undefined ? [] : [[name, value]]
      })
      return entries.length > 0 ? Object.fromEntries(entries) : undefined
    }
    case 'list': {
      const items = node.items.flatMap(item => storedIn(item.node) ?? [])
      return items.length > 0 ? items : undefined
    }
  }
}

function eachColumn(
  texts: ColumnTexts,
  property: string,
  change: (text: string | null, column: EditableColumn) => string | null,
): ColumnTexts {
  try {
    return Object.fromEntries(
      editableColumns.map(column => [column, change(texts[column], column)]),
    ) as unknown as ColumnTexts
  } catch (error) {
    if (error instanceof BootbankError) throw error
    throw new BootbankError('SETTING_PATH', `${property} cannot be set: ${(error as Error).message}.`, {
      path: property,
    })
  }
}

/** Where no schema says the column: the one that the value stands in. */
function columnInUse(entry: SettingEntry, property: string): EditableColumn {
  const source = entry.at(property)?.source
  return editableColumns.find(column => column === source) ?? 'UserValue'
}

/** What a column that had nothing holds at least: for one item of a list, what tells it apart. */
function shell(entry: SettingEntry): string {
  const identity = entry.identifier !== '' && entry.schema ? identityIn(entry.schema) : null
  const value = identity !== null && isJsonObject(entry.value) ? entry.value[identity] : undefined
  return identity === null ? '{}' : withValue('{}', [{ kind: 'property', name: identity }], value ?? entry.identifier)
}

/** Numbers with the digits that the host writes: a `double` has a decimal point, and a whole number may be larger than JavaScript's. */
function asWritten(value: Json, schema: SchemaNode | null): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(item => asWritten(item, schema?.items ?? null))
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, asWritten(one, schema?.property(name) ?? null)]),
    )
  if (schema?.type === 'double' && /^-?\d+$/.test(String(value))) return exactNumber(`${String(value)}.0`)
  if (schema?.type === 'long' && typeof value === 'string' && /^-?[1-9]\d{15,}$/.test(value)) return exactNumber(value)
  return value
}
