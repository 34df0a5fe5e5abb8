// The settings model: values against the sqlite3 program, the flat list against the tree, esx.conf keys as settings, and when it is read
// again.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { put } from '../../../testing/archives/small-backups'
import { openHost, type TestedHost, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { backupOf, schemasOf, settingsIn, storeOf } from '../../../testing/settings/stores'
import { isJsonList, isJsonObject, type Json } from '../../../shared/model/json'
import { settingFlags, settingSources } from '../../../shared/model/settings'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { checkSettings } from './check'
import { entryDetail } from './detail'
import { settingList } from './list'
import { parsePath, pathOf } from './property-path'
import { settingsOf } from './read-settings'
import { needs } from '../../../testing/needs'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sqlite3 = hasProgram('sqlite3')

async function opened(name: TestedHost): Promise<Document> {
  const document = await openHost(name)
  await document.openAll()
  return document
}
const stores = withGenuine('esxi-7.0.2', 'esxi-8.0')

/** Values that are not taken apart, with their path as property names and list indexes. */
function* leavesOf(value: Json): Iterable<Json> {
  if (isJsonObject(value) && Object.keys(value).length > 0)
    for (const inner of Object.values(value)) yield* leavesOf(inner)
  else if (isJsonList(value) && value.length > 0 && value.every(isJsonObject))
    for (const item of value) yield* leavesOf(item)
  else yield value
}
const sorted = (values: Iterable<Json>) => [...values].map(value => JSON.stringify(value)).sort()

describe('what the sqlite3 program reads is what the settings hold', needs(sqlite3, 'sqlite3'), () => {
  it.each(stores)('column by column: %s', async name => {
    const document = await opened(name)
    const entry = findEntry(document, CONFIGSTORE_PATH)
    if (!entry) throw new Error('no store')
    const path = join(folder, 'store')
    writeFileSync(path, toUint8Array(document.content(entry)))
    const ask = (query: string): Record<string, string | number | null>[] =>
      JSON.parse(
        execFileSync('sqlite3', ['-readonly', '-json', path, query], { maxBuffer: 2 ** 28 }).toString() || '[]',
      )
    const settings = await settingsOf(document)
    const rows = ask('SELECT * FROM Config')
    expect(rows.length).toBeGreaterThan(50)
    for (const row of rows) {
      const key = [row.Component, row.ConfigGroup, row.Name, row.Identifier].map(String)
      const found = settings.entry(key.filter((part, index) => index < 3 || part !== '').join('/'))
      expect(found?.place?.row).toEqual({ table: 'Config', key })
      expect(found?.row).toMatchObject({ revision: row.Revision, modified: row.ModifiedTime })
      for (const column of ['UserValue', 'VitalValue', 'CachedValue', 'AutoConfValue'] as const) {
        const text = row[column]
        const given = (found?.settings ?? []).flatMap(one => one.values.filter(({ source }) => source === column))
        expect(sorted(given.map(({ value }) => value)), `${column} of ${key.join('/')}`).toEqual(
          typeof text === 'string' ? sorted(leavesOf(JSON.parse(text))) : [],
        )
      }
    }
    for (const { Component, ConfigGroup, Name, Identifier } of ask('SELECT * FROM DefaultConfig')) {
      expect(
        settings.entry([Component, ConfigGroup, Name, Identifier].filter(part => part !== '').join('/')),
      ).not.toBeNull()
    }
    expect(settings.keyValues.map(({ key, value }) => [key, value])).toEqual(
      ask('SELECT Key, Value FROM KVTable').map(({ Key, Value }) => [Key, Value ?? '']),
    )
  })
})

describe('the flat list and the entries are one', () => {
  it.each([...stores, 'esxi-6.7'] as const)('each line of it leads to its value: %s', async name => {
    const settings = await settingsOf(await opened(name))
    const list = settingList(settings)
    expect(list.entry.length).toBe(settings.entries.reduce((sum, entry) => sum + entry.settings.length, 0))
    expect(new Set(list.entry.map((at, index) => `${at}#${list.property[index]}`)).size).toBe(list.entry.length)
    for (const [index, at] of list.entry.entries()) {
      const row = list.entries[at]
      const property = list.property[index] ?? ''
      const found = settings.at(property === '' ? (row?.path ?? '') : `${row?.path}#${property}`)
      const flags = list.flags[index] ?? 0
      const source = settingSources[list.source[index] ?? 0]
      if (source === 'DesiredValue') continue
      expect(found?.source, `${row?.path}#${property}`).toBe(source)
      const text = typeof found?.value === 'string' ? found.value : JSON.stringify(found?.value)
      expect(list.value[index]).toBe(
        flags & settingFlags.secret ? '' : text.length > 200 ? `${text.slice(0, 200)}…` : text,
      )
    }
  })

  it('and is in the order of people: group, name, then number', async () => {
    const rows = ['vmnic10', 'vmnic2', 'vmnic0'].map(identifier => ({
      path: 'esx/network/nics',
      identifier,
      user: { name: identifier },
    }))
    const settings = await settingsIn({
      store: await storeOf([...rows, { path: 'esx/a/b', user: { x: 1 } }]),
      conf: '/a/b/c = "1"\n',
    })
    expect(settingList(settings).entries.map(entry => entry.path)).toEqual([
      'esx/a/b',
      'esx/network/nics/vmnic0',
      'esx/network/nics/vmnic2',
      'esx/network/nics/vmnic10',
      'esx.conf/a/b',
    ])
  })

  it('paths of any names are read back as they were written', () => {
    const segment = fc.record({ name: fc.string({ minLength: 1, unit: 'binary' }), item: fc.boolean() })
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), segments => {
        expect(parsePath(pathOf(segments))?.map(({ name }) => name)).toEqual(segments.map(({ name }) => name))
      }),
    )
  })
})

describe('a setting', () => {
  const schema = {
    type: 'object',
    defaults: { thing: { port: 514, level: 'INFO' } },
    properties: {
      port: { type: 'long', minimum: 1, maximum: 65535 },
      level: { type: 'string', enum: ['INFO', 'DEBUG'] },
      host: { type: 'string' },
      address: { type: 'string', hostSpecific: true, vital: true },
      password: { type: 'secret' },
      inner: { type: 'object', hidden: true, properties: { id: { type: 'string', storeSpecific: true } } },
    },
    rebootRequired: { operations: ['SET'] },
  }
  const settings = async () =>
    settingsIn({
      schemas: await schemasOf({ 'esx/a/thing': schema }),
      store: await storeOf([
        {
          path: 'esx/a/thing',
          user: { port: 515, host: 'x', password: 'open sesame', inner: { id: 'y' } },
          vital: { address: '192.0.2.1' },
        },
      ]),
    })
  const flagsOf = (flags: number) =>
    Object.entries(settingFlags).flatMap(([name, flag]) =>
      (flags & flag) !== 0 && name !== 'rebootRequired' ? [name] : [],
    )

  it('carries its marks, those of what is above it included', async () => {
    const found = (await settings()).entry('esx/a/thing')?.settings ?? []
    expect(Object.fromEntries(found.map(({ property, flags }) => [property, flagsOf(flags)]))).toEqual({
      port: ['changed'],
      host: ['set'],
      password: ['secret', 'set'],
      'inner.id': ['storeSpecific', 'hidden', 'set'],
      address: ['hostSpecific', 'vital', 'set'],
      level: [],
    })
    expect(found.every(({ flags }) => flags & settingFlags.rebootRequired)).toBe(true)
  })

  it('says where it comes from and what its schema allows', async () => {
    const entry = (await settings()).entry('esx/a/thing')
    if (!entry) throw new Error('no entry')
    const detail = entryDetail(entry)
    expect(detail.settings.find(({ property }) => property === 'port')).toMatchObject({
      path: 'esx/a/thing#port',
      value: 515,
      source: 'UserValue',
      fallback: 514,
      values: [
        { source: 'UserValue', value: 515 },
        { source: 'schema', value: 514 },
      ],
      schema: { type: 'long', minimum: 1, maximum: 65535 },
      place: { row: { table: 'Config', key: ['esx', 'a', 'thing', ''] }, setting: 'esx/a/thing#port' },
    })
  })

  it('that is secret has no value in the list nor in the detail of its entry', async () => {
    const model = await settings()
    const entry = model.entry('esx/a/thing')
    if (!entry) throw new Error('no entry')
    const told = JSON.stringify([settingList(model), entryDetail(entry)])
    expect(told).not.toContain('sesame')
    expect(told).toContain('192.0.2.1')
    expect(model.at('esx/a/thing#password')?.value).toBe('open sesame')
  })

  it('that is a number of 64 bits keeps every digit, and other numbers stay numbers', async () => {
    const user =
      '{"big": 9223372036854775807, "text": "18446744073709551615 \\" 1", "part": 0.1234567890123456, "small": -7}'
    const model = await settingsIn({
      store: await storeOf([{ path: 'esx/a/b', user }]),
      schemas: await schemasOf({ 'esx/a/b': { type: 'object', properties: { big: { type: 'long' } } } }),
    })
    expect(model.entry('esx/a/b')?.value).toEqual({
      big: '9223372036854775807',
      text: '18446744073709551615 " 1',
      part: 0.1234567890123456,
      small: -7,
    })
    expect(checkSettings(model)).toEqual([])
  })

  it('is named by what its entry holds where the identifier is a generated one', async () => {
    const id = '52 2f 4d 38 94 0b 2c 9c-c7 5d b2 56 c2 9e d5 8d'
    const model = await settingsIn({
      store: await storeOf([
        { path: 'esx/authorization/permissions', identifier: id, user: { cs_generated_id: id, principal: 'root' } },
        { path: 'esx/network/nics', identifier: 'vmnic0', user: { name: 'other' } },
      ]),
    })
    expect(model.entries.map(entry => entry.title)).toEqual(['root', 'vmnic0'])
  })

  it('whose identifier holds slashes and # is found', async () => {
    const identifier = 'ds:///vmfs/volumes/a#b/'
    const model = await settingsIn({ store: await storeOf([{ path: 'esx/a/b', identifier, user: { url: 'x' } }]) })
    expect(model.at(`esx/a/b/${identifier}#url`)?.value).toBe('x')
  })
})

describe('esx.conf is settings of the same model', () => {
  const conf = [
    '/adv/UserVars/SuppressShellWarning = "1"',
    '/advUserOptions/options[0005]/name = "SuppressShellWarning"',
    '/advUserOptions/options[0005]/type = "int"',
    '/advUserOptions/options[0005]/min = "0"',
    '/advUserOptions/options[0005]/max = "1"',
    '/advUserOptions/options[0005]/default = "0"',
    '/advUserOptions/options[0005]/description = "Hide the warning"',
    '/advUserOptions/options[0006]/name = "DcuiTimeOut"',
    '/advUserOptions/options[0006]/default = "600"',
    '/advUserOptions/options[0006]/hidden = "true"',
    '/net/vswitch/child[0001]/name = "vSwitch1"',
    '/net/vswitch/child[0000]/portgroup/child[0001]/vlanId = "20"',
    '/net/vswitch/child[0000]/portgroup/child[0000]/vlanId = "10"',
    '/net/vswitch/child[0000]/name = "vSwitch0"',
    '/storage/plugin/NMP/device[naa.6001]/psp = "VMW_PSP_RR"',
    '/device/000:02.0/owner = "vmkernel"',
    '/system/uuid = "61c3f0aa"',
  ].join('\n')

  it('options have description, range and default from their definitions', async () => {
    const found = (await settingsIn({ conf })).entry('esx.conf/adv/UserVars')?.settings ?? []
    expect(
      found.map(({ property, value, source, fallback, flags }) => [
        property,
        value,
        source,
        fallback,
        (flags & settingFlags.changed) > 0,
      ]),
    ).toEqual([
      ['SuppressShellWarning', '1', 'esx.conf', '0', true],
      ['DcuiTimeOut', '600', 'option', '600', false],
    ])
    expect(found[0]?.schema?.describe()).toMatchObject({
      type: 'long',
      minimum: 0,
      maximum: 1,
      description: 'Hide the warning',
    })
    expect(found[0]?.place).toMatchObject({ line: 1 })
    expect(found[1]?.flags).toBe(settingFlags.hidden)
  })

  it('an index makes one thing of its keys, in the order of the indexes and not of the lines', async () => {
    const settings = await settingsIn({ conf })
    expect(settings.items('esx.conf/net/vswitch').map(entry => [entry.identifier, entry.title])).toEqual([
      ['0000', 'vSwitch0'],
      ['0001', 'vSwitch1'],
    ])
    expect(settings.entry('esx.conf/net/vswitch/0000')?.value).toEqual({
      portgroup: { child: [{ vlanId: '10' }, { vlanId: '20' }] },
      name: 'vSwitch0',
    })
  })

  it.each([
    ['esx.conf/net/vswitch/0000#portgroup.child[0001].vlanId', '20', 12],
    ['esx.conf/storage/plugin#NMP.device[naa.6001].psp', 'VMW_PSP_RR', 15],
    ['esx.conf/device/000:02.0#owner', 'vmkernel', 16],
    ['esx.conf/system#uuid', '61c3f0aa', 17],
    ['esx.conf/advUserOptions/options/0006#default', '600', 9],
  ])('%s is %s in line %i', async (path, value, line) => {
    expect((await settingsIn({ conf })).at(path)).toMatchObject({ value, place: { line } })
  })
})

describe('the settings are read once for each state of their files', () => {
  it('and again only when one of these changes', async () => {
    const document = await backupOf({
      conf: '/system/uuid = "1"\n',
      store: await storeOf([{ path: 'esx/a/b', user: { x: 1 } }]),
    })
    const first = await settingsOf(document)
    expect(await settingsOf(document)).toBe(first)
    await put(document, 'etc/hosts', '::1 localhost\n')
    expect(await settingsOf(document)).toBe(first)
    await put(document, 'etc/vmware/esx.conf', '/system/uuid = "2"\n')
    const second = await settingsOf(document)
    expect(second.at('esx.conf/system#uuid')?.value).toBe('2')
    expect(second.at('esx/a/b#x')?.value).toBe(1)
    document.undo()
    expect((await settingsOf(document)).at('esx.conf/system#uuid')?.value).toBe('1')
  })
})
