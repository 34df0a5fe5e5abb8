// Hosts whose settings are odd: files that are not databases, are cut off or lack things, values that break their schema, schemas that refer
// to themselves, an esx.conf with broken and repeated lines.
import { CONFIGSTORE_PATH, ESX_CONF_PATH, SCHEMA_STORE_PATH } from '../../electron/engine/esx/paths'
import { storeHost } from '../fixtures/backups'
import { currentStore, schemaStore } from '../fixtures/config-store/stores'
import { makeDatabase } from '../fixtures/sqlite'
import { schemasOf, storeOf } from '../settings/stores'
import { record, tarNodeOf } from './dialect-seeds'
import { gzipOf, type Node, raw } from './model'

const conf = [
  '/system/uuid = "61c3f0aa-0b2e-4d5f-8a9b-0011223344aa"',
  'rubbish',
  '/system/uuid = "again"',
  '/net/vswitch/child[0000]/name = "vSwitch0"',
  '/net/vswitch/child[0000]/portgroup/child[0000]/name = "Management Network"',
  '/net/vswitch/child[0000]/uplinks/child[0000]/pnic = "vmnic0"',
  '/net/vswitch/child[0000] = "leaf"',
  '/net/vmkernelnic/child[0000]/name = "vmk0"',
  '/advUserOptions/options[0000]/name = "SuppressShellWarning"',
  '/advUserOptions/options[0000]/max = "x"',
].join('\n')

/** The inner archives, each a gzip tar. */
export async function settingsSeeds(): Promise<readonly Node[]> {
  const store = await storeOf([
    {
      path: 'esx/network/vmknics',
      identifier: 'vmk0',
      user: { device: 'vmk0', ip: { dhcp: 'x' }, port_group: 7 },
      vital: { device: 'vmk0', mac: [] },
    },
    {
      path: 'esx/network_vss/switches',
      identifier: 'vSwitch0',
      user: { name: 'vSwitch0', port_groups: [{ name: 'A' }, { name: 'A' }, {}] },
    },
    { path: 'esx/system/system_time', user: '{"broken": ', fallback: [1, 2] },
    { path: 'esx/authorization/permissions', identifier: 'x', user: [], auto: { principal: null } },
  ])
  const schemas = await schemasOf({
    'esx/network/vmknics': {
      type: 'array',
      instanceId: 'device',
      items: { $ref: '#', type: 'object', properties: { ip: { type: 'object', required: ['dhcp'] } } },
    },
    'esx/network_vss/switches': {
      type: 'array',
      instanceId: 'name',
      defaults: { switches: { port_groups: { vlan_id: 0 } } },
      items: { type: 'object', properties: { port_groups: { type: 'array', instanceId: 'name', items: {} } } },
    },
    'esx/system/system_time': '[',
    'esx/files/esx_conf': { type: 'file', path: '/etc/vmware/esx.conf', fileType: 'config' },
  })
  const host = (...files: readonly (readonly [string, Uint8Array | string])[]) =>
    gzipOf(
      tarNodeOf(files.map(([name, content]) => record({ name }, typeof content === 'string' ? content : raw(content)))),
    )
  return [
    host([ESX_CONF_PATH, conf], [CONFIGSTORE_PATH, store], [SCHEMA_STORE_PATH, schemas]),
    host([ESX_CONF_PATH, conf], [CONFIGSTORE_PATH, store.slice(0, 8192)], [SCHEMA_STORE_PATH, 'no database']),
    host([CONFIGSTORE_PATH, schemas], [SCHEMA_STORE_PATH, store]),
    ...(await wrongStores()).map(([current, own]) => host([CONFIGSTORE_PATH, current], [SCHEMA_STORE_PATH, own])),
  ]
}

/** Rows of one identifier: more than any host has, and few enough for an input to stay quick. */
const MANY = 10_000
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

/** Pairs of a store and a schema store, each wrong in a way that bytes changed at random do not reach. */
async function wrongStores(): Promise<
  readonly (readonly [store: Uint8Array | string, schemas: Uint8Array | string])[]
> {
  const host = storeHost('esxi-8.0-default', 'fuzz')
  const [store, own] = [await currentStore(host), await schemaStore(host)]
  const foreign = await makeDatabase({ pageSize: 1024, userVersion: 0 }, database =>
    database.run('CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes VALUES (1, "hello")'),
  )
  const brokenJson = ['{"layout":', '\u0000', '"text"', '1e999', nested(3000)].map((user, n) => ({
    path: 'esx/system/keyboard',
    identifier: String(n),
    user,
  }))
  // No primary key, a view instead of a table, numbers and blobs where texts are expected.
  const odd = await makeDatabase({ pageSize: 1024, userVersion: 2 }, database =>
    database.run(
      `CREATE TABLE Real(Component, ConfigGroup, Name, Identifier, UserValue, VitalValue, CachedValue, AutoConfValue, DesiredValue, Revision, Success, Version, ModifiedTime, CreationTime);
       INSERT INTO Real VALUES ('esx', 'system', 'keyboard', 7, x'00ff7b7d', 3.5, NULL, '{}', '[]', 'many', -1, 2, 3, 4);
       CREATE VIEW Config AS SELECT * FROM Real`,
    ),
  )
  const many = await makeDatabase({ pageSize: 4096, userVersion: 2 }, database => {
    database.run('CREATE TABLE Config(Component, ConfigGroup, Name, Identifier, UserValue)')
    const rows = Array.from(
      { length: MANY },
      (_, n) => `('esx', 'network', 'vmknics', 'vmk0', '{"device":"vmk0","mtu":${n}}')`,
    )
    database.run(`INSERT INTO Config VALUES ${rows.join(',')}`)
  })
  const selfReferring = { type: 'object', properties: { a: { $ref: '#' } }, items: { $ref: '#' } }
  const oddSchemas = {
    'esx/system/keyboard': selfReferring,
    'esx/network/vmknics': '[]',
    'esx/network/nics': nested(3000),
  }
  return [
    [store, own],
    [store.subarray(0, store.length / 2), own],
    [store, own.subarray(0, 5000)],
    [store.subarray(0, 99), ''],
    [foreign, foreign],
    [odd, own],
    [await storeOf(brokenJson), own],
    [store, await schemasOf(oddSchemas)],
    [many, own],
  ]
}
