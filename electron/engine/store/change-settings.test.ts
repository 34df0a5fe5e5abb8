// Changes of settings in ConfigStore: the column they go to, what stays, what is refused; and that the sqlite3 program agrees.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { openHost, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { needs } from '../../../testing/needs'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import type { Json } from '../../../shared/model/json'
import { settingFlags } from '../../../shared/model/settings'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { engineEdits } from '../edits/edits'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, ESX_CONF_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import type { Setting } from '../settings/entry'
import { settingsOf } from '../settings/read-settings'
import { changeSettings } from './change-settings'
import type { SettingChange } from './store-rows'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-03-01T12:00:00Z')
const hosts = withGenuine('esxi-7.0.2', 'esxi-8.0')
const sqlite3 = hasProgram('sqlite3')

const change = (document: Document, ...changes: SettingChange[]) => changeSettings(document, 'A change', changes, now)
const valueAt = async (document: Document, path: string) => (await settingsOf(document)).at(path)?.value

function databaseOf(document: Document): Uint8Array {
  const entry = findEntry(document, CONFIGSTORE_PATH)
  if (!entry) throw new Error('no store')
  return toUint8Array(document.content(entry))
}

/** With its chain of layers open, as an edit opens it. */
async function everythingOpen(document: Document): Promise<Document> {
  await document.openChain()
  return document
}

type Row = Readonly<Record<string, string | number | null>>

/** Every row of Config, by its path, as SQLite has it. */
async function rowsOf(document: Document): Promise<ReadonlyMap<string, Row>> {
  const database = await openSqlite(databaseOf(document))
  try {
    const [{ columns, values } = { columns: [], values: [] }] = database.exec('SELECT * FROM Config')
    const rows = values.map(row => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as Row)
    return new Map(rows.map(row => [`${row.Component}/${row.ConfigGroup}/${row.Name}/${row.Identifier}`, row]))
  } finally {
    database.close()
  }
}

const json = (row: Row | undefined, column: string) => JSON.parse(String(row?.[column] ?? 'null')) as Json

describe('a value goes into the column that its schema gives it', () => {
  it.each(hosts)('UserValue, VitalValue and CachedValue of vmk0: %s', async name => {
    const document = await openHost(name)
    await change(document, { path: 'esx/network/vmknics/vmk0#enabled_services.management', value: false })
    const before = await rowsOf(document)
    const vmk0 = 'esx/network/vmknics/vmk0'
    await change(document, { path: `${vmk0}#mac`, value: '00:50:56:aa:bb:cc' })
    await change(document, { path: `${vmk0}#ip.ipv4_address`, value: '10.0.0.5' })
    const after = await rowsOf(document)
    const [old, row] = [before.get(vmk0), after.get(vmk0)]
    expect(json(row, 'VitalValue')).toEqual({ ...(json(old, 'VitalValue') as object), mac: '00:50:56:aa:bb:cc' })
    expect(json(row, 'UserValue')).toMatchObject({ ip: { ipv4_address: '10.0.0.5' } })
    expect(row?.CachedValue).toBe(old?.CachedValue)
    expect(row?.Revision).toBe(Number(old?.Revision) + 2)
    expect(row?.ModifiedTime).toBe('2026-03-01 12:00:00')
    expect(row?.CreationTime).toBe(old?.CreationTime)
    for (const [path, one] of after) if (path !== vmk0) expect(one).toEqual(before.get(path))
  })

  it('an item of a list is found by what tells it apart, and everything around it keeps its text', async () => {
    const document = await openHost('esxi-8.0')
    const path = 'esx/network_vss/switches/vSwitch0'
    const before = (await rowsOf(await everythingOpen(document))).get(path)
    await change(document, { path: `${path}#port_groups[Management Network].vlan_id`, value: 77 })
    const after = (await rowsOf(document)).get(path)
    const old = String(before?.UserValue)
    expect(await valueAt(document, `${path}#port_groups[Management Network].vlan_id`)).toBe(77)
    const withoutVlans = (text: string) => text.replace(/"vlan_id":\d+,?/g, '')
    expect(withoutVlans(String(after?.UserValue))).toBe(withoutVlans(old))
  })

  it('an item is added with its identity, and removed again', async () => {
    const document = await openHost('esxi-8.0')
    const path = 'esx/network_vss/switches/vSwitch0'
    const before = (await rowsOf(await everythingOpen(document))).get(path)
    await change(document, { path: `${path}#port_groups[Spare].vlan_id`, value: 9 })
    const groups = (await valueAt(document, `${path}#port_groups`)) as readonly { readonly name: string }[]
    expect(groups.find(group => group.name === 'Spare')).toMatchObject({ vlan_id: 9 })
    await change(document, { path: `${path}#port_groups[Spare]` })
    expect((await rowsOf(document)).get(path)?.UserValue).toBe(before?.UserValue)
  })

  it('a path may quote what needs no quotes', async () => {
    const document = await openHost('esxi-8.0')
    const path = 'esx/network_vss/switches/vSwitch0'
    await change(document, { path: `${path}#["port_groups"]["Spare"]`, value: { name: 'Spare' } })
    await change(document, { path: `${path}#port_groups["Spare"].vlan_id`, value: 4 })
    expect(await valueAt(document, `${path}#port_groups[Spare].vlan_id`)).toBe(4)
    await change(document, { path: `${path}#port_groups["Spare"]` })
    expect(await valueAt(document, `${path}#port_groups[Spare]`)).toBeUndefined()
  })

  it('a whole row is split into its columns', async () => {
    const document = await openHost('esxi-8.0')
    const value = (await valueAt(await everythingOpen(document), 'esx/network/vmknics/vmk0')) as Record<string, Json>
    await change(document, { path: 'esx/network/vmknics/vmk0', value: { ...value, mac: '00:50:56:00:00:01' } })
    expect(await valueAt(document, 'esx/network/vmknics/vmk0')).toEqual({ ...value, mac: '00:50:56:00:00:01' })
    const row = (await rowsOf(document)).get('esx/network/vmknics/vmk0')
    expect(json(row, 'UserValue')).not.toHaveProperty('mac')
    expect(json(row, 'VitalValue')).toMatchObject({ device: 'vmk0', mac: '00:50:56:00:00:01' })
  })

  it('a double keeps its decimal point, and a number too large for JavaScript its digits', async () => {
    const properties = { d: { type: 'double' }, big: { type: 'long' }, t: { type: 'string' } }
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: '{"big": 9007199254740993, "d": 1.50, "t":"x"}' }]),
      schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties } }),
    })
    const text = async () => (await rowsOf(document)).get('esx/g/n/')?.UserValue
    await change(document, { path: 'esx/g/n#t', value: 'é"' })
    expect(await text()).toBe('{"big": 9007199254740993, "d": 1.50, "t":"é\\""}')
    await change(document, { path: 'esx/g/n#d', value: 2 }, { path: 'esx/g/n#big', value: '18446744073709551615' })
    expect(await text()).toBe('{"big": 18446744073709551615, "d": 2.0, "t":"é\\""}')
  })
})

describe('what has no row, or no value', () => {
  it('a thing that stood at its default gets a row, with the version of its schema', async () => {
    const document = await everythingOpen(await openHost('esxi-8.0'))
    const settings = await settingsOf(document)
    const rows = await rowsOf(document)
    const entry = settings.entries.find(
      one => one.component === 'esx' && one.place === null && one.settings.some(isPlain),
    )
    if (!entry) throw new Error('no default')
    const setting = entry.settings.find(isPlain)
    if (!setting) throw new Error('no value')
    const path = `${entry.path}#${setting.property}`
    await change(document, { path, value: otherThan(setting) })
    expect(await valueAt(document, path)).toEqual(otherThan(setting))
    const row = (await rowsOf(document)).get(`${entry.path}/`)
    expect(rows.has(`${entry.path}/`)).toBe(false)
    expect(row).toMatchObject({
      ModifiedTime: '2026-03-01 12:00:00',
      CreationTime: '2026-03-01 12:00:00',
      Revision: 0,
      Success: 1,
      Version: settings.schemas.find(entry.component, entry.group, entry.name)?.version,
    })
    await change(document, { path: entry.path })
    expect(await rowsOf(document)).toEqual(rows)
    expect(await valueAt(document, path)).toEqual(setting.value)
  })

  describe('a list that only DefaultConfig has', () => {
    const text = { type: 'string' }
    const tag = { type: 'object', properties: { id: { ...text, instanceId: true }, word: text } }
    const item = {
      type: 'object',
      properties: {
        id: { ...text, instanceId: true },
        address: text,
        mac: { ...text, vital: true },
        ttl: { type: 'long' },
        tags: { type: 'array', instanceId: 'id', items: tag },
      },
    }
    const first = { id: 'a', address: '127.0.0.1', mac: '01' }
    const second = { id: 'b', address: '::1', tags: [{ id: 'x', word: 'six' }, { id: 'y' }] }
    const backup = async (user?: Json) =>
      backupOf({
        store: await storeOf([
          { path: 'esx/g/n', fallback: { hosts: [first, second] }, ...(user === undefined ? {} : { user }) },
        ]),
        schemas: await schemasOf({
          'esx/g/n': {
            type: 'object',
            properties: { hosts: { type: 'array', instanceId: 'id', items: item } },
            defaults: { n: { hosts: { ttl: 7 } } },
          },
        }),
      })
    const columns = async (document: Document) => {
      const row = (await rowsOf(document)).get('esx/g/n/')
      return { user: json(row, 'UserValue'), vital: json(row, 'VitalValue') }
    }

    it('is copied whole into the row with the first change of one of its items, so that the others stay', async () => {
      const document = await backup()
      await change(document, { path: 'esx/g/n#hosts[b].address', value: '::2' })
      expect(await columns(document)).toEqual({
        user: {
          hosts: [
            { id: 'a', address: '127.0.0.1' },
            { ...second, address: '::2' },
          ],
        },
        vital: { hosts: [{ id: 'a', mac: '01' }] },
      })
      expect(await valueAt(document, 'esx/g/n')).toEqual({
        hosts: [
          { ...first, ttl: 7 },
          { ...second, address: '::2', ttl: 7 },
        ],
      })
    })

    it('gains an item, and loses one', async () => {
      const document = await backup()
      await change(document, { path: 'esx/g/n#hosts[c]', value: { id: 'c', address: '10.0.0.3' } })
      expect(await valueAt(document, 'esx/g/n')).toMatchObject({ hosts: [first, second, { id: 'c' }] })
      document.undo()
      await change(document, { path: 'esx/g/n#hosts[a]' })
      expect(await valueAt(document, 'esx/g/n')).toEqual({ hosts: [{ ...second, ttl: 7 }] })
    })

    it('inside an item of the row is copied as well', async () => {
      const document = await backup({ hosts: [{ id: 'b', address: '::3' }] })
      await change(document, { path: 'esx/g/n#hosts[b].tags[y].word', value: 'seven' })
      const tags = [
        { id: 'x', word: 'six' },
        { id: 'y', word: 'seven' },
      ]
      expect((await columns(document)).user).toEqual({ hosts: [{ id: 'b', address: '::3', tags }] })
    })
  })

  it('a removed value gives way to its default, and a removed row goes', async () => {
    const properties = { a: { type: 'long' }, b: { type: 'string' } }
    const document = await backupOf({
      store: await storeOf([
        { path: 'esx/g/n', user: { a: 1, b: 'x' } },
        { path: 'esx/g/list', identifier: 'one', user: { name: 'one' } },
      ]),
      schemas: await schemasOf({
        'esx/g/n': { type: 'object', properties, defaults: { n: { a: 5 } } },
        'esx/g/list': {
          type: 'array',
          instanceId: 'name',
          items: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'long', vital: true } } },
        },
      }),
    })
    await change(document, { path: 'esx/g/n#a' })
    expect(await valueAt(document, 'esx/g/n')).toEqual({ a: 5, b: 'x' })
    await change(document, { path: 'esx/g/list/one' })
    expect((await settingsOf(document)).entry('esx/g/list/one')).toBeNull()
    await change(document, { path: 'esx/g/list/two', value: { name: 'two', size: 4 } })
    expect((await rowsOf(document)).get('esx/g/list/two')).toMatchObject({
      VitalValue: '{"name":"two","size":4}',
    })
  })

  it('what stands in no row cannot be removed, and it is said', async () => {
    const properties = { a: { type: 'long' }, list: { type: 'array', items: { type: 'object' } } }
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: { list: [{ x: 1 }] } }]),
      schemas: await schemasOf({
        'esx/g/n': { type: 'object', properties, defaults: { n: { a: 5 } } },
        'esx/g/other': { type: 'object', properties, defaults: { other: { a: 5 } } },
      }),
    })
    for (const path of ['esx/g/n#a', 'esx/g/n#list[7]', 'esx/g/other', 'esx/g/other#a'])
      await expect(change(document, { path })).rejects.toMatchObject({
        code: 'SETTING_PATH',
        message: `${path} stands in no row of its own, so there is nothing to remove.`,
      })
    expect(document.undoLabel).toBeNull()
  })

  it('the last property of a row is removed, and the row stays', async () => {
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: { a: 'x' } }]),
      schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties: { a: { type: 'string' } } } }),
    })
    await change(document, { path: 'esx/g/n#a' })
    expect((await rowsOf(document)).get('esx/g/n/')?.UserValue).toBe('{}')
  })

  it('a number that is not written as JSON has it is refused, and a very large one keeps its form', async () => {
    const properties = { n: { type: 'long' }, d: { type: 'double' } }
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: { n: 1, d: 1.5 } }]),
      schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties } }),
    })
    await expect(change(document, { path: 'esx/g/n#n', value: '007' })).rejects.toMatchObject({ code: 'SETTING_VALUE' })
    await change(document, { path: 'esx/g/n#d', value: 1e300 })
    expect((await rowsOf(document)).get('esx/g/n/')?.UserValue).toBe('{"n":1,"d":1e+300}')
  })

  it('a change to what is there already is not a step of undo', async () => {
    const document = await everythingOpen(await openHost('esxi-8.0'))
    const value = await valueAt(document, 'esx/network/vmknics/vmk0#mac')
    await change(document, { path: 'esx/network/vmknics/vmk0#mac', value: value ?? null })
    expect(document.undoLabel).toBeNull()
  })
})

describe('several changes are one step, or none', () => {
  it('an intermediate state that its schema does not allow is fine, a final one is not', async () => {
    const properties = {
      kind: { type: 'string', enum: ['a', 'b'] },
      more: { type: 'long', optionDependency: { name: 'kind', value: ['b'] } },
    }
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: { kind: 'a' } }]),
      schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties } }),
    })
    const more = { path: 'esx/g/n#more', value: 1 }
    await expect(change(document, more)).rejects.toMatchObject({
      code: 'SETTING_VALUE',
      message: 'esx/g/n#more may be set only while kind is b.',
    })
    await change(document, more, { path: 'esx/g/n#kind', value: 'b' })
    expect(await valueAt(document, 'esx/g/n')).toEqual({ kind: 'b', more: 1 })
    expect(document.undoLabel).toBe('A change')
    document.undo()
    expect(await valueAt(document, 'esx/g/n')).toEqual({ kind: 'a' })
  })

  it('keys of esx.conf and rows of ConfigStore together', async () => {
    const document = await everythingOpen(await openHost('esxi-8.0'))
    const conf = (await settingsOf(document)).entries.find(one => one.component === 'esx.conf')?.settings[0]
    if (!conf) throw new Error('no key')
    const path = `${conf.entry.path}#${conf.property}`
    await change(
      document,
      { path, value: 'another' },
      { path: 'esx/network/vmknics/vmk0#mac', value: '00:50:56:00:00:09' },
    )
    expect(await valueAt(document, path)).toBe('another')
    expect(document.changes()).toHaveLength(2)
    document.undo()
    expect(document.changes()).toEqual([])
    await expect(
      change(document, { path, value: 'another' }, { path: 'esx/network/vmknics/vmk0#mac', value: 5 }),
    ).rejects.toMatchObject({ code: 'SETTING_VALUE' })
    expect(document.changes()).toEqual([])
  })
})

describe('what cannot be done is refused, and nothing is changed', () => {
  it.each<[string, SettingChange, string, RegExp]>([
    [
      'another type',
      { path: 'esx/network/vmknics/vmk0#mtu', value: true },
      'SETTING_VALUE',
      /#mtu must be a whole number, and is true or false\.$/,
    ],
    [
      'a property that nobody knows',
      { path: 'esx/network/vmknics/vmk0#mtuu', value: 1 },
      'SETTING_PATH|SETTING_VALUE',
      /mtuu/,
    ],
    [
      'an entry that nobody knows',
      { path: 'esx/network/nothing#a', value: 1 },
      'SETTING_PATH',
      /no setting esx\/network\/nothing#a/,
    ],
    ['a path that is not one', { path: 'esx/network/vmknics/vmk0#[', value: 1 }, 'SETTING_PATH', /is not a path/],
    [
      'a part of a single value',
      { path: 'esx/network/vmknics/vmk0#mac.first', value: 1 },
      'SETTING_PATH',
      /mac\.first leads nowhere/,
    ],
    ['a key of esx.conf that is not there', { path: 'esx.conf/nothing#a', value: 'x' }, 'SETTING_PATH', /no key/],
  ])('%s', async (_what, one, code, message) => {
    const document = await openHost('esxi-8.0')
    const refusal = await change(document, one).then(
      () => null,
      (error: unknown) => error as { code: string; message: string },
    )
    expect(refusal?.code).toMatch(new RegExp(`^(?:${code})$`))
    expect(refusal?.message).toMatch(message)
    expect(document.changes()).toEqual([])
  })

  it('a backup without a ConfigStore', async () => {
    const document = await openHost('esxi-6.7')
    await expect(change(document, { path: 'esx/a/b#c', value: 1 })).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
  })

  it('a trigger that computes', async () => {
    const endless =
      'CREATE TRIGGER t AFTER UPDATE ON Config BEGIN SELECT count(*) FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n FROM c) SELECT n FROM c); END'
    const document = await backupOf({
      store: await storeOf([{ path: 'esx/g/n', user: { a: 1 } }], database => database.run(endless)),
    })
    await expect(change(document, { path: 'esx/g/n#a', value: 2 })).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
      message: expect.stringContaining('its trigger "t" does more than set columns'),
    })
  })

  it('a damaged database', async () => {
    const bytes = await storeOf([{ path: 'esx/g/n', user: { a: 1, text: 'x'.repeat(20_000) } }])
    bytes.fill(0xee, 3 * 4096, 4 * 4096)
    const document = await backupOf({ store: bytes })
    await expect(change(document, { path: 'esx/g/n#a', value: 2 })).rejects.toMatchObject({
      code: /STORE_UNWRITABLE|SETTING_PATH/,
    })
    expect(document.changes()).toEqual([])
  })
})

describe('the file', () => {
  it('in write-ahead-log mode keeps that mode', async () => {
    const bytes = await storeOf([{ path: 'esx/g/n', user: { a: 1 } }])
    bytes.set([2, 2], 18)
    const document = await backupOf({ store: bytes })
    await change(document, { path: 'esx/g/n#a', value: 2 })
    expect([...databaseOf(document).subarray(18, 20)]).toEqual([2, 2])
  })

  it.each(hosts)('the same change gives the same bytes, and undoing all of them the opened file: %s', async name => {
    const [one, two] = [await openHost(name), await openHost(name)]
    const before = toUint8Array(await one.build())
    for (const document of [one, two])
      await change(document, { path: 'esx/network/vmknics/vmk0#mac', value: '00:50:56:00:00:09' })
    expect(Buffer.compare(databaseOf(one), databaseOf(two))).toBe(0)
    one.undo()
    expect(Buffer.compare(toUint8Array(await one.build()), before)).toBe(0)
  })
})

const isPlain = ({ schema, flags, segments }: Setting) =>
  ['boolean', 'long', 'string'].includes(schema?.type ?? '') &&
  !(flags & (settingFlags.identity | settingFlags.secret)) &&
  !schema?.pattern &&
  !schema?.dependsOn &&
  segments.length > 0

/** Another value that the schema of a setting allows; the value itself where there is none. */
function otherThan({ value, schema }: Setting): Json {
  const choice = schema?.choices?.find(one => one !== value)
  if (choice !== undefined) return choice
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value === schema?.bound('maximum') ? value - 1 : value + 1
  const text = String(value)
  const most = schema?.bound('maxLength') ?? 1000
  return text.length < most ? `${text}x` : `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`
}

describe('any changes', () => {
  it.each(hosts)(
    'undone give the opened bytes; A then B is the saved and reopened A then B: %s',
    async name => {
      const settings = (await settingsOf(await everythingOpen(await openHost(name)))).entries
        .filter(one => one.component !== 'esx.conf')
        .flatMap(one => one.settings.filter(isPlain))
      const changes = settings.map(one => ({ path: `${one.entry.path}#${one.property}`, value: otherThan(one) }))
      await fc.assert(
        fc.asyncProperty(fc.subarray(changes, { minLength: 2, maxLength: 6 }), async some => {
          const document = await openHost(name)
          const done: SettingChange[] = []
          let reopened = await openHost(name)
          for (const one of some) {
            const refused = await change(document, one).then(
              () => null,
              (error: { code: string }) => error.code,
            )
            // A sibling may depend on it.
            if (refused !== null) expect(refused).toBe('SETTING_VALUE')
            else {
              done.push(one)
              await change(reopened, one)
              reopened = await reopened.reopen(await reopened.build())
            }
          }
          await reopened.openChain()
          for (const one of done) expect(await valueAt(document, one.path)).toEqual(one.value)
          if (done.length > 0) expect(Buffer.compare(databaseOf(document), databaseOf(reopened))).toBe(0)
          let undone = 0
          while (document.undo()) undone++
          expect(undone).toBe(done.length)
          expect(document.changes()).toEqual([])
        }),
        { numRuns: 6 },
      )
    },
    120_000,
  )
})

describe('the sqlite3 program', needs(sqlite3, 'sqlite3'), () => {
  it.each(hosts)('finds the file sound, its tables and triggers as they were, and one row changed: %s', async name => {
    const document = await everythingOpen(await openHost(name))
    const paths = ['before', 'after'].map(one => join(folder, `${one}-${name.replaceAll(' ', '-')}`)) as [
      string,
      string,
    ]
    writeFileSync(paths[0], databaseOf(document))
    await change(document, {
      path: 'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id',
      value: 21,
    })
    writeFileSync(paths[1], databaseOf(document))
    const ask = (path: string, query: string) => execFileSync('sqlite3', ['-readonly', path, query]).toString()
    expect(ask(paths[1], 'PRAGMA integrity_check')).toBe('ok\n')
    expect(ask(paths[1], '.schema')).toBe(ask(paths[0], '.schema'))
    const [before, after] = paths.map(path => ask(path, '.dump').split('\n')) as [string[], string[]]
    const lines = after.filter(line => !before.includes(line))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('"vlan_id":21')
  })

  it('pages that no change touches stay byte for byte', async () => {
    const document = await everythingOpen(await openHost('esxi-8.0'))
    const before = databaseOf(document)
    await change(document, { path: 'esx/network/vmknics/vmk0#mac', value: '00:50:56:00:00:0a' })
    const after = databaseOf(document)
    const pages = Math.max(before.length, after.length) / 4096
    const counter = (bytes: Uint8Array, at: number) => Buffer.from(bytes).readUInt32BE(at)
    expect(counter(after, 24)).toBe(counter(before, 24) + 1)
    expect(counter(after, 92)).toBe(counter(after, 24))
    const changed = Array.from({ length: pages }, (_, page) => page).filter(
      page =>
        Buffer.compare(
          before.subarray(page * 4096, (page + 1) * 4096),
          after.subarray(page * 4096, (page + 1) * 4096),
        ) !== 0,
    )
    expect(changed[0]).toBe(0)
    expect(changed.length).toBeLessThanOrEqual(3)
    // Of the first page, only the counters of the header: file change counter, version-valid-for and the version of SQLite that wrote.
    const bytes = Array.from({ length: 4096 }, (_, at) => at).filter(at => before[at] !== after[at])
    expect(bytes.every(at => (at >= 24 && at < 28) || (at >= 92 && at < 100))).toBe(true)
  })
})

it('a value that the text of esx.conf cannot hold is refused', async () => {
  const document = await everythingOpen(await openHost('esxi-8.0'))
  const conf = (await settingsOf(document)).entries.find(one => one.component === 'esx.conf')?.settings[0]
  const path = `${conf?.entry.path}#${conf?.property}`
  await expect(change(document, { path, value: 'a\nb' })).rejects.toMatchObject({ code: 'CONF_VALUE' })
  await expect(change(document, { path, value: null })).rejects.toMatchObject({ code: 'CONF_VALUE' })
  expect(findEntry(document, ESX_CONF_PATH)).not.toBeNull()
})

it('as an edit it takes the time that it is given', async () => {
  const document = await openHost('esxi-8.0')
  const given = { setting: 'esx/network/vmknics/vmk0#mac', value: '"00:50:56:00:00:0b"', at: '2025-01-02T03:04:05Z' }
  await engineEdits.settingSet.apply(document, null, given)
  expect(document.undoLabel).toBe('Set esx/network/vmknics/vmk0#mac')
  expect((await rowsOf(document)).get('esx/network/vmknics/vmk0')?.ModifiedTime).toBe('2025-01-02 03:04:05')
})
