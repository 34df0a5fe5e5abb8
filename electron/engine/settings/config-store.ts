// ConfigStore as entries of the settings model (docs/formats.md section 7): one entry a row of Config or DefaultConfig, and one for
// each thing there is one of that has neither and a default in its schema.
import { finding } from '../../../shared/findings/finding'
import type { Json } from '../../../shared/model/json'
import type { SettingSource } from '../../../shared/model/settings'
import type { TableRow } from '../esx/read-table'
import { SettingEntry, entryPath, type EntryRow } from './entry'
import type { Findings } from './findings'
import { type Given, merge } from './merge'
import type { SchemaStore, StoredSchema } from './schema-store'
import type { StoreTables } from './store-tables'

/** Columns of Config that hold values. */
export const valueColumns = [
  'UserValue',
  'VitalValue',
  'CachedValue',
  'AutoConfValue',
  'DesiredValue',
] as const satisfies readonly SettingSource[]

interface Rows {
  readonly config: TableRow | null
  readonly fallback: TableRow | null
  readonly desired: TableRow | null
}

/** The entries of a store. `address` is that of its database. */
export function configEntries(tables: StoreTables, schemas: SchemaStore, findings: Findings): readonly SettingEntry[] {
  const { address } = tables
  const byPath = new Map<string, { -readonly [table in keyof Rows]: Rows[table] }>()
  const repeated = new Map<string, number>()
  const add = (rows: readonly TableRow[], table: keyof Rows) => {
    for (const row of rows) {
      const path = entryPath(row.Component ?? '', row.ConfigGroup ?? '', row.Name ?? '', row.Identifier ?? '')
      const known = byPath.get(path)
      if (!known) byPath.set(path, { config: null, fallback: null, desired: null, [table]: row })
      else if (known[table]) repeated.set(path, (repeated.get(path) ?? 1) + 1)
      else known[table] = row
    }
  }
  add(tables.config, 'config')
  add(tables.defaults, 'fallback')
  add(tables.desired, 'desired')
  for (const [path, count] of repeated) {
    findings.add(finding('settings-duplicate-row', { address, setting: path }, path, count))
  }
  const entries = [...byPath.values()].map(rows => entryOf(rows, address, schemas, findings))
  for (const schema of schemas.all()) {
    if (schema.singleton && !schema.isFile && !byPath.has(schema.path)) entries.push(defaultEntry(schema))
  }
  return entries
}

function entryOf(
  { config, fallback, desired }: Rows,
  address: string,
  schemas: SchemaStore,
  findings: Findings,
): SettingEntry {
  const row = config ?? fallback ?? desired ?? {}
  const [component, group, name, identifier] = [
    row.Component ?? '',
    row.ConfigGroup ?? '',
    row.Name ?? '',
    row.Identifier ?? '',
  ]
  const stored = schemas.find(component, group, name)
  const table = config ? 'Config' : fallback ? 'DefaultConfig' : 'DesiredUserConfig'
  const place = { address, row: { table, key: [component, group, name, identifier] } }
  const read = () => {
    const given: Given[] = []
    const take = (source: SettingSource, text: string | null | undefined, from: string) => {
      const value = text === null || text === undefined ? undefined : parse(text)
      if (value === NO_JSON) {
        const setting = entryPath(component, group, name, identifier)
        findings.add(finding('settings-bad-json', { ...place, setting }, setting, from))
      } else if (value !== undefined && value !== null) given.push({ source, value })
    }
    for (const column of valueColumns) take(column, config?.[column], column)
    take('DefaultConfig', fallback?.Value, 'DefaultConfig')
    if (!given.some(({ source }) => source === 'DesiredValue'))
      take('DesiredValue', desired?.Value, 'DesiredUserConfig')
    const own = stored?.node?.defaults
    if (own !== undefined) given.push({ source: 'schema', value: own })
    return merge(given, stored?.value ?? null, (code, path, sentence) => {
      const setting = entryPath(component, group, name, identifier)
      const property = path === '' ? setting : `${setting}#${path}`
      findings.add(finding(code, { ...place, setting: property }, property, sentence))
    })
  }
  return new SettingEntry({
    component,
    group,
    name,
    identifier,
    place,
    schema: () => stored?.value ?? null,
    row: config && rowFacts(config),
    isDefault: isDefault(config, fallback),
    read,
  })
}

/** A row that says nothing but what DefaultConfig says. */
function isDefault(config: TableRow | null, fallback: TableRow | null): boolean {
  if (!config) return true
  return (
    config.UserValue === fallback?.Value &&
    valueColumns.every(column => column === 'UserValue' || config[column] === null)
  )
}

/** What exists by its schema's default alone, if it has one: the schema is read when someone asks. */
function defaultEntry(stored: StoredSchema): SettingEntry {
  const { component, group, name } = stored
  return new SettingEntry({
    component,
    group,
    name,
    identifier: '',
    place: null,
    schema: () => stored.value,
    row: null,
    isDefault: true,
    read: () => {
      const own = stored.node?.defaults
      return own === undefined ? null : merge([{ source: 'schema', value: own }], stored.value, () => undefined)
    },
  })
}

const NO_JSON = Symbol('no JSON')

/** NO_JSON for a text that is not JSON, since null is a value. */
function parse(text: string): Json | typeof NO_JSON {
  try {
    return parseJson(text)
  } catch {
    return NO_JSON
  }
}

/** A value from its JSON text; whole numbers that JavaScript cannot hold are text. Throws SyntaxError. */
export function parseJson(text: string): Json {
  return JSON.parse(/\d{16}/.test(text) ? withExactNumbers(text) : text) as Json
}

/** Whole numbers that a JavaScript number cannot hold become text: rounded they would be a value that the backup does not have. */
function withExactNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, token =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
}

function rowFacts(row: TableRow): EntryRow {
  return {
    revision: row.Revision == null ? null : Number(row.Revision),
    created: row.CreationTime ?? null,
    modified: row.ModifiedTime ?? null,
    version: row.Version ?? null,
    success: row.Success == null ? null : row.Success !== '0',
  }
}
