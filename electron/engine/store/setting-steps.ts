// The way from an entry of ConfigStore to a value in it, as steps that can be taken in each of its columns.
import { BootbankError } from '../../../shared/model/errors'
import { isJsonObject, type Json } from '../../../shared/model/json'
import { likelyIdentity, type Merged, plainValue } from '../settings/merge'
import { parsePath, pathOf } from '../settings/property-path'
import type { SchemaNode } from '../settings/schema'
import type { Step } from './column-text'

export interface Way {
  readonly steps: readonly Step[]
  /** Schema of what the way leads to. */
  readonly schema: SchemaNode | null
  /** What is there now. */
  readonly merged: Merged | null
}

/** The way of a property path such as `port_groups[Management Network].vlan_id`. Throws SETTING_PATH for what is not a path or leads nowhere. */
export function wayTo(path: string, merged: Merged | null, schema: SchemaNode | null): Way {
  const segments = parsePath(path)
  if (!segments) throw new BootbankError('SETTING_PATH', `"${path}" is not a path of a property.`, { path })
  let way: Way = { steps: [], schema, merged }
  for (const { name } of segments) way = isList(way) ? toItem(way, name) : toProperty(way, name, path)
  return way
}

/** The path as the model writes it: `["Spare"]` is `[Spare]` there. Throws as `wayTo` does. */
export function pathInModel(path: string, merged: Merged | null, schema: SchemaNode | null): string {
  const { steps } = wayTo(path, merged, schema)
  return pathOf((parsePath(path) ?? []).map(({ name }, at) => ({ name, item: steps[at]?.kind !== 'property' })))
}

function isList({ merged, schema }: Way): boolean {
  return merged
    ? merged.kind === 'list' || (merged.kind === 'leaf' && Array.isArray(merged.values[0]?.value))
    : schema?.type === 'array'
}

function toProperty({ steps, schema, merged }: Way, name: string, path: string): Way {
  const known = schema?.property(name) ?? null
  if (schema && !known && !schema.isOpen)
    throw new BootbankError('SETTING_PATH', `${path} leads nowhere: this release does not know the property ${name}.`, {
      path,
    })
  if (merged?.kind === 'leaf' && !isEmptyObject(merged))
    throw new BootbankError('SETTING_PATH', `${path} leads nowhere: there is no ${name} in a single value.`, { path })
  return {
    steps: [...steps, { kind: 'property', name }],
    schema: known,
    merged: merged?.kind === 'object' ? (merged.properties.get(name) ?? null) : null,
  }
}

function toItem({ steps, schema, merged }: Way, name: string): Way {
  const items = merged?.kind === 'list' ? merged.items : []
  const at = items.findIndex(({ identity }) => identity === name)
  const by = schema
    ? schema.instanceId
    : likelyIdentity([items.map(({ node }) => plainValue(node)).filter(isJsonObject)])
  const node = items[at]?.node ?? null
  const step: Step =
    by === null
      ? { kind: 'index', index: at >= 0 ? at : Number(name) }
      : { kind: 'item', by, identity: own(node, by, name, schema) }
  return { steps: [...steps, step], schema: schema?.items ?? null, merged: node }
}

/** What tells the item apart, as JSON has it: a number may be one. */
function own(node: Merged | null, by: string, name: string, list: SchemaNode | null): Json {
  const value = node && plainValue(node)
  if (isJsonObject(value ?? undefined)) {
    const known = (value as { readonly [name: string]: Json })[by]
    if (known !== undefined) return known
  }
  return list?.items?.property(by)?.type === 'long' && /^-?\d{1,15}$/.test(name) ? Number(name) : name
}

function isEmptyObject(leaf: Extract<Merged, { kind: 'leaf' }>): boolean {
  const value = leaf.values[0]?.value
  return isJsonObject(value) && Object.keys(value).length === 0
}
