// Hosts whose settings are odd: databases that are none, are cut off or lack things, values that break their schema, schemas that refer
// to themselves, an esx.conf with broken and repeated lines.
import { CONFIGSTORE_PATH, ESX_CONF_PATH, SCHEMA_STORE_PATH } from '../../electron/engine/esx/paths'
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
  ]
}
