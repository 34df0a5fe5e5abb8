// Which column of a ConfigStore row a value belongs to (docs/formats.md section 7): properties that the schema marks vital are kept in
// VitalValue, cached ones in CachedValue, all others in UserValue, and each column repeats what tells items of a list apart.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../shared/model/json'
import { settingFlags } from '../../../shared/model/settings'
import type { SchemaNode } from '../settings/schema'

export const editableColumns = ['UserValue', 'VitalValue', 'CachedValue'] as const
export type EditableColumn = (typeof editableColumns)[number]

/** The parts of a value, by column; a column that has none of it is left out. */
export type Parts = ReadonlyMap<EditableColumn, Json>

/** The column that a property is kept in; UserValue where no schema says another. */
export function columnOf(schema: SchemaNode | null): EditableColumn {
  const flags = schema?.flags ?? 0
  return flags & settingFlags.vital ? 'VitalValue' : flags & settingFlags.cached ? 'CachedValue' : 'UserValue'
}

/** Splits a value; together, merged, the parts are the value again. */
export function partsOf(value: Json, schema: SchemaNode | null): Parts {
  if (isJsonObject(value)) return partsOfObject(value, schema, schema ? identityIn(schema) : null)
  const { instanceId = null, items = null } = schema ?? {}
  if (isJsonList(value) && instanceId !== null && value.every(isJsonObject)) {
    const lists = new Map<EditableColumn, Json[]>()
    for (const item of value) {
      for (const [column, part] of partsOfObject(item, items, instanceId)) {
        const list = lists.get(column)
        if (list) list.push(part)
        else lists.set(column, [part])
      }
    }
    if (lists.size > 0) return lists
  }
  return new Map([[columnOf(schema), value]])
}

function partsOfObject(value: JsonObject, schema: SchemaNode | null, identity: string | null): Parts {
  const parts = new Map<EditableColumn, Record<string, Json>>()
  const partIn = (column: EditableColumn) => {
    const known = parts.get(column)
    if (known) return known
    const part: Record<string, Json> = {}
    parts.set(column, part)
    return part
  }
  const names = Object.keys(value)
  for (const name of names) {
    if (name === identity) continue
    for (const [column, part] of partsOf(value[name] ?? null, schema?.property(name) ?? null))
      partIn(column)[name] = part
  }
  if (parts.size === 0) partIn(columnOf(schema))
  if (identity !== null && Object.hasOwn(value, identity)) {
    for (const part of parts.values()) part[identity] = value[identity] ?? null
  }
  // Each part keeps the order of the value.
  return new Map(
    [...parts].map(([column, part]) => [
      column,
      Object.fromEntries(names.filter(name => Object.hasOwn(part, name)).map(name => [name, part[name] ?? null])),
    ]),
  )
}

/** The property that tells an object apart from the other items of its list; null where its schema names none. */
export function identityIn(schema: SchemaNode): string | null {
  if (schema.identity !== null) return schema.identity
  const marked = (name: string) => ((schema.property(name)?.flags ?? 0) & settingFlags.identity) !== 0
  return schema.propertyNames.find(marked) ?? null
}
