// Changes of settings in ConfigStore, as one step of undo: worked out on its rows, written by SQLite, read back and compared.
import type { Database } from 'sql.js'
import { BootbankError, type Where } from '../../../shared/model/errors'
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { saidBySqlite } from '../esx/sqlite'
import { configEntries } from '../settings/config-store'
import { Findings } from '../settings/findings'
import { settingsOf } from '../settings/read-settings'
import type { SchemaStore } from '../settings/schema-store'
import { type Settings, settingsWith } from '../settings/settings'
import { type StoreTables, storeTablesIn } from '../settings/store-tables'
import { checkNothingElse, liesIn } from './check-change'
import { editableColumns } from './column-parts'
import { editDatabase } from './edit-database'
import { type RowChange, type SettingChange, StoreRows } from './store-rows'

interface Planned {
  readonly entry: Entry
  readonly where: Where
  readonly bytes: Uint8Array
  readonly tables: StoreTables
  readonly schemas: SchemaStore
  readonly rows: readonly RowChange[]
  /** The changes, with their paths as the model writes them. */
  readonly changes: readonly SettingChange[]
}

/**
 * Makes all of the changes, or none. `now` is the time that changed rows are given.
 * Throws SETTING_PATH for a path that leads nowhere, SETTING_VALUE for what the schema does not allow, STORE_UNWRITABLE for a database
 * that cannot be written safely, ADDRESS_NOT_FOUND where there is no ConfigStore.
 */
export async function changeStore(
  document: Document,
  label: string,
  changes: readonly SettingChange[],
  now: Date,
): Promise<void> {
  const planned = await planStore(document, changes)
  const { entry, where, bytes, tables, schemas, rows } = planned
  if (rows.length === 0) return
  const edited = await editDatabase(bytes, now, where, database => {
    for (const row of rows) writeRow(database, row, now, where)
  })
  const after = await storeTablesIn(edited, entry.address, new Findings())
  checkDone(modelOf(tables, schemas), modelOf(after, schemas), planned.changes, where)
  document.put(entry, bytesOf(edited), { label })
}

/** What the changes would write; nothing is written. Throws SETTING_PATH, SETTING_VALUE and ADDRESS_NOT_FOUND as `changeStore` does. */
export async function planStore(document: Document, changes: readonly SettingChange[]): Promise<Planned> {
  const entry = findEntry(document, CONFIGSTORE_PATH)
  if (!entry || entry.problem)
    throw new BootbankError(
      'ADDRESS_NOT_FOUND',
      `There is no ${CONFIGSTORE_PATH} in this backup that can be read, so there is no setting of it to change.`,
      { path: CONFIGSTORE_PATH },
    )
  const bytes = toUint8Array(document.content(entry))
  const { schemas } = await settingsOf(document)
  const where: Where = { layer: entry.layer.label, path: entry.name }
  const findings = new Findings()
  const tables = await storeTablesIn(bytes, entry.address, findings)
  const unreadable = findings.list().find(({ code }) => code === 'settings-no-database')
  if (unreadable) throw new BootbankError('STORE_UNWRITABLE', unreadable.message, where)
  const rows = new StoreRows(tables, schemas)
  const own = changes.map(change => ({ ...change, path: rows.change(change) }))
  return { entry, where, bytes, tables, schemas, rows: rows.changes(), changes: own }
}

/** As SQLite's datetime() writes it, UTC. */
const stamp = (moment: Date) => moment.toISOString().slice(0, 19).replace('T', ' ')

function writeRow(database: Database, { key, before, after, version }: RowChange, now: Date, where: Where): void {
  const { component, group, name, identifier } = key
  const keys = [component, group, name, identifier]
  const isRow = 'Component = ? AND ConfigGroup = ? AND Name = ? AND Identifier = ?'
  const columns = after ? editableColumns.filter(column => after[column] !== (before?.[column] ?? null)) : []
  const values = columns.map(column => after?.[column] ?? null)
  try {
    if (!after) database.run(`DELETE FROM Config WHERE ${isRow}`, keys)
    else if (before)
      database.run(`UPDATE Config SET ${columns.map(column => `${column} = ?`).join(', ')} WHERE ${isRow}`, [
        ...values,
        ...keys,
      ])
    else {
      const all = [
        'Component',
        'ConfigGroup',
        'Name',
        'Identifier',
        'ModifiedTime',
        'CreationTime',
        'Version',
        ...columns,
      ]
      const marks = all.map(() => '?').join(', ')
      database.run(`INSERT INTO Config (${all.join(', ')}) VALUES (${marks})`, [
        ...keys,
        stamp(now),
        stamp(now),
        version,
        ...values,
      ])
    }
  } catch (error) {
    throw new BootbankError(
      'STORE_UNWRITABLE',
      `${where.path} cannot be changed. SQLite says: ${saidBySqlite(error)}`,
      where,
    )
  }
  if (database.getRowsModified() !== 1)
    throw new BootbankError('STORE_UNWRITABLE', `${where.path} has no single row for ${keys.join('/')}.`, where)
}

function modelOf(tables: StoreTables, schemas: SchemaStore): Settings {
  const findings = new Findings()
  return settingsWith(configEntries(tables, schemas, findings), schemas, [], findings)
}

function checkDone(before: Settings, after: Settings, changes: readonly SettingChange[], where: Where): void {
  checkNothingElse(
    before,
    after,
    changes.map(({ path }) => path),
    where,
  )
  const later = (index: number) => changes.slice(index + 1).map(({ path }) => path)
  for (const [index, { path, value }] of changes.entries()) {
    // What a later change of the same list says to change again need not hold any more.
    if (later(index).some(other => liesIn(other, path) || liesIn(path, other))) continue
    const found = after.at(path)
    const holds =
      value === undefined
        ? found?.place?.row?.table !== 'Config' || isEmpty(found.value)
        : found !== null && holdsAll(found.value, value)
    if (!holds)
      throw new BootbankError(
        'STORE_UNWRITABLE',
        `${path} has another value after the change than was asked for, so it was not made.`,
        where,
      )
  }
}

function isEmpty(value: Json): boolean {
  return (isJsonObject(value) && Object.keys(value).length === 0) || (isJsonList(value) && value.length === 0)
}

/** Whether a value has everything that was asked for; defaults may add to it. */
function holdsAll(value: Json, wanted: Json): boolean {
  if (isJsonObject(wanted))
    return (
      isJsonObject(value) &&
      Object.entries(wanted).every(([name, one]) => Object.hasOwn(value, name) && holdsAll(value[name] ?? null, one))
    )
  if (isJsonList(wanted))
    return (
      isJsonList(value) &&
      value.length === wanted.length &&
      wanted.every(one => value.some(other => holdsAll(other, one)))
    )
  return value === wanted
}
