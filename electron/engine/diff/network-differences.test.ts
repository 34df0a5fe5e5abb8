// Two networks held against each other: each kind of difference once by hand, then what holds of any two.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Network, PortGroup, Teaming, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'
import { networkDifferences } from './network-differences'

const order = (active: readonly string[], standby: readonly string[] = [], inherited = false): Teaming => ({
  active,
  standby,
  unused: [],
  policy: null,
  inherited,
})
const group = (name: string, vlan = 0, more: Partial<PortGroup> = {}): PortGroup => ({
  id: name,
  name,
  vlan: vlan === 0 ? { kind: 'none' } : { kind: 'tagged', id: vlan },
  teaming: order([], [], true),
  source: null,
  ...more,
})
const vSwitch = (
  id: string,
  uplinks: readonly string[],
  portGroups: readonly PortGroup[],
  more: Partial<VirtualSwitch> = {},
): VirtualSwitch => ({
  id,
  name: id,
  kind: 'standard',
  mtu: 1500,
  uplinks,
  teaming: order(uplinks),
  portGroups,
  source: null,
  ...more,
})
const vmk = (name: string, on: VmkernelPort['portGroup'], more: Partial<VmkernelPort> = {}): VmkernelPort => ({
  name,
  enabled: true,
  portGroup: on,
  portGroupName: on?.id ?? null,
  mac: null,
  mtu: null,
  dhcp: false,
  ipv4: { address: '192.0.2.10', netmask: '255.255.255.0' },
  ipv6: [],
  ipv6Enabled: null,
  gateway: null,
  stack: null,
  services: ['management'],
  source: null,
  ...more,
})
const nic = (name: string, on: string | null) => ({
  name,
  mac: null,
  virtualMac: null,
  driver: null,
  bus: null,
  switch: on,
  enabled: true,
  source: null,
})
const net = (
  switches: readonly VirtualSwitch[],
  ports: readonly VmkernelPort[],
  nics: Network['nics'] = [],
): Network => ({
  nics,
  switches,
  ports,
  stacks: [],
  management: 'vmk0',
})
const management = { switch: 'vSwitch0', id: 'Management' }
const simple = net(
  [vSwitch('vSwitch0', ['vmnic0', 'vmnic1'], [group('Management'), group('VMs', 10)])],
  [vmk('vmk0', management)],
  [nic('vmnic0', 'vSwitch0'), nic('vmnic1', 'vSwitch0')],
)
const briefly = (a: Network, b: Network) =>
  networkDifferences(a, b).parts.map(
    ({ id, change, facts }) =>
      `${change} ${id}: ${facts.map(one => `${one.aspect} ${one.before} -> ${one.after}`).join(', ')}`,
  )

describe('two networks', () => {
  it('that are the same have no parts and no links', () => {
    expect(networkDifferences(simple, structuredClone(simple))).toEqual({ network: simple, parts: [], links: [] })
  })

  it('tell VLAN, address, MTU and uplinks of what both have', () => {
    const after = net(
      [vSwitch('vSwitch0', ['vmnic1', 'vmnic2'], [group('Management', 20), group('VMs', 10)], { mtu: 9000 })],
      [vmk('vmk0', management, { ipv4: { address: '192.0.2.11', netmask: '255.255.255.0' }, services: [] })],
      [nic('vmnic0', null), nic('vmnic1', 'vSwitch0'), nic('vmnic2', 'vSwitch0')],
    )
    expect(briefly(simple, after)).toEqual([
      'changed nic:vmnic0: switch vSwitch0 -> null',
      'added nic:vmnic2: switch null -> vSwitch0, enabled null -> yes',
      'changed switch:vSwitch0: mtu 1500 -> 9000, uplinks vmnic0, vmnic1 -> vmnic1, vmnic2, active vmnic0, vmnic1 -> vmnic1, vmnic2',
      'changed group:vSwitch0/Management: vlan none -> 20',
      'changed port:vmk0: ipv4 192.0.2.10 255.255.255.0 -> 192.0.2.11 255.255.255.0, services management -> null',
    ])
    const { network, links } = networkDifferences(simple, after)
    // The drawing has the uplinks of both, and says of each what became of it.
    expect(network.switches[0]?.uplinks).toEqual(['vmnic1', 'vmnic2', 'vmnic0'])
    expect(links).toEqual([
      { from: 'nic:vmnic1', to: 'switch:vSwitch0', change: 'changed' },
      { from: 'nic:vmnic2', to: 'switch:vSwitch0', change: 'added' },
      { from: 'nic:vmnic0', to: 'switch:vSwitch0', change: 'removed' },
    ])
  })

  it('keep what only the earlier one has in the drawing, with where it hung', () => {
    const before = net(
      [...simple.switches, vSwitch('vSwitch1', ['vmnic2'], [group('Storage', 30)])],
      [...simple.ports, vmk('vmk1', { switch: 'vSwitch1', id: 'Storage' })],
      [...simple.nics, nic('vmnic2', 'vSwitch1')],
    )
    const { network, parts, links } = networkDifferences(before, simple)
    expect(parts.map(({ change, id }) => `${change} ${id}`)).toEqual([
      'removed nic:vmnic2',
      'removed switch:vSwitch1',
      'removed group:vSwitch1/Storage',
      'removed port:vmk1',
    ])
    expect(network.ports[1]?.portGroup).toEqual({ switch: 'vSwitch1', id: 'Storage' })
    expect(links).toEqual([
      { from: 'nic:vmnic2', to: 'switch:vSwitch1', change: 'removed' },
      { from: 'switch:vSwitch1', to: 'group:vSwitch1/Storage', change: 'removed' },
      { from: 'group:vSwitch1/Storage', to: 'port:vmk1', change: 'removed' },
    ])
  })

  it('tell a vmkernel port that was moved by both of its lines', () => {
    const after = { ...simple, ports: [vmk('vmk0', { switch: 'vSwitch0', id: 'VMs' })] }
    expect(briefly(simple, after)).toEqual(['changed port:vmk0: group Management on vSwitch0 -> VMs on vSwitch0'])
    expect(networkDifferences(simple, after).links).toEqual([
      { from: 'group:vSwitch0/Management', to: 'port:vmk0', change: 'removed' },
      { from: 'group:vSwitch0/VMs', to: 'port:vmk0', change: 'added' },
    ])
  })

  it('take a distributed switch of the same name for the same one, whatever its UUID', () => {
    const dvs = (id: string, key: string, vlan: number) =>
      net(
        [vSwitch(id, ['vmnic0'], [group('Management', vlan, { id: key })], { kind: 'distributed', name: 'DSwitch' })],
        [vmk('vmk0', { switch: id, id: key })],
      )
    const [before, after] = [dvs('uuid 1', 'dvportgroup-1', 5), dvs('uuid 2', 'dvportgroup-9', 6)]
    expect(briefly(before, after)).toEqual(['changed group:uuid 2/dvportgroup-9: vlan 5 -> 6'])
    expect(networkDifferences(before, after).links).toEqual([])
  })
})

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
const anyNetwork: fc.Arbitrary<Network> = fc
  .record({
    switches: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('s1', 's2', 's3'),
        groups: names,
        uplinks: names,
        mtu: fc.constantFrom(1500, 9000),
      }),
      {
        selector: one => one.id,
        maxLength: 3,
      },
    ),
    ports: fc.uniqueArray(fc.record({ name: names.map(([one = 'z']) => one), at: fc.nat(20) }), {
      selector: one => one.name,
    }),
    nics: names,
    vlan: fc.nat(3),
  })
  .map(({ switches, ports, nics, vlan }) => {
    const made = switches.map(one =>
      vSwitch(
        one.id,
        one.uplinks,
        one.groups.map(name => group(name, vlan)),
        { mtu: one.mtu },
      ),
    )
    const places = made.flatMap(one => one.portGroups.map(({ id }) => ({ switch: one.id, id })))
    return net(
      made,
      ports.map(({ name, at }) => vmk(name, places[at % Math.max(places.length, 1)] ?? null)),
      nics.map(name => nic(name, null)),
    )
  })

describe('any two networks', () => {
  it('in the other order tell the same, the other way round', () => {
    const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const
    fc.assert(
      fc.property(anyNetwork, anyNetwork, (a, b) => {
        const [there, back] = [networkDifferences(a, b), networkDifferences(b, a)]
        const parts = (one: typeof there, turn: boolean) =>
          one.parts
            .map(({ id, change, facts }) => [
              id,
              turn ? turned[change] : change,
              ...facts
                .map(fact =>
                  (turn ? [fact.aspect, fact.after, fact.before] : [fact.aspect, fact.before, fact.after]).join(),
                )
                .sort(),
            ])
            .map(String)
            .sort()
        const links = (one: typeof there, turn: boolean) =>
          one.links.map(({ from, to, change }) => `${from} ${to} ${turn ? turned[change] : change}`).sort()
        expect(parts(back, true)).toEqual(parts(there, false))
        expect(links(back, true)).toEqual(links(there, false))
      }),
    )
  })

  it('put together hold every part of both, once', () => {
    const ids = ({ nics, switches, ports }: Network) => [
      ...nics.map(one => `nic ${one.name}`),
      ...switches.flatMap(one => [
        one.id,
        ...one.portGroups.map(({ id }) => `${one.id}/${id}`),
        ...one.uplinks.map(name => `${one.id}<${name}`),
      ]),
      ...ports.map(one => `port ${one.name}`),
    ]
    fc.assert(
      fc.property(anyNetwork, anyNetwork, (a, b) => {
        const both = ids(networkDifferences(a, b).network)
        expect(new Set(both).size).toBe(both.length)
        expect(new Set(both)).toEqual(new Set([...ids(a), ...ids(b)]))
      }),
    )
  })

  it('differ in no part only where they are the same', () => {
    fc.assert(
      fc.property(anyNetwork, anyNetwork, (a, b) => {
        if (networkDifferences(a, b).parts.length > 0) return
        expect(new Set(b.ports.map(one => JSON.stringify(one)))).toEqual(
          new Set(a.ports.map(one => JSON.stringify(one))),
        )
        expect(b.nics.map(one => one.name).sort()).toEqual(a.nics.map(one => one.name).sort())
      }),
    )
  })
})
