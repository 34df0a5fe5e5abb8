// Small ConfigStore databases and the backups they lie in, for tests of what reads them.
import type { Database } from 'sql.js'
import { bytesOf } from '../../electron/engine/codecs/bytes'
import { tarOf } from '../../electron/engine/codecs/tar-write'
import { Document } from '../../electron/engine/document/document'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, SCHEMA_STORE_PATH } from '../../electron/engine/esx/paths'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import type { Settings } from '../../electron/engine/settings/settings'
import type { Json } from '../../shared/model/json'
import { file, plainState } from '../archives/small-backups'
import { insert, makeDatabase } from '../fixtures/sqlite'

/** A row of the table Config. */
export interface TestRow {
  /** `component/group/name`. */
  readonly path: string
  readonly identifier?: string
  readonly user?: Json | string
  readonly vital?: Json
  readonly cached?: Json
  readonly auto?: Json
  /** The row of DefaultConfig. */
  readonly fallback?: Json
}

/** Text stands in the column as it is, so that it may be no JSON. */
const column = (value: Json | undefined) =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

const layout = `
CREATE TABLE Config(Component TEXT,ConfigGroup TEXT,Name TEXT,Identifier TEXT NOT NULL DEFAULT '',ModifiedTime DATETIME,CreationTime DATETIME,Version TEXT DEFAULT '',Success BOOLEAN DEFAULT 1,AutoConfValue TEXT, UserValue TEXT, VitalValue TEXT, CachedValue TEXT, DesiredValue TEXT, Revision INTEGER DEFAULT 0, PRIMARY KEY(Component, ConfigGroup, Name, Identifier));
CREATE TABLE DefaultConfig(Component TEXT,ConfigGroup TEXT,Name TEXT,Value TEXT,Identifier TEXT NOT NULL DEFAULT '',Version TEXT DEFAULT '');
CREATE TABLE DesiredUserConfig(Component TEXT,ConfigGroup TEXT,Name TEXT,Value TEXT,Identifier TEXT NOT NULL DEFAULT '');
CREATE TABLE KVTable(Key TEXT, Value TEXT);
`

/** A database; `more` may do with it what it likes. */
export function storeOf(
  rows: readonly TestRow[],
  more: (database: Database) => void = () => undefined,
): Promise<Uint8Array> {
  return makeDatabase({ pageSize: 4096, userVersion: 2 }, database => {
    database.run(layout)
    const keyOf = ({ path, identifier = '' }: TestRow) => {
      const [Component = '', ConfigGroup = '', Name = ''] = path.split('/')
      return { Component, ConfigGroup, Name, Identifier: identifier }
    }
    insert(
      database,
      'Config',
      rows.map(row => ({
        ...keyOf(row),
        UserValue: column(row.user),
        VitalValue: column(row.vital),
        CachedValue: column(row.cached),
        AutoConfValue: column(row.auto),
      })),
    )
    const defaults = rows.filter(row => row.fallback !== undefined)
    insert(
      database,
      'DefaultConfig',
      defaults.map(row => ({ ...keyOf(row), Value: column(row.fallback) })),
    )
    more(database)
  })
}

/** A schema store; a schema of type `array` is that of a list. */
export function schemasOf(
  schemas: Readonly<Record<string, { readonly [key: string]: Json } | string>>,
  more: (database: Database) => void = () => undefined,
): Promise<Uint8Array> {
  return makeDatabase({ pageSize: 4096, userVersion: 5 }, database => {
    database.run(
      'CREATE TABLE ConfigSchema(VibId TEXT,Component TEXT,ConfigGroup TEXT,Name TEXT,Value TEXT,Version TEXT,Singleton BOOLEAN DEFAULT 1)',
    )
    insert(
      database,
      'ConfigSchema',
      Object.entries(schemas).map(([path, schema]) => {
        const [Component = '', ConfigGroup = '', Name = ''] = path.split('/')
        const isList = typeof schema !== 'string' && schema.type === 'array'
        return { Component, ConfigGroup, Name, Value: column(schema), Singleton: isList ? 0 : 1 }
      }),
    )
    more(database)
  })
}

/** What the backup of a test holds. */
export interface TestBackup {
  readonly store?: Uint8Array | string
  readonly schemas?: Uint8Array | string
  readonly conf?: string
  /** An uncompressed local.tar, where a value is too large to be packed in each run. */
  readonly bare?: boolean
  /** Further files by their path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** An open state.tgz with these files, all layers opened. */
export async function backupOf({ store, schemas, conf, bare = false, files = {} }: TestBackup): Promise<Document> {
  const members = [
    ...(store === undefined ? [] : [file(CONFIGSTORE_PATH, store)]),
    ...(schemas === undefined ? [] : [file(SCHEMA_STORE_PATH, schemas)]),
    ...(conf === undefined ? [] : [file(ESX_CONF_PATH, conf)]),
    ...Object.entries(files).map(([path, content]) => file(path, content)),
    file('etc/hosts', '127.0.0.1 localhost\n'),
  ]
  const bytes = bare ? tarOf(members) : bytesOf(plainState(members))
  const document = await Document.open(bytes, { name: 'state.tgz' })
  await document.openAll()
  return document
}

/** The settings of such a backup. */
export async function settingsIn(backup: TestBackup): Promise<Settings> {
  return settingsOf(await backupOf(backup))
}
