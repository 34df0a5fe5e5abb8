// One entry of the settings model: a row of ConfigStore, or the keys of esx.conf that belong together. Its value is merged when it is
// first asked for; a session that looks at one entry does not pay for the others.
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import { settingFlags, type SettingEntryRow, type SettingSource } from '../../../shared/model/settings'
import { type Given, type Merged, type MergedLeaf, plainValue } from './merge'
import { joinPath, parsePath, pathOf, type Segment } from './property-path'
import type { SchemaNode } from './schema'
import { secretKindByName } from './secret-kind'

/** One value that is set or has a default. */
export interface Setting {
  readonly entry: SettingEntry
  /** Path inside the entry. */
  readonly property: string
  readonly segments: readonly Segment[]
  /** The value that counts. */
  readonly value: Json
  readonly source: SettingSource
  /** Every source that has one, the one that counts first. */
  readonly values: readonly Given[]
  /** The default; undefined where none is known. */
  readonly fallback: Json | undefined
  readonly schema: SchemaNode | null
  /** Sum of `settingFlags`. */
  readonly flags: number
  /** Null for what exists by a default alone. */
  readonly place: Place | null
}

/** `component/group/name[/identifier]#property`; without `#` where the entry is the value. */
export function settingPath(entry: Pick<SettingEntry, 'path'>, property: string): string {
  return property === '' ? entry.path : `${entry.path}#${property}`
}

/** A value somewhere inside an entry, a whole list or object as well. */
export interface Found {
  readonly value: Json
  readonly source: SettingSource
  readonly place: Place | null
}

/** What an entry is made of. */
export interface EntryParts extends Omit<SettingEntryRow, 'path' | 'title'> {
  /** Schema of the value; of a list's items for an entry with an identifier. Read when it is asked for. */
  readonly schema: () => SchemaNode | null
  readonly row: EntryRow | null
  /** It says nothing but what its defaults say. */
  readonly isDefault: boolean
  /** The merged value; null where there is nothing. Called once. */
  readonly read: () => Merged | null
}

/** Facts of the row besides its values. */
export interface EntryRow {
  readonly revision: number | null
  readonly created: string | null
  readonly modified: string | null
  readonly version: string | null
  readonly success: boolean | null
}

/** Sources that are defaults. */
const defaults: ReadonlySet<SettingSource> = new Set(['DefaultConfig', 'schema', 'option'])

/** Properties that name an item whose identifier is generated. */
const titles = ['name', 'principal', 'alias', 'address', 'device', 'identifier', 'label', 'subject', 'vmkname'] as const

/** One entry; its value, sources and schema are worked out when they are asked for. */
export class SettingEntry implements SettingEntryRow {
  readonly component: string
  readonly group: string
  readonly name: string
  readonly identifier: string
  readonly path: string
  readonly place: Place | null
  readonly row: EntryRow | null
  readonly isDefault: boolean
  readonly #schema: () => SchemaNode | null
  readonly #read: () => Merged | null
  #merged: Merged | null | undefined
  #value: Json | undefined
  #settings: readonly Setting[] | undefined

  constructor({ component, group, name, identifier, place, schema, row, isDefault, read }: EntryParts) {
    this.component = component
    this.group = group
    this.name = name
    this.identifier = identifier
    this.path = entryPath(component, group, name, identifier)
    this.place = place && { ...place, setting: this.path }
    this.row = row
    this.isDefault = isDefault
    this.#schema = schema
    this.#read = read
  }

  /** Null where the backup's schema does not know the entry. */
  get schema(): SchemaNode | null {
    return this.#schema()
  }

  get merged(): Merged | null {
    if (this.#merged === undefined) this.#merged = this.#read()
    return this.#merged
  }

  /** The value that the host takes; an empty object where there is none. */
  get value(): Json {
    this.#value ??= (this.merged && plainValue(this.merged)) ?? {}
    return this.#value
  }

  /** Its own name: the identifier, unless that is an index or a generated id and the value has a better one. */
  get title(): string {
    if (this.identifier === '') return this.name || this.group
    if (!/^\d{4,}$|^([0-9a-f]{2}[ -]){15}[0-9a-f]{2}$/.test(this.identifier)) return this.identifier
    const { value } = this
    if (!isJsonObject(value)) return this.identifier
    const named = titles.map(title => value[title]).find(text => typeof text === 'string' && text !== '')
    return typeof named === 'string' ? named : this.identifier
  }

  /** Every value in it, in the order of the file. */
  get settings(): readonly Setting[] {
    if (!this.#settings) {
      const found: Setting[] = []
      if (this.merged) this.collect(this.merged, [], '', this.schema, found)
      this.#settings = found
    }
    return this.#settings
  }

  /** What stands at a path inside the entry, with all of its sources; null where there is nothing. */
  nodeAt(segments: readonly Segment[]): Merged | null {
    let node = this.merged
    for (const { name } of segments) node = node && childOf(node, name)
    return node
  }

  /** The value at a path inside the entry, such as `ip.ipv4_address`; null where there is none. Throws nothing. */
  at(property: string): Found | null {
    const segments = parsePath(property)
    const node = segments && this.nodeAt(segments)
    if (!node) return null
    const value = plainValue(node)
    if (value === undefined) return null
    const leaf = firstLeaf(node)
    const source = leaf?.values[0]?.source ?? 'schema'
    return { value, source, place: this.placeOf(source, leaf, pathOf(segments)) }
  }

  /** Where the value at a path stands; null where there is none. */
  placeAt(property: string): Place | null {
    return this.at(property)?.place ?? null
  }

  private collect(
    node: Merged,
    segments: readonly Segment[],
    path: string,
    schema: SchemaNode | null,
    found: Setting[],
  ): void {
    switch (node.kind) {
      case 'leaf':
        found.push(this.settingOf(node, segments, path, schema))
        return
      case 'object':
        for (const [name, property] of node.properties) {
          const segment = { name, item: false }
          this.collect(property, [...segments, segment], joinPath(path, segment), schema?.property(name) ?? null, found)
        }
        return
      case 'list':
        for (const { identity, node: item } of node.items) {
          const segment = { name: identity, item: true }
          this.collect(item, [...segments, segment], joinPath(path, segment), schema?.items ?? null, found)
        }
    }
  }

  private settingOf(
    leaf: MergedLeaf,
    segments: readonly Segment[],
    property: string,
    schema: SchemaNode | null,
  ): Setting {
    const [first] = leaf.values
    const source = first?.source ?? 'schema'
    const value = first?.value ?? null
    const fallback = leaf.values.find(one => defaults.has(one.source))?.value ?? schema?.ownDefault
    let flags = schema?.flags ?? this.schema?.flags ?? 0
    flags |= flagsByName(segments)
    if (!(flags & settingFlags.identity) && !defaults.has(source) && source !== 'DesiredValue') {
      if (fallback === undefined) flags |= settingFlags.set
      else if (!sameJson(value, fallback)) flags |= settingFlags.changed
    }
    return {
      entry: this,
      property,
      segments,
      value,
      source,
      values: leaf.values,
      fallback,
      schema,
      flags,
      place: this.placeOf(source, leaf, property),
    }
  }

  private placeOf(source: SettingSource, leaf: MergedLeaf | null, property: string): Place | null {
    if (!this.place || source === 'schema') return null
    const setting = settingPath(this, property)
    if (leaf?.line !== undefined) return { ...this.place, line: leaf.line, setting }
    return source === 'DefaultConfig' && this.place.row
      ? { ...this.place, row: { ...this.place.row, table: 'DefaultConfig' }, setting }
      : { ...this.place, setting }
  }
}

/** `component/group/name[/identifier]`. */
export function entryPath(component: string, group: string, name: string, identifier: string): string {
  if (identifier !== '') return `${component}/${group}/${name}/${identifier}`
  return name === '' ? `${component}/${group}` : `${component}/${group}/${name}`
}

/** Whether two values are the same, whatever the order of their properties. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (isJsonList(a))
    return isJsonList(b) && a.length === b.length && a.every((one, index) => sameJson(one, b[index] ?? null))
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && sameJson(a[name] ?? null, b[name] ?? null))
  )
}

function childOf(node: Merged, name: string): Merged | null {
  switch (node.kind) {
    case 'leaf':
      return null
    case 'object':
      return node.properties.get(name) ?? null
    case 'list':
      return node.items.find(item => item.identity === name)?.node ?? null
  }
}

/** The first leaf that is more than a default, else the first. */
function firstLeaf(node: Merged): MergedLeaf | null {
  if (node.kind === 'leaf') return node
  const below = node.kind === 'object' ? [...node.properties.values()] : node.items.map(item => item.node)
  let first: MergedLeaf | null = null
  for (const child of below) {
    const leaf = firstLeaf(child)
    first ??= leaf
    const source = leaf?.values[0]?.source
    if (source !== undefined && !defaults.has(source)) return leaf
  }
  return first
}

/** Where no schema says it: a secret is told by its name. */
function flagsByName(segments: readonly Segment[]): number {
  const last = segments.findLast(segment => !segment.item)
  return last && secretKindByName(last.name) !== null ? settingFlags.secret : 0
}
