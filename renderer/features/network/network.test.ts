import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeId } from '../../../shared/model/network-parts'
import { graphOf, pathThrough, roleIn } from './graph'
import { type Box, layOut } from './layout'
import { nextNode } from './move'
import type { Network } from '../../../shared/model/network'
import { nic, port, portGroup, simple, teaming, virtualSwitch } from './network-samples'
import { addressWords, managementSentence, pathWords, teamingWords, vlanWords } from './words'

/** Any network: uplinks that are not described, NICs of two switches, ports that hang on nothing. */
const anyNetwork: fc.Arbitrary<Network> = fc
  .record({
    nics: fc.integer({ min: 0, max: 6 }),
    switches: fc.array(
      fc.record({
        uplinks: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }),
        groups: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 }),
      }),
      { maxLength: 5 },
    ),
    loose: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ nics, switches, loose }) => {
    let ports = 0
    const made = switches.map(({ uplinks, groups }, at) => {
      const names = uplinks.map(index => `vmnic${index}`)
      const order = { ...teaming(names.slice(0, 2), names.slice(2, 3)), unused: names.slice(3) }
      return {
        one: virtualSwitch(
          `vSwitch${at}`,
          names,
          order,
          groups.map((_, index) => portGroup(`Group ${index}`, index, order)),
        ),
        ports: groups.flatMap((count, index) =>
          Array.from({ length: count }, () => port(`vmk${ports++}`, { switch: `vSwitch${at}`, id: `Group ${index}` })),
        ),
      }
    })
    return {
      nics: Array.from({ length: nics }, (_, index) => nic(`vmnic${index}`)),
      switches: made.map(({ one }) => one),
      ports: [
        ...made.flatMap(({ ports: own }) => own),
        ...Array.from({ length: loose }, () => port(`vmk${ports++}`, null, { portGroupName: 'gone' })),
      ],
      stacks: [],
      management: ports > 0 ? 'vmk0' : null,
    }
  })

const graph = graphOf(simple)
const groupNode = nodeId.group('vSwitch0', 'Management')

describe('paths', () => {
  test('that of a vmkernel port leads over its port group and switch to the uplinks that the group uses', () => {
    expect([...pathThrough(graph, nodeId.port('vmk0'))].toSorted()).toEqual(
      ['group:vSwitch0/Management', 'nic:vmnic0', 'nic:vmnic1', 'port:vmk0', 'switch:vSwitch0'].toSorted(),
    )
  })

  test('that of an uplink leaves out the port groups that do not use it', () => {
    const [one] = simple.switches
    const only = { ...one!, portGroups: [{ ...one!.portGroups[1]!, teaming: teaming(['vmnic1'], [], false) }] }
    const network = graphOf({ ...simple, switches: [only] })
    expect(pathThrough(network, nodeId.nic('vmnic0')).has(groupNode)).toBe(false)
    expect(pathThrough(network, nodeId.nic('vmnic1')).has(nodeId.port('vmk0'))).toBe(true)
  })

  test('hold what they start from, and only nodes of the graph', () => {
    fc.assert(
      fc.property(anyNetwork, network => {
        const any = graphOf(network)
        for (const id of any.nodes.keys()) {
          const path = pathThrough(any, id)
          expect(path.has(id)).toBe(true)
          for (const on of path) expect(any.nodes.has(on)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the drawing', () => {
  const overlaps = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

  test('draws every node once, nothing over another, nothing outside, the same each time', () => {
    fc.assert(
      fc.property(anyNetwork, network => {
        const any = graphOf(network)
        const geometry = layOut(network, any)
        expect(geometry.nodes.map(({ node }) => node.id).toSorted()).toEqual([...any.nodes.keys()].toSorted())
        for (const [index, one] of geometry.nodes.entries()) {
          expect(one.x >= 0 && one.y >= 0).toBe(true)
          expect(one.x + one.width <= geometry.width && one.y + one.height <= geometry.height).toBe(true)
          for (const other of geometry.nodes.slice(index + 1)) expect(overlaps(one, other)).toBe(false)
        }
        expect(layOut(network, graphOf(network))).toEqual(geometry)
      }),
      { numRuns: 100 },
    )
  })

  test('lets no lines of a column cross: what is higher on the left is not lower on the right', () => {
    fc.assert(
      fc.property(anyNetwork, network => {
        const any = graphOf(network)
        const at = new Map(layOut(network, any).nodes.map(placed => [placed.node.id, placed.y]))
        for (const kind of ['group', 'port'] as const) {
          const ends = any.edges
            .filter(edge => edge.kind === kind)
            .map(({ from, to }) => [at.get(from)!, at.get(to)!] as const)
          for (const [a, b] of ends) for (const [c, d] of ends) expect(a < c && b > d).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('can be walked from any node to any other of its network by the arrow keys', () => {
    fc.assert(
      fc.property(anyNetwork, network => {
        const any = graphOf(network)
        const geometry = layOut(network, any)
        const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
        for (const id of any.nodes.keys()) {
          for (const key of keys) {
            const next = nextNode(geometry, any, id, key)
            expect(next === null || any.nodes.has(next)).toBe(true)
          }
        }
        for (const edge of any.edges) {
          expect(nextNode(geometry, any, edge.from, 'ArrowRight')).not.toBeNull()
          expect(nextNode(geometry, any, edge.to, 'ArrowLeft')).not.toBeNull()
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('words', () => {
  test('say in one sentence which uplink carries management', () => {
    expect(managementSentence(simple, graph)).toBe(
      'Management is on vmk0 (192.0.2.10/24): port group Management, VLAN 20, switch vSwitch0, over vmnic1, with vmnic0 on standby.',
    )
  })

  test('say that management hangs on a port group that is nowhere', () => {
    const lost = { ...simple, ports: [port('vmk0', null, { portGroupName: 'Gone', dhcp: true })] }
    expect(managementSentence(lost, graphOf(lost))).toBe(
      'Management is on vmk0 (DHCP), but its port group "Gone" is on no switch of this backup.',
    )
    expect(managementSentence({ ...simple, management: null }, graph)).toBe(
      'This backup does not say which vmkernel port carries management.',
    )
  })

  test('say a path from the port to its uplinks', () => {
    expect(pathWords(graph, nodeId.port('vmk0'))).toBe(
      'vmk0 (192.0.2.10/24) → Management (port group, VLAN 20) → vSwitch0 (standard switch) → vmnic1, then vmnic0',
    )
  })

  test.each([
    [{ kind: 'none' }, null],
    [{ kind: 'tagged', id: 7 }, 'VLAN 7'],
    [
      {
        kind: 'trunk',
        ranges: [
          [1, 10],
          [12, 12],
        ],
      },
      'VLAN trunk 1–10, 12',
    ],
    [{ kind: 'private', id: 3 }, 'private VLAN 3'],
    [{ kind: 'unknown' }, 'VLAN not known'],
  ] as const)('say the VLAN %o', (vlan, words) => {
    expect(vlanWords(vlan)).toBe(words)
  })

  test.each([
    ['255.255.255.255', '192.0.2.1/32'],
    ['255.255.254.0', '192.0.2.1/23'],
    ['0.0.0.0', '192.0.2.1/0'],
    ['255.0.255.0', '192.0.2.1 255.0.255.0'],
    [null, '192.0.2.1'],
  ])('say the netmask %s after an address', (netmask, words) => {
    expect(addressWords(port('vmk1', null, { ipv4: { address: '192.0.2.1', netmask } }))).toBe(words)
  })

  test('say the teaming order of a port group only where it is its own', () => {
    const [one] = simple.switches
    expect(one!.portGroups.map(teamingWords)).toEqual([null, 'vmnic1, then vmnic0'])
    expect(teamingWords({ ...one!.portGroups[1]!, teaming: teaming([], [], false) })).toBe('no uplink')
  })

  test('call an uplink unused that the order does not name', () => {
    expect(roleIn(teaming(['vmnic0'], ['vmnic1']), 'vmnic1')).toEqual({ role: 'standby', order: 1 })
    expect(roleIn(teaming(['vmnic0']), nic('vmnic9').name)).toEqual({ role: 'unused', order: 1 })
  })
})
