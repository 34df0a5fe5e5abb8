// Every kind of change of ConfigStore, judged by the sqlite3 program: the file is sound, tables, indexes and triggers are as they were, the
// rows that differ are those that were meant, and no page differs but those of their tables.
import { describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { openHostChain, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { needs } from '../../../testing/needs'
import { databaseDifference } from '../../../testing/settings/database-oracle'
import type { Json } from '../../../shared/model/json'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { settingsOf } from '../settings/read-settings'
import { changeRow, type RowEdit } from './change-row'
import { changeSettings } from './change-settings'
import type { SettingChange } from './store-rows'

const now = new Date('2026-03-01T12:00:00Z')
const hosts = withGenuine('esxi-7.0.2', 'esxi-8.0')

function storeIn(document: Document) {
  const entry = findEntry(document, CONFIGSTORE_PATH)
  if (!entry) throw new Error('no ConfigStore')
  return entry
}

const databaseOf = (document: Document) => toUint8Array(document.content(storeIn(document)))

/** The first value that a query finds, as text. */
async function asked(document: Document, query: string): Promise<string> {
  const database = await openSqlite(databaseOf(document))
  try {
    return String(database.exec(query)[0]?.values[0]?.[0])
  } finally {
    database.close()
  }
}

const vmk0 = 'esx/network/vmknics/vmk0'
const home = 'esx/network_vss/switches/vSwitch0'
const group = `${home}#port_groups[Management Network]`
const valueAt = async (document: Document, path: string) => (await settingsOf(document)).at(path)?.value
const set = (document: Document, ...changes: readonly SettingChange[]) =>
  changeSettings(document, 'A change', changes, now)
const row = (document: Document, edit: RowEdit) => changeRow(document, storeIn(document), edit, now)
const rowOf = (document: Document, table: string, where: string) =>
  asked(document, `SELECT rowid FROM ${table} WHERE ${where}`)

/** What a kind of change does, the rows of Config that it is meant for, and other tables that it is meant for. */
interface Kind {
  readonly does: (document: Document) => Promise<unknown>
  readonly rows: readonly string[]
  readonly tables?: readonly string[]
}

const spare: Json = { name: 'Spare', vlan_id: 7 }

const kinds: Readonly<Record<string, Kind>> = {
  'a value of the column of its user': {
    does: document => set(document, { path: `${vmk0}#ip.ipv4_address`, value: '192.0.2.99' }),
    rows: [vmk0],
  },
  'a vital value': {
    does: document => set(document, { path: `${vmk0}#mac`, value: '00:50:56:aa:bb:cc' }),
    rows: [vmk0],
  },
  'a value of an item of a list': {
    does: document => set(document, { path: `${group}.vlan_id`, value: 123 }),
    rows: [home],
  },
  'an item that is added to a list': {
    does: document => set(document, { path: `${home}#port_groups[Spare]`, value: spare }),
    rows: [home],
  },
  'an item that is taken out of a list': {
    async does(document) {
      await set(document, { path: `${home}#port_groups[Spare]`, value: spare })
      await set(document, { path: `${home}#port_groups[Spare].vlan_id`, value: 8 })
      await set(document, { path: `${home}#port_groups[Spare]` })
    },
    rows: [home],
  },
  'a value that gives way to its default': {
    does: document => set(document, { path: `${vmk0}#mac` }),
    rows: [vmk0],
  },
  'a row that is added': {
    async does(document) {
      const value = (await valueAt(document, vmk0)) as Readonly<Record<string, Json>>
      return set(document, { path: 'esx/network/vmknics/vmk77', value: { ...value, device: 'vmk77' } })
    },
    rows: ['esx/network/vmknics/vmk77'],
  },
  'a row that is taken out': {
    does: document => set(document, { path: vmk0 }),
    rows: [vmk0],
  },
  'several changes as one': {
    does: document =>
      set(document, { path: `${vmk0}#ip.ipv4_address`, value: '192.0.2.98' }, { path: `${group}.vlan_id`, value: 4 }),
    rows: [vmk0, home],
  },
  'a value longer than a page': {
    does: async document => {
      const rowid = await rowOf(document, 'Config', "Name = 'vmknics' AND Identifier = 'vmk0'")
      const value = JSON.stringify(JSON.stringify({ device: 'vmk0', note: 'x'.repeat(20_000) }))
      return row(document, { kind: 'set', table: 'Config', row: rowid, column: 'CachedValue', value })
    },
    rows: [vmk0],
  },
  'a raw row that is changed': {
    does: async document => {
      const rowid = await rowOf(document, 'Config', "Name = 'vmknics' AND Identifier = 'vmk0'")
      return row(document, { kind: 'set', table: 'Config', row: rowid, column: 'Success', value: '0' })
    },
    rows: [vmk0],
  },
  'a raw row that is added': {
    does: document => row(document, { kind: 'add', table: 'KVTable', values: '{"Key": "a", "Value": "b"}' }),
    rows: [],
    tables: ['KVTable'],
  },
  'a raw row that is taken out': {
    does: async document =>
      row(document, { kind: 'remove', table: 'KVTable', row: await rowOf(document, 'KVTable', 'TRUE') }),
    rows: [],
    tables: ['KVTable'],
  },
}

describe.each(hosts)('%s', name => {
  it.each(Object.keys(kinds))('%s', needs(hasProgram('sqlite3'), 'sqlite3'), async title => {
    const { does, rows, tables = [] } = kinds[title]!
    const document = await openHostChain(name)
    const before = databaseOf(document)
    await does(document)
    const after = databaseOf(document)
    const told = databaseDifference(before, after)
    expect(told).toMatchObject({
      integrity: 'ok',
      sameSchema: true,
      rows: rows.toSorted(),
      otherTables: tables,
    })
    const owners = new RegExp(
      `^(free|${[...(rows.length > 0 ? ['Config'] : []), ...tables].map(one => `(sqlite_autoindex_)?${one}(_\\d+)?`).join('|')})$`,
    )
    expect(told.pagesOf.filter(owner => !owners.test(owner))).toEqual([])
    expect(told.pagesOf.filter(owner => owner !== 'free')).not.toEqual([])
    while (document.undo());
    expect(Buffer.compare(databaseOf(document), before)).toBe(0)
  })
})
