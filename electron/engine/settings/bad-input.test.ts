// What damaged and hostile settings get: what holds is there, what does not is told with its place, and nothing is thrown or hangs.
import { describe, expect, it } from 'vitest'
import { insert, makeDatabase } from '../../../testing/fixtures/sqlite'
import { schemasOf, settingsIn, storeOf, type TestRow } from '../../../testing/settings/stores'
import { makeBackup } from '../../../testing/fixtures/backups'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { checkSettings } from './check'
import type { Settings } from './settings'

const storeAddress = `local.tgz!/${CONFIGSTORE_PATH}`
const schemaAddress = `local.tgz!/${SCHEMA_STORE_PATH}`
const confAddress = `local.tgz!/${ESX_CONF_PATH}`

const keyboard: TestRow = { path: 'esx/system/keyboard', user: { layout: 'German' } }
const text = { type: 'string' }
const keyboardSchema = { type: 'object', properties: { layout: { ...text, enum: ['German', 'French'] } } }

/** Codes of everything that is told, after every value was looked at. */
const codesOf = (settings: Settings) => {
  for (const entry of settings.entries) void [entry.value, entry.settings, entry.title]
  return checkSettings(settings).map(({ code }) => code)
}
const storeIn = async (shape: 'esxi-7.0.2' | 'esxi-8.0') => {
  const { members } = await makeBackup(shape)
  const found = members.find(({ name }) => name === CONFIGSTORE_PATH)
  if (!found) throw new Error('no store in the generated backup')
  return found.content
}

describe('a ConfigStore', () => {
  it('that is not a database', async () => {
    const settings = await settingsIn({ store: 'not a database', conf: '/system/uuid = "1"\n' })
    expect(settings.at('esx.conf/system#uuid')?.value).toBe('1')
    expect(settings.findings).toEqual([
      expect.objectContaining({ code: 'settings-no-schema', place: { address: storeAddress } }),
      expect.objectContaining({ code: 'settings-no-database', severity: 'error', place: { address: storeAddress } }),
    ])
  })

  it('that is empty', async () => {
    expect(codesOf(await settingsIn({ store: '' }))).toContain('settings-no-database')
  })

  it('that has the magic of one and garbage after it', async () => {
    const garbage = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 0x41)])
    expect(codesOf(await settingsIn({ store: garbage }))).toContain('settings-no-database')
  })

  it('that is cut off after each of its pages gives the rows before the cut', async () => {
    const whole = await storeIn('esxi-7.0.2')
    const all = (await settingsIn({ store: whole })).entries.length
    const counts: number[] = []
    for (let end = 4096; end < whole.length; end += 4096 * 4) {
      const settings = await settingsIn({ store: whole.slice(0, end) })
      const codes = codesOf(settings)
      expect(codes).toContain('settings-truncated')
      counts.push(settings.entries.length)
    }
    expect(Math.max(...counts)).toBeGreaterThan(0)
    expect(Math.max(...counts)).toBeLessThan(all)
  })

  it('whose pages are overwritten in the middle gives the rows before and after them', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, index): TestRow => ({ path: 'esx/a/b', identifier: `row${index}`, user: { text: 'x'.repeat(100) } }),
    )
    const store = await storeOf(rows)
    const at = Buffer.from(store).indexOf('row150{"text"') // its page of the table, not that of the index
    store.fill(0xff, at - (at % 4096), at - (at % 4096) + 4096)
    const settings = await settingsIn({ store })
    expect(codesOf(settings)).toContain('settings-damaged-table')
    const found = new Set(settings.items('esx/a/b').map(entry => entry.identifier))
    expect(found.has('row0') && found.has('row299')).toBe(true)
    expect(found.size).toBeGreaterThan(200)
    expect(found.size).toBeLessThan(300)
  })

  it('without the table of its settings', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database =>
      database.run('CREATE TABLE KVTable(Key TEXT, Value TEXT)'),
    )
    const settings = await settingsIn({ store })
    expect(
      settings.findings.map(({ code, severity, message }) => [code, severity, message.endsWith('Config.')]),
    ).toContainEqual(['settings-no-table', 'error', true])
  })

  it('without columns that it should have gives what stands in the others', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database => {
      database.run('CREATE TABLE Config(Component TEXT, ConfigGroup TEXT, Name TEXT, UserValue TEXT)')
      insert(database, 'Config', [
        { Component: 'esx', ConfigGroup: 'system', Name: 'keyboard', UserValue: '{"layout":"German"}' },
      ])
    })
    const settings = await settingsIn({ store })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(settings.findings.map(({ message }) => message)).toContain(
      `${storeAddress}: the table Config has no column VitalValue.`,
    )
  })

  it('with JSON that does not parse keeps the other columns and rows', async () => {
    const store = await storeOf([keyboard, { path: 'esx/a/b', user: '{"broken": ', vital: { kept: 1 } }])
    const settings = await settingsIn({ store })
    expect(settings.at('esx/a/b')?.value).toEqual({ kept: 1 })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(settings.findings).toContainEqual(
      expect.objectContaining({
        code: 'settings-bad-json',
        message: 'UserValue of esx/a/b is not JSON and is left out.',
        place: { address: storeAddress, row: { table: 'Config', key: ['esx', 'a', 'b', ''] }, setting: 'esx/a/b' },
      }),
    )
  })

  it('with ten thousand rows of one identifier gives the first, and says how many', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database => {
      database.run('CREATE TABLE Config(Component TEXT, ConfigGroup TEXT, Name TEXT, Identifier TEXT, UserValue TEXT)')
      database.run(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
         INSERT INTO Config SELECT 'esx', 'a', 'b', 'same', json_object('at', i) FROM n`,
      )
    })
    const settings = await settingsIn({ store })
    expect(settings.items('esx/a/b').map(entry => entry.value)).toEqual([{ at: 0 }])
    expect(settings.findings.map(({ message }) => message)).toContain(
      '10000 rows are esx/a/b/same; the first is shown.',
    )
  })

  it('with a value of 50 MB gives the others, and says which was not read', async () => {
    const store = await storeOf([keyboard], database =>
      database.run(
        `INSERT INTO Config(Component, ConfigGroup, Name, UserValue, VitalValue) VALUES ('esx', 'a', 'b', '"' || hex(zeroblob(25000000)) || '"', '{"kept":1}')`,
      ),
    )
    const settings = await settingsIn({ store, bare: true })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(settings.at('esx/a/b')?.value).toEqual({ kept: 1 })
    expect(settings.findings).toContainEqual(
      expect.objectContaining({
        code: 'settings-value-too-large',
        message: `${CONFIGSTORE_PATH}: UserValue of esx/a/b/ has 50000002 bytes and is not read.`,
      }),
    )
  })

  it('with values nested thousands deep and lists of hundreds of thousands', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const wide = JSON.stringify({ list: Array.from({ length: 200_000 }, (_, index) => index) })
    const settings = await settingsIn({
      store: await storeOf([
        { path: 'esx/a/deep', user: deep },
        { path: 'esx/a/wide', user: wide },
      ]),
    })
    expect(codesOf(settings)).toContain('settings-too-deep')
    expect(settings.entry('esx/a/wide')?.settings).toHaveLength(1)
  })

  it('whose table is a view without an end is not asked', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database =>
      database.run(
        `CREATE VIEW Config AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
         SELECT 'esx' Component, 'a' ConfigGroup, i Name, '' Identifier, '{}' UserValue FROM n`,
      ),
    )
    const settings = await settingsIn({ store })
    expect(settings.entries).toEqual([])
    expect(codesOf(settings)).toContain('settings-computed-table')
  })

  it('with a generated column that would compute a gigabyte takes it for missing', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database => {
      database.run(
        `CREATE TABLE Config(Component TEXT, ConfigGroup TEXT, Name TEXT, VitalValue TEXT, UserValue TEXT AS (hex(zeroblob(400000000))) VIRTUAL)`,
      )
      insert(database, 'Config', [{ Component: 'esx', ConfigGroup: 'a', Name: 'b', VitalValue: '{"kept":1}' }])
    })
    const settings = await settingsIn({ store })
    expect(settings.at('esx/a/b')?.value).toEqual({ kept: 1 })
    expect(codesOf(settings)).toContain('settings-no-column')
  })
})

describe('a schema store', () => {
  it('that is missing costs defaults and types, and no value', async () => {
    const settings = await settingsIn({ store: await storeOf([keyboard]) })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(codesOf(settings)).toEqual(['settings-no-schema'])
  })

  it('that is missing where there is no ConfigStore either is not missed', async () => {
    expect(codesOf(await settingsIn({ conf: '/system/uuid = "1"\n' }))).toEqual([])
  })

  it('of another release says nothing of settings that it does not know', async () => {
    const schemas = await schemasOf({ 'esx/system/keyboard': keyboardSchema })
    const settings = await settingsIn({
      store: await storeOf([{ path: 'esx/other/thing', user: { a: 'b' } }]),
      schemas,
    })
    expect(settings.at('esx/other/thing#a')?.value).toBe('b')
    expect(settings.entry('esx/other/thing')?.schema).toBeNull()
    expect(codesOf(settings)).toEqual([])
  })

  it('that refers to itself', async () => {
    const schemas = await schemasOf({
      'esx/system/keyboard': {
        ...keyboardSchema,
        $ref: '#',
        properties: { layout: { $ref: '#', type: 'string', optionDependency: { name: 'layout', value: ['German'] } } },
        instanceIdMap: { keyboard: 'keyboard' },
        defaults: { keyboard: { layout: 'French', keyboard: { keyboard: 1 } } },
      },
    })
    const settings = await settingsIn({ store: await storeOf([keyboard]), schemas })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(codesOf(settings)).toEqual([])
  })

  it('whose table is a view of itself', async () => {
    const schemas = await makeDatabase({ pageSize: 4096, userVersion: 5 }, database =>
      database.run('CREATE VIEW ConfigSchema AS SELECT * FROM ConfigSchema'),
    )
    const settings = await settingsIn({ store: await storeOf([keyboard]), schemas })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(settings.findings).toContainEqual(
      expect.objectContaining({ code: 'settings-computed-table', place: { address: schemaAddress } }),
    )
  })

  it('with schemas that are not JSON, no objects, or of odd types', async () => {
    const schemas = await schemasOf({
      'esx/system/keyboard': '{"type": ',
      'esx/a/list': '[1, 2]',
      'esx/a/odd': {
        type: 7,
        properties: [1],
        required: 'x',
        enum: {},
        items: null,
        instanceId: 4,
        instanceIdMap: [],
        defaults: 1,
      },
    })
    const store = await storeOf([keyboard, { path: 'esx/a/list', user: [1] }, { path: 'esx/a/odd', user: { x: 1 } }])
    const settings = await settingsIn({ store, schemas })
    expect(settings.at('esx/system/keyboard#layout')?.value).toBe('German')
    expect(settings.at('esx/a/odd#x')?.value).toBe(1)
    expect(codesOf(settings)).toEqual(['settings-bad-schema', 'settings-bad-schema'])
  })

  it('with a pattern that would take a hundred years', async () => {
    const schemas = await schemasOf({
      'esx/a/b': { type: 'object', properties: { x: { ...text, pattern: '^(a+)+$' } } },
    })
    const settings = await settingsIn({
      store: await storeOf([{ path: 'esx/a/b', user: { x: `${'a'.repeat(60)}!` } }]),
      schemas,
    })
    expect(codesOf(settings)).toEqual([])
  })
})

describe('values that break their schema are told, each with its place', () => {
  const schema = {
    type: 'object',
    required: ['name', 'driver'],
    additionalProperties: false,
    properties: {
      name: { ...text, minLength: 2, maxLength: 5, pattern: '^[[:alpha:]]+$' },
      kind: { ...text, enum: ['NIC', 'DISK'] },
      driver: { ...text, optionDependency: { name: 'kind', value: ['NIC'] } },
      vlan: { type: 'long', minimum: 0, maximum: 4095 },
      on: { type: 'boolean' },
      list: {
        type: 'array',
        instanceId: 'id',
        minItems: 1,
        items: { type: 'object', properties: { id: text, size: { type: 'double' } } },
      },
    },
  }
  const breaches = async (value: { readonly [name: string]: unknown }) => {
    const store = await storeOf([{ path: 'esx/a/b', user: JSON.stringify(value) }])
    const settings = await settingsIn({ store, schemas: await schemasOf({ 'esx/a/b': schema }) })
    return checkSettings(settings).map(({ message, place }) => ({ message, setting: place.setting }))
  }
  const sound = { name: 'abc', kind: 'DISK' }

  it.each<[string, object, string, string]>([
    ['a wrong type', { on: 'yes' }, 'on', 'must be true or false, and is text.'],
    ['a fraction for a whole number', { vlan: 1.5 }, 'vlan', 'must be a whole number, and is a number.'],
    ['a number out of its range', { vlan: 5000 }, 'vlan', 'must be at most 4095, and is 5000.'],
    ['a choice that there is not', { kind: 'TAPE' }, 'kind', 'must be one of NIC, DISK.'],
    ['text that is too long', { name: 'abcdef' }, 'name', 'must have at most 5 characters.'],
    ['text of another form', { name: 'a1b' }, 'name', 'does not have the form ^[[:alpha:]]+$.'],
    ['a list without an item', { list: [] }, 'list', 'must have at least 1 items.'],
    ['a wrong type in an item', { list: [{ id: 'x', size: 'big' }] }, 'list[x].size', 'must be a number, and is text.'],
  ])('%s', async (_name, part, property, sentence) => {
    expect(await breaches({ ...sound, ...part })).toEqual([
      { message: `esx/a/b#${property} ${sentence}`, setting: `esx/a/b#${property}` },
    ])
  })

  it('a property that is required, but only while it may be set', async () => {
    expect(await breaches(sound)).toEqual([])
    expect(await breaches({ ...sound, kind: 'NIC' })).toEqual([
      { message: 'esx/a/b has no driver, which is required.', setting: 'esx/a/b' },
    ])
  })

  it('a property that the release does not know', async () => {
    expect(await breaches({ ...sound, colour: 'red' })).toEqual([
      { message: 'esx/a/b has the property colour, which this release does not know.', setting: 'esx/a/b' },
    ])
  })
})

describe('an esx.conf', () => {
  it('with keys that stand twice takes the last line, and names both', async () => {
    const settings = await settingsIn({ conf: '/system/uuid = "1"\n/a/b/c = "x"\n/system/uuid = "2"\n' })
    expect(settings.at('esx.conf/system#uuid')).toMatchObject({ value: '2', place: { address: confAddress, line: 3 } })
    expect(settings.findings.map(({ code, message, place }) => [code, message, place])).toEqual([
      [
        'conf-duplicate-key',
        `Lines 1 and 3 of ${confAddress} set /system/uuid; the last one counts.`,
        { address: confAddress, line: 3 },
      ],
    ])
  })

  it('with broken lines gives the others, and the number of each', async () => {
    const settings = await settingsIn({
      conf: '/system/uuid = "1"\n\nrubbish\n/a/b = unquoted\n# a remark\n/a/c/d = "x"\n',
    })
    expect(settings.at('esx.conf/a/c#d')?.value).toBe('x')
    expect(settings.findings.map(({ code, place }) => [code, place.line])).toEqual([
      ['conf-broken-line', 3],
      ['conf-broken-line', 4],
    ])
  })

  it('with a hundred thousand broken lines says how many more there are', async () => {
    const settings = await settingsIn({ conf: 'rubbish\n'.repeat(100_000) })
    expect(settings.findings).toHaveLength(51)
    expect(settings.findings.at(-1)?.message).toBe('…and 99950 more of the kind conf-broken-line.')
  })

  it('with a hundred thousand keys gives every one', async () => {
    const conf = Array.from(
      { length: 100_000 },
      (_, index) => `/g${index % 50}/n${index % 500}/child[${String(index).padStart(4, '0')}]/key = "${index}"`,
    )
    const settings = await settingsIn({ conf: conf.join('\n') })
    expect(settings.entries.reduce((sum, entry) => sum + entry.settings.length, 0)).toBe(100_000)
    expect(settings.at('esx.conf/g7/n7/9507#key')?.value).toBe('9507')
    expect(codesOf(settings)).toEqual([])
  })

  it('with keys of a thousand segments and keys that begin others', async () => {
    const long = `/a/b${'/c'.repeat(1000)}`
    const settings = await settingsIn({
      conf: `${long} = "deep"\n/x/y/z = "leaf"\n/x/y/z/w = "below"\n/x/y/z[0000]/v = "item"\n`,
    })
    const values = settings.entries.flatMap(entry => entry.settings.map(setting => setting.value))
    expect(values.toSorted()).toEqual(['below', 'deep', 'item', 'leaf'])
  })

  it('that is not text', async () => {
    const settings = await settingsIn({ conf: '\0\0\0' })
    expect(codesOf(settings)).toEqual(['conf-unreadable'])
  })
})
