// What can be added to an entry: items of its lists, rows beside it, properties that have no value. The schema of the backup knows them.
import type { SettingField, SettingItems } from '../../../shared/model/settings'
import { isJsonList, type Json } from '../../../shared/model/json'
import { CONF_COMPONENT } from './conf-keys'
import { type SettingEntry, sameJson, settingPath } from './entry'
import { type Merged, plainValue } from './merge'
import { joinPath } from './property-path'
import type { SchemaNode } from './schema'

/** Properties without a value that are told. */
const mostUnset = 500
/** Properties that a new item is asked where its schema requires none. */
const mostFields = 12

interface At {
  readonly node: Merged | null
  readonly schema: SchemaNode | null
  /** Path inside the entry. */
  readonly path: string
}

/** Every list of objects in an entry. */
export function listsIn(entry: SettingEntry): readonly SettingItems[] {
  if (entry.component === CONF_COMPONENT) return []
  return [...places(entry)].flatMap(at => {
    if (!isListOfThings(at)) return []
    const { node, schema, path } = at
    const by = schema?.instanceId ?? null
    const items = node?.kind === 'list' ? node.items : []
    return [
      {
        path: settingPath(entry, path),
        property: path,
        by,
        items: items.map(({ identity }) => ({
          path: settingPath(entry, joinPath(path, { name: identity, item: true })),
          identity,
        })),
        fields: fieldsOf(schema?.items ?? null, by),
      },
    ]
  })
}

/** The rows that an entry with an identifier is one of; null for every other, and where no schema says what tells them apart. */
export function rowsOf(entry: SettingEntry): SettingItems | null {
  const { identifier, schema, component, group, name } = entry
  const by = schema?.identity ?? null
  if (identifier === '' || by === null) return null
  return { path: `${component}/${group}/${name}`, property: '', by, items: [], fields: fieldsOf(schema, by) }
}

/** Properties without a value that may have one as things are. */
export function unsetIn(entry: SettingEntry): readonly SettingField[] {
  const found: SettingField[] = []
  for (const { node, schema, path } of places(entry)) {
    if (!schema || (node?.kind !== 'object' && !isEmptyObject(node))) continue
    for (const name of schema.propertyNames) {
      const child = schema.property(name)
      if (!child || childOf(node, name) || !isAllowed(node, child)) continue
      const at = { node: null, schema: child, path: joinPath(path, { name, item: false }) }
      if (isListOfThings(at)) continue
      if (found.length >= mostUnset) return found
      found.push(fieldOf(at.path, child))
    }
  }
  return found
}

/** Everything in an entry that has a value, lists that have none beside it. */
function* places(entry: SettingEntry): Generator<At> {
  const open: At[] = [{ node: entry.merged, schema: entry.schema, path: '' }]
  for (let at = open.shift(); at; at = open.shift()) {
    yield at
    const { node, schema, path } = at
    if (node?.kind === 'list') {
      for (const { identity, node: item } of node.items)
        open.push({ node: item, schema: schema?.items ?? null, path: joinPath(path, { name: identity, item: true }) })
      continue
    }
    const names = node?.kind === 'object' ? [...node.properties.keys()] : []
    for (const name of names) open.push(below(at, name))
    if (node?.kind !== 'object' && !isEmptyObject(node)) continue
    for (const name of schema?.propertyNames ?? []) {
      const child = schema?.property(name)
      const missing = { node: null, schema: child ?? null, path: joinPath(path, { name, item: false }) }
      if (child && !childOf(node, name) && isAllowed(node, child) && isListOfThings(missing)) yield missing
    }
  }
}

function below({ node, schema, path }: At, name: string): At {
  return {
    node: childOf(node, name),
    schema: schema?.property(name) ?? null,
    path: joinPath(path, { name, item: false }),
  }
}

function childOf(node: Merged | null, name: string): Merged | null {
  return node?.kind === 'object' ? (node.properties.get(name) ?? null) : null
}

function isListOfThings({ node, schema }: At): boolean {
  if (node?.kind === 'list') return true
  const isEmpty = node === null || isEmptyList(plainValue(node))
  return isEmpty && schema?.type === 'array' && schema.items?.type === 'object'
}

function isEmptyList(value: Json | undefined): boolean {
  return isJsonList(value) && value.length === 0
}

function isEmptyObject(node: Merged | null): boolean {
  return node?.kind === 'leaf' && sameJson(plainValue(node) ?? null, {})
}

/** Whether the sibling that it depends on stands so that it may be set. */
function isAllowed(siblings: Merged | null, { dependsOn }: SchemaNode): boolean {
  if (dependsOn === null) return true
  const sibling = childOf(siblings, dependsOn.name)
  const value = sibling ? plainValue(sibling) : undefined
  return value !== undefined && dependsOn.values.some(one => sameJson(one, value))
}

function fieldsOf(item: SchemaNode | null, by: string | null): readonly SettingField[] {
  const required = item?.requiredNames ?? []
  const names = [...new Set([...(by === null ? [] : [by]), ...required])]
  const asked = names.length > 0 ? names : (item?.propertyNames.slice(0, mostFields) ?? [])
  return asked.map(name => fieldOf(name, item?.property(name) ?? null))
}

function fieldOf(property: string, schema: SchemaNode | null): SettingField {
  return { property, schema: schema?.describe() ?? null, flags: schema?.flags ?? 0 }
}
