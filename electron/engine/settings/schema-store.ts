// The schema store: what this release knows of each of its settings, and the files it keeps (docs/formats.md section 7).
import { finding } from '../../../shared/findings/finding'
import { isJsonObject, type Json } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import type { TableRow } from '../esx/read-table'
import { entryPath } from './entry'
import { Findings } from './findings'
import { SchemaNode } from './schema'

/** One row of ConfigSchema; its JSON is parsed when it is asked for. */
export class StoredSchema {
  readonly component: string
  readonly group: string
  readonly name: string
  /** `component/group/name`. */
  readonly path: string
  /** There is one of it; otherwise each row of Config is one item of a list. */
  readonly singleton: boolean
  /** The package that brought it, such as `esx-base-7.0.2_0.0.17867351-schema`. */
  readonly vib: string
  /** Version that rows of it have. */
  readonly version: string
  #node: SchemaNode | null | undefined

  constructor(
    private readonly row: TableRow,
    readonly place: Place,
    private readonly findings: Findings,
  ) {
    this.component = row.Component ?? ''
    this.group = row.ConfigGroup ?? ''
    this.name = row.Name ?? ''
    this.path = entryPath(this.component, this.group, this.name, '')
    this.vib = row.VibId ?? ''
    this.version = row.Version ?? ''
    this.singleton = row.Singleton !== '0'
  }

  get isFile(): boolean {
    return this.group === 'files'
  }

  /** The schema as it stands in the row; null where it is not one. */
  get node(): SchemaNode | null {
    if (this.#node === undefined) this.#node = this.parse()
    return this.#node
  }

  /** The schema of what one row of Config holds. */
  get value(): SchemaNode | null {
    return this.singleton ? this.node : (this.node?.items ?? null)
  }

  private parse(): SchemaNode | null {
    try {
      const value: Json = JSON.parse(this.row.Value ?? '')
      if (isJsonObject(value)) return SchemaNode.of(value, this.name)
    } catch {
      // told below
    }
    this.findings.add(finding('settings-bad-schema', this.place, this.path))
    return null
  }
}

/** The schemas of one backup, each parsed when it is first asked for. */
export class SchemaStore {
  readonly #byPath = new Map<string, StoredSchema>()

  /** `address` is that of the database. */
  constructor(rows: readonly TableRow[], address: string, findings: Findings) {
    for (const row of rows) {
      const key = [row.Component ?? '', row.ConfigGroup ?? '', row.Name ?? '']
      const schema = new StoredSchema(row, { address, row: { table: 'ConfigSchema', key } }, findings)
      if (!this.#byPath.has(schema.path)) this.#byPath.set(schema.path, schema)
    }
  }

  find(component: string, group: string, name: string): StoredSchema | null {
    return this.#byPath.get(entryPath(component, group, name, '')) ?? null
  }

  all(): Iterable<StoredSchema> {
    return this.#byPath.values()
  }

  get size(): number {
    return this.#byPath.size
  }
}

/** Where a backup has none. */
export const noSchemas = new SchemaStore([], '', new Findings())
