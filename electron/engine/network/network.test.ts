// The network out of settings: the same answers from esx.conf and from ConfigStore; teaming, distributed switches, and what is not there.
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { needs } from '../../../testing/needs'
import { makeBackup } from '../../../testing/fixtures/backups'
import type { Host } from '../../../testing/fixtures/host'
import type { Teaming } from '../../../testing/fixtures/network'
import { settingsIn, storeOf, type TestRow } from '../../../testing/settings/stores'
import type { Network } from '../../../shared/model/network'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { settingsOf } from '../settings/read-settings'
import { networkOf } from './network'

async function networkIn(bytes: Uint8Array): Promise<Network> {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openAll()
  return networkOf(await settingsOf(document))
}
const ofConf = async (...lines: readonly string[]) => networkOf(await settingsIn({ conf: lines.join('\n') }))
const ofStore = async (...rows: readonly TestRow[]) => networkOf(await settingsIn({ store: await storeOf(rows) }))

/** The network a generated host was made with, in the words of the model. */
function expected({ network, release }: Host) {
  const hasStore = release === '7.0.2' || release === '8.0.2'
  const { distributed } = network
  const teamingOf = ({ active, standby, policy }: Teaming, uplinks: readonly string[], inherited: boolean) => ({
    active,
    standby,
    unused: uplinks.filter(nic => !active.includes(nic) && !standby.includes(nic)),
    policy,
    inherited,
  })
  const vlanOf = (vlan: number | readonly [number, number]) =>
    typeof vlan !== 'number'
      ? { kind: 'trunk', ranges: [vlan] }
      : vlan === 0
        ? { kind: 'none' }
        : vlan === 4095
          ? { kind: 'trunk', ranges: [[0, 4094]] }
          : { kind: 'tagged', id: vlan }
  const standard = network.switches.map(({ name, mtu, uplinks, teaming, portGroups }) => ({
    name,
    kind: 'standard',
    mtu,
    uplinks,
    teaming: teamingOf(teaming, uplinks, false),
    portGroups: portGroups.map(group => ({
      name: group.name,
      vlan: vlanOf(group.vlan),
      teaming: teamingOf(group.teaming ?? teaming, uplinks, group.teaming === null),
    })),
  }))
  return {
    nics: network.nics.map(({ name, mac }) => ({ name, mac })),
    standard,
    distributed:
      distributed && hasStore
        ? [
            {
              name: distributed.name,
              mtu: distributed.mtu,
              uplinks: distributed.uplinks.map(uplink => uplink.nic),
              portGroups: distributed.portGroups.map(({ name, vlan }) => ({ name, vlan: vlanOf(vlan) })),
            },
          ]
        : [],
    ports: network.vmknics.map(nic => ({
      name: nic.device,
      mac: nic.mac,
      dhcp: nic.dhcp,
      ipv4: nic.dhcp ? null : { address: nic.address, netmask: nic.netmask },
      services: nic.services.toSorted(),
      on:
        'portGroup' in nic.on
          ? nic.on.portGroup
          : hasStore
            ? (distributed?.portGroups.find(group => 'portGroupKey' in nic.on && group.key === nic.on.portGroupKey)
                ?.name ?? null)
            : null,
    })),
  }
}

/** The same facts as the model tells them. */
function told({ nics, switches, ports }: Network) {
  return {
    nics: nics.map(({ name, mac }) => ({ name, mac })),
    standard: switches
      .filter(one => one.kind === 'standard')
      .map(({ name, kind, mtu, uplinks, teaming, portGroups }) => ({
        name,
        kind,
        mtu,
        uplinks,
        teaming,
        portGroups: portGroups.map(group => ({ name: group.name, vlan: group.vlan, teaming: group.teaming })),
      })),
    distributed: switches
      .filter(one => one.kind === 'distributed')
      .map(({ name, mtu, uplinks, portGroups }) => ({
        name,
        mtu,
        uplinks,
        portGroups: portGroups.map(group => ({ name: group.name, vlan: group.vlan })),
      })),
    ports: ports.map(({ name, mac, dhcp, ipv4, services, portGroup }) => ({
      name,
      mac,
      dhcp,
      ipv4,
      services: services.toSorted(),
      on:
        switches.find(one => one.id === portGroup?.switch)?.portGroups.find(group => group.id === portGroup?.id)
          ?.name ?? null,
    })),
  }
}

describe('the network of a host', () => {
  it.each([
    'esxi-4.1',
    'esxi-6.7',
    'esxi-7.0.1',
    'esxi-7.0.2',
    'esxi-8.0',
    'esxi-8.0-default',
    'configBundle-7.0.2',
  ] as const)('is the one it was made with, whichever files it stands in: %s', async shape => {
    const { bytes, host } = await makeBackup(shape)
    const network = await networkIn(bytes)
    expect(told(network)).toEqual(expected(host))
    expect(network.management).toBe('vmk0')
    expect(network.stacks.find(stack => stack.key === 'defaultTcpipStack')?.gateway).toBe(host.gateway)
  })

  it(
    'is vmk0 on vSwitch0 over vmnic0 in the genuine backup, and each part leads to its row',
    needs(genuineSample, theGenuineSample),
    async () => {
      const network = await networkIn(readGenuine('state.tgz'))
      expect(network.management).toBe('vmk0')
      expect(network.ports[0]?.portGroup).toEqual({ switch: 'vSwitch0', id: 'Management Network' })
      expect(network.switches[0]?.portGroups[0]?.teaming).toMatchObject({
        active: ['vmnic0'],
        standby: [],
        unused: [],
        inherited: false,
      })
      expect(network.switches[0]?.portGroups[1]?.teaming).toMatchObject({ active: ['vmnic0'], inherited: true })
      const parts = [
        ...network.nics,
        ...network.switches,
        ...network.ports,
        ...network.stacks,
        ...network.switches.flatMap(one => one.portGroups),
      ]
      expect(parts.every(part => part.source?.row?.table === 'Config')).toBe(true)
    },
  )
})

describe('teaming in esx.conf', () => {
  const vSwitch = (prefix: string, uplinks: readonly string[]) => [
    `${prefix}/name = "vSwitch0"`,
    ...uplinks.map((nic, index) => `${prefix}/uplinks/child[000${index}]/pnic = "${nic}"`),
  ]
  const key = '/net/vswitch/child[0000]'

  it('takes the first of the order as active, as many as maxActive says, and the others stand by', async () => {
    const { switches } = await ofConf(
      ...vSwitch(key, ['vmnic0', 'vmnic1', 'vmnic2']),
      `${key}/teamPolicy/uplinks[0001]/pnic = "vmnic0"`,
      `${key}/teamPolicy/uplinks[0000]/pnic = "vmnic1"`,
      `${key}/teamPolicy/maxActive = "1"`,
      `${key}/teamPolicy/team = "explicit"`,
    )
    expect(switches[0]?.teaming).toEqual({
      active: ['vmnic1'],
      standby: ['vmnic0'],
      unused: ['vmnic2'],
      policy: 'FAILOVER_EXPLICIT',
      inherited: false,
    })
  })

  it('reads uplinks with and without a child, as both are found in the field', async () => {
    const { switches } = await ofConf(`${key}/name = "vSwitch0"`, `${key}/uplinks[0000]/pnic = "vmnic0"`)
    expect(switches[0]).toMatchObject({ uplinks: ['vmnic0'], teaming: { active: ['vmnic0'] } })
  })

  it('of a port group is its own where it has an order, else that of the switch', async () => {
    const { switches } = await ofConf(
      ...vSwitch(key, ['vmnic0', 'vmnic1']),
      `${key}/portgroup/child[0000]/name = "A"`,
      `${key}/portgroup/child[0000]/vlanId = "20"`,
      `${key}/portgroup/child[0000]/teamPolicy/uplinks[0000]/pnic = "vmnic1"`,
      `${key}/portgroup/child[0001]/name = "B"`,
    )
    expect(switches[0]?.portGroups.map(({ name, vlan, teaming }) => ({ name, vlan, teaming }))).toEqual([
      {
        name: 'A',
        vlan: { kind: 'tagged', id: 20 },
        teaming: { active: ['vmnic1'], standby: [], unused: ['vmnic0'], policy: null, inherited: false },
      },
      {
        name: 'B',
        vlan: { kind: 'none' },
        teaming: { active: ['vmnic0', 'vmnic1'], standby: [], unused: [], policy: null, inherited: true },
      },
    ])
  })
})

describe('teaming in ConfigStore', () => {
  const vSwitch = (policy: object, groups: readonly object[] = []): TestRow => ({
    path: 'esx/network_vss/switches',
    identifier: 'vSwitch0',
    user: JSON.stringify({
      name: 'vSwitch0',
      bridge: { nics: ['vmnic0', 'vmnic1', 'vmnic2'] },
      policy,
      port_groups: groups,
    }),
  })

  it('tells active, standby and unused uplinks', async () => {
    const { switches } = await ofStore(
      vSwitch({ nic_teaming: { active_nics: ['vmnic1'], standby_nics: ['vmnic0'], policy: 'FAILOVER_EXPLICIT' } }),
    )
    expect(switches[0]?.teaming).toEqual({
      active: ['vmnic1'],
      standby: ['vmnic0'],
      unused: ['vmnic2'],
      policy: 'FAILOVER_EXPLICIT',
      inherited: false,
    })
  })

  it('without an order every uplink is active; an empty order means none', async () => {
    expect((await ofStore(vSwitch({}))).switches[0]?.teaming.active).toEqual(['vmnic0', 'vmnic1', 'vmnic2'])
    expect((await ofStore(vSwitch({ nic_teaming: { active_nics: [] } }))).switches[0]?.teaming).toMatchObject({
      active: [],
      unused: ['vmnic0', 'vmnic1', 'vmnic2'],
    })
  })

  it.each([
    [0, { kind: 'none' }],
    [20, { kind: 'tagged', id: 20 }],
    [4095, { kind: 'trunk', ranges: [[0, 4094]] }],
    ['x', { kind: 'unknown' }],
  ])('VLAN %s', async (id, vlan) => {
    expect((await ofStore(vSwitch({}, [{ name: 'A', vlan_id: id }]))).switches[0]?.portGroups[0]?.vlan).toEqual(vlan)
  })
})

describe('a distributed switch', () => {
  const uuid = '50 0b 6d 3c'
  const rows: readonly TestRow[] = [
    {
      path: 'esx/network_vds/switches',
      identifier: uuid,
      user: {
        uuid,
        name: 'DSwitch',
        portset_name: 'DvsPortset-0',
        settings: { max_mtu: 9000, uplink_teaming_policy: { policy: 'LOADBALANCE_SRCID' } },
        uplinks: [
          { nic: 'vmnic2', uplink_port_key: '8' },
          { nic: 'vmnic3', uplink_port_key: '9' },
        ],
        uplink_ports: [
          { key: '8', name: 'Uplink 1', port_group_key: 'dvportgroup-up' },
          { key: '9', name: 'Uplink 2', port_group_key: 'dvportgroup-up' },
        ],
        vmknic_ports: [{ key: '12', port_group_key: 'dvportgroup-7' }],
      },
    },
    {
      path: 'esx/network_vds/port_groups',
      identifier: 'dvportgroup-up',
      user: { key: 'dvportgroup-up', dvs_uuid: uuid, name: 'DSwitch-DVUplinks', uplink_port_group: true },
    },
    {
      path: 'esx/network_vds/port_groups',
      identifier: 'dvportgroup-7',
      user: {
        key: 'dvportgroup-7',
        dvs_uuid: uuid,
        name: 'Management',
        uplink_port_group: false,
        default_port_settings: {
          vlan: { vlan_id: 30 },
          uplink_teaming_policy: {
            uplink_port_order: { active_uplink_ports: ['Uplink 2'], standby_uplink_ports: ['Uplink 1'] },
          },
        },
      },
    },
    {
      path: 'esx/network_vds/port_groups',
      identifier: 'dvportgroup-8',
      user: {
        key: 'dvportgroup-8',
        dvs_uuid: uuid,
        name: 'Trunk',
        uplink_port_group: false,
        default_port_settings: { vlan: { trunk_vlan_ids: [{ start: 10, end: 19 }] } },
      },
    },
    {
      path: 'esx/network/vmknics',
      identifier: 'vmk0',
      user: {
        device: 'vmk0',
        port_connection_type: 'VDS',
        vds_port: { switch_uuid: uuid, port_key: '12' },
        enabled_services: { management: true },
      },
    },
  ]

  it('has its port groups, teaming told in physical NICs, and the vmkernel port found through its port', async () => {
    const network = await ofStore(...rows)
    expect(network.switches).toEqual([
      expect.objectContaining({
        id: uuid,
        name: 'DSwitch',
        kind: 'distributed',
        mtu: 9000,
        uplinks: ['vmnic2', 'vmnic3'],
      }),
    ])
    const [dswitch] = network.switches
    expect(dswitch?.teaming.active).toEqual(['vmnic2', 'vmnic3'])
    expect(dswitch?.portGroups.map(({ name, vlan, teaming }) => [name, vlan, teaming.active, teaming.standby])).toEqual(
      [
        ['Management', { kind: 'tagged', id: 30 }, ['vmnic3'], ['vmnic2']],
        ['Trunk', { kind: 'trunk', ranges: [[10, 19]] }, ['vmnic2', 'vmnic3'], []],
      ],
    )
    expect(network.ports[0]?.portGroup).toEqual({ switch: uuid, id: 'dvportgroup-7' })
  })

  it('that this backup does not describe leaves its port without a port group', async () => {
    const network = await ofStore(...rows.slice(-1))
    expect(network.ports[0]?.portGroup).toBeNull()
  })
})

describe('what is not there', () => {
  it('is empty or null, and not guessed', async () => {
    expect(await ofConf('/system/uuid = "1"')).toEqual({
      nics: [],
      switches: [],
      ports: [],
      stacks: [],
      management: null,
    })
  })

  it('a vmkernel port on a port group that no switch has', async () => {
    const network = await ofConf(
      '/net/vmkernelnic/child[0000]/name = "vmk0"',
      '/net/vmkernelnic/child[0000]/portgroup = "Gone"',
    )
    expect(network.ports[0]).toMatchObject({ portGroup: null, portGroupName: 'Gone' })
  })

  it('values of other types than expected', async () => {
    const network = await ofStore(
      {
        path: 'esx/network_vss/switches',
        identifier: 'x',
        user: { name: 5, bridge: [], port_groups: { a: 1 }, policy: 'none' },
      },
      { path: 'esx/network/vmknics', identifier: 'vmk9', user: { ip: 'x', enabled_services: [1], port_group: {} } },
      { path: 'esx/network/net_stacks', identifier: 's', user: [1, 2] },
    )
    expect(network.switches[0]).toMatchObject({ name: 'x', uplinks: [], portGroups: [] })
    expect(network.ports[0]).toMatchObject({ name: 'vmk9', services: [], ipv4: null })
  })
})
