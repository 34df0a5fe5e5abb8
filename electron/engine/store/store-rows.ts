// The rows of a ConfigStore that changes are made to, before anything is written.
import { BootbankError } from '../../../shared/model/errors'
import type { Json } from '../../../shared/model/json'
import type { TableRow } from '../esx/read-table'
import { configEntries } from '../settings/config-store'
import { type SettingEntry, entryPath, settingPath } from '../settings/entry'
import { Findings } from '../settings/findings'
import type { SchemaStore } from '../settings/schema-store'
import type { StoreTables } from '../settings/store-tables'
import { checkAllowed } from './check-change'
import { pathInModel } from './setting-steps'
import { type ColumnTexts, noTexts, withoutSetting, withSetting } from './store-changes'

/** A setting, `component/group/name[/identifier][#property]`, with the value that it is to have; without one it is removed. */
export interface SettingChange {
  readonly path: string
  readonly value?: Json
}

export interface RowKey {
  readonly component: string
  readonly group: string
  readonly name: string
  readonly identifier: string
}

/** What a row was and what it becomes; null for none. */
export interface RowChange {
  readonly key: RowKey
  readonly before: TableRow | null
  readonly after: ColumnTexts | null
  /** For a row that is new. */
  readonly version: string
}

interface Rows {
  readonly key: RowKey
  readonly before: TableRow | null
  now: TableRow | null
  readonly fallback: readonly TableRow[]
  readonly desired: readonly TableRow[]
  readonly first: SettingEntry | null
}

const samePath = (row: TableRow, path: string) =>
  entryPath(row.Component ?? '', row.ConfigGroup ?? '', row.Name ?? '', row.Identifier ?? '') === path

/** The rows that one step of undo touches. */
export class StoreRows {
  readonly #touched = new Map<string, Rows>()

  constructor(
    private readonly tables: StoreTables,
    private readonly schemas: SchemaStore,
  ) {}

  /** Makes one change; gives its path as the model writes it. Throws SETTING_PATH for a path that leads nowhere. */
  change({ path, value }: SettingChange): string {
    const { rows, property } = this.find(path)
    const entry = this.entryOf(rows)
    const own = settingPath(entry, pathInModel(property, entry.merged, entry.schema))
    const texts = textsOf(rows.now)
    if (value === undefined) {
      const rest = property === '' ? noTexts : withoutSetting(texts, entry, property)
      if (!rows.now || (property !== '' && sameTexts(rest, texts)))
        throw new BootbankError('SETTING_PATH', `${path} stands in no row of its own, so there is nothing to remove.`, {
          path,
        })
      rows.now = property === '' ? null : { ...rows.now, ...rest }
      return own
    }
    const after = withSetting(texts, entry, property, value)
    const { component, group, name, identifier } = rows.key
    rows.now = {
      ...(rows.now ?? { Component: component, ConfigGroup: group, Name: name, Identifier: identifier }),
      ...after,
    }
    return own
  }

  /** What has to be written. Throws SETTING_VALUE for an entry that its schema does not allow. */
  changes(): readonly RowChange[] {
    return [...this.#touched.values()].flatMap(rows => {
      const after = rows.now && textsOf(rows.now)
      if (rows.before === null ? after === null : after !== null && sameTexts(textsOf(rows.before), after)) return []
      if (after) checkAllowed(rows.first, this.entryOf(rows))
      return [{ key: rows.key, before: rows.before, after, version: this.versionOf(rows) }]
    })
  }

  private find(path: string): { readonly rows: Rows; readonly property: string } {
    // An identifier may hold `#` itself: the longest row that is there is meant, then the longest that there could be.
    const borders: number[] = [path.length]
    for (let at = path.lastIndexOf('#'); at > 0; at = path.lastIndexOf('#', at - 1)) borders.push(at)
    for (const exists of [true, false]) {
      for (const border of borders) {
        const rows = this.rowsAt(path.slice(0, border), exists)
        if (rows) return { rows, property: path.slice(border + 1) }
      }
    }
    throw new BootbankError(
      'SETTING_PATH',
      `There is no setting ${path}, and the schema of this backup knows none. A path is COMPONENT/GROUP/NAME[/IDENTIFIER][#property].`,
      { path },
    )
  }

  private rowsAt(path: string, exists: boolean): Rows | null {
    const known = this.#touched.get(path)
    if (known) return known
    const [config, fallback, desired] = [this.tables.config, this.tables.defaults, this.tables.desired].map(rows =>
      rows.filter(row => samePath(row, path)),
    ) as [TableRow[], TableRow[], TableRow[]]
    const row = config[0] ?? fallback[0] ?? desired[0]
    const key = row ? keyOf(row) : exists ? null : this.keyFor(path)
    if (!key) return null
    if (config.length > 1)
      throw new BootbankError(
        'SETTING_PATH',
        `${path} has ${config.length} rows, so that none of them can be changed by its path.`,
        { path },
      )
    const before = config[0] ?? null
    const rows = { key, before, now: before, fallback, desired, first: null }
    const first = this.entryOf(rows)
    const made: Rows = { ...rows, first: row || first.merged ? first : null }
    this.#touched.set(path, made)
    return made
  }

  /** The key of a row that is not there and that the schema allows. */
  private keyFor(path: string): RowKey | null {
    const [component = '', group = '', name = '', ...rest] = path.split('/')
    const identifier = rest.join('/')
    const schema = this.schemas.find(component, group, name)
    if (!schema || schema.isFile || schema.singleton !== (identifier === '')) return null
    return { component, group, name, identifier }
  }

  private entryOf({ key, now, fallback, desired }: Omit<Rows, 'first' | 'before'>): SettingEntry {
    const { component, group, name, identifier } = key
    const own: TableRow = { Component: component, ConfigGroup: group, Name: name, Identifier: identifier }
    const tables = { ...this.tables, config: [now ?? own], defaults: fallback, desired, keyValues: [] }
    const [entry] = configEntries(tables, this.schemas, new Findings())
    if (!entry) throw new BootbankError('INTERNAL', `A row gave no entry: ${component}/${group}/${name}.`)
    return entry
  }

  private versionOf({ key, before, fallback }: Rows): string {
    const schema = this.schemas.find(key.component, key.group, key.name)
    return before?.Version ?? fallback[0]?.Version ?? schema?.version ?? ''
  }
}

function keyOf(row: TableRow): RowKey {
  return {
    component: row.Component ?? '',
    group: row.ConfigGroup ?? '',
    name: row.Name ?? '',
    identifier: row.Identifier ?? '',
  }
}

function textsOf(row: TableRow | null): ColumnTexts {
  if (!row) return noTexts
  return { UserValue: row.UserValue ?? null, VitalValue: row.VitalValue ?? null, CachedValue: row.CachedValue ?? null }
}

function sameTexts(a: ColumnTexts, b: ColumnTexts): boolean {
  return a.UserValue === b.UserValue && a.VitalValue === b.VitalValue && a.CachedValue === b.CachedValue
}
