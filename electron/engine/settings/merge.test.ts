// The merge of a row's columns: against vectors written out by hand from docs/formats.md section 7, and its laws.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../shared/model/json'
import { type Given, merge, type Merged, plainValue } from './merge'
import { SchemaNode } from './schema'

const noProblem = () => undefined
const text = { type: 'string' }
const valued = (given: readonly Given[], schema: JsonObject | null, name = 'thing') => {
  const merged = merge(given, schema && SchemaNode.of(schema, name), noProblem)
  return merged && plainValue(merged)
}

const vmknic: JsonObject = {
  type: 'object',
  properties: {
    device: { ...text, instanceId: true },
    mac: { ...text, vital: true, hostSpecific: true },
    dhcp_bound: { type: 'boolean', cached: true },
    port_connection_type: { ...text },
    port_group: { ...text, optionDependency: { name: 'port_connection_type', value: ['VSS_PORT_GROUP'] } },
    vds_port: {
      type: 'object',
      optionDependency: { name: 'port_connection_type', value: ['VDS'] },
      properties: { key: text },
    },
    ip: { type: 'object', properties: { dhcp: { type: 'boolean' }, ipv6_enabled: { type: 'boolean' } } },
  },
}

const vswitch: JsonObject = {
  type: 'object',
  instanceIdMap: { port_groups: 'name' },
  properties: {
    name: { ...text, instanceId: true },
    nics: { type: 'array', items: text },
    port_groups: {
      type: 'array',
      instanceId: 'name',
      items: {
        type: 'object',
        properties: {
          name: { ...text, instanceId: true },
          vlan_id: { type: 'long' },
          policy: { type: 'object', properties: { team: text, ordered: { type: 'boolean', vital: true } } },
        },
      },
    },
  },
}

describe('the columns of a row are merged', () => {
  it('as the vmkernel port of formats.md: addressing in UserValue, mac in VitalValue, lease in CachedValue', () => {
    expect(
      valued(
        [
          { source: 'UserValue', value: { device: 'vmk0', ip: { dhcp: true }, port_group: 'Management Network' } },
          { source: 'VitalValue', value: { device: 'vmk0', mac: '00:50:56:00:00:01' } },
          { source: 'CachedValue', value: { device: 'vmk0', dhcp_bound: true } },
          {
            source: 'schema',
            value: { port_connection_type: 'VSS_PORT_GROUP', ip: { ipv6_enabled: true, dhcp: false } },
          },
        ],
        vmknic,
      ),
    ).toEqual({
      device: 'vmk0',
      ip: { dhcp: true, ipv6_enabled: true },
      port_group: 'Management Network',
      mac: '00:50:56:00:00:01',
      dhcp_bound: true,
      port_connection_type: 'VSS_PORT_GROUP',
    })
  })

  it('port group by port group, each found by its name and not by its place', () => {
    expect(
      valued(
        [
          { source: 'UserValue', value: { name: 'vSwitch0', port_groups: [{ name: 'A', vlan_id: 7 }, { name: 'B' }] } },
          {
            source: 'VitalValue',
            value: {
              name: 'vSwitch0',
              port_groups: [
                { name: 'B', policy: { ordered: true } },
                { name: 'A', policy: { ordered: false } },
              ],
            },
          },
          { source: 'schema', value: { port_groups: { vlan_id: 0, policy: { team: 'SRCID' } } } },
        ],
        vswitch,
      ),
    ).toEqual({
      name: 'vSwitch0',
      port_groups: [
        { name: 'A', vlan_id: 7, policy: { ordered: false, team: 'SRCID' } },
        { name: 'B', policy: { ordered: true, team: 'SRCID' }, vlan_id: 0 },
      ],
    })
  })

  it('DefaultConfig over the schema, and what was set over both', () => {
    const given: Given[] = [
      { source: 'schema', value: { a: 1, b: 1, c: 1 } },
      { source: 'DefaultConfig', value: { a: 2, b: 2 } },
      { source: 'UserValue', value: { a: 3 } },
    ]
    expect(valued(given, { type: 'object' })).toEqual({ a: 3, b: 2, c: 1 })
  })

  it('and a property that stands in two columns counts from the one its schema gives it to', () => {
    const given: Given[] = [
      { source: 'UserValue', value: { mac: 'old' } },
      { source: 'VitalValue', value: { mac: 'kept by the host' } },
    ]
    expect(valued(given, vmknic)).toEqual({ mac: 'kept by the host' })
    expect(valued(given, null)).toEqual({ mac: 'old' })
  })

  it('and an item that the default has and the row has not stays away: whoever removed it has removed it', () => {
    const given: Given[] = [
      { source: 'UserValue', value: { port_groups: [{ name: 'B' }] } },
      { source: 'DefaultConfig', value: { port_groups: [{ name: 'A' }, { name: 'B', vlan_id: 4 }] } },
    ]
    expect(valued(given, vswitch)).toEqual({ port_groups: [{ name: 'B', vlan_id: 4 }] })
    expect(valued(given.slice(1), vswitch)).toEqual({ port_groups: [{ name: 'A' }, { name: 'B', vlan_id: 4 }] })
  })

  it('and a list of plain values is one value', () => {
    const given: Given[] = [
      { source: 'DefaultConfig', value: { nics: ['vmnic0', 'vmnic1'] } },
      { source: 'UserValue', value: { nics: ['vmnic2'] } },
    ]
    expect(valued(given, vswitch)).toEqual({ nics: ['vmnic2'] })
  })

  it('and a default that may not be set as its sibling stands is not a value', () => {
    const fallback: Given = {
      source: 'schema',
      value: { port_connection_type: 'VDS', port_group: 'x', vds_port: { key: '1' } },
    }
    expect(valued([fallback], vmknic)).toEqual({ port_connection_type: 'VDS', vds_port: { key: '1' } })
    expect(
      valued([fallback, { source: 'UserValue', value: { port_connection_type: 'VSS_PORT_GROUP' } }], vmknic),
    ).toEqual({
      port_connection_type: 'VSS_PORT_GROUP',
      port_group: 'x',
    })
  })

  it('and what is only desired is not a value yet', () => {
    const given: Given[] = [
      { source: 'UserValue', value: { a: 1 } },
      { source: 'DesiredValue', value: { a: 2, b: 2 } },
    ]
    expect(valued(given, null)).toEqual({ a: 1 })
  })

  it('without a schema by the names that most lists use', () => {
    const given: Given[] = [
      { source: 'UserValue', value: { port_groups: [{ name: 'A', vlan_id: 7 }] } },
      { source: 'VitalValue', value: { port_groups: [{ name: 'A', policy: {} }] } },
    ]
    expect(valued(given, null)).toEqual({ port_groups: [{ name: 'A', vlan_id: 7, policy: {} }] })
  })
})

describe('what does not fit is told, and nothing of it is lost or doubled', () => {
  const problems = (given: readonly Given[], schema: JsonObject | null) => {
    const told: string[] = []
    const merged = merge(given, schema && SchemaNode.of(schema, 'thing'), (code, path, sentence) =>
      told.push(`${code} ${path} ${sentence}`),
    )
    return { told, value: merged && plainValue(merged) }
  }

  it('ten thousand items of one identity', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({ name: 'same', vlan_id: index }))
    const { told, value } = problems([{ source: 'UserValue', value: { port_groups: items } }], vswitch)
    expect(told).toEqual([
      'settings-duplicate-identity port_groups has 10000 items whose "name" is "same" in UserValue.',
    ])
    expect(value).toEqual({ port_groups: items })
  })

  it('columns of two shapes', () => {
    const { told, value } = problems(
      [
        { source: 'UserValue', value: { ip: { dhcp: true } } },
        { source: 'VitalValue', value: { ip: 'none' } },
      ],
      vmknic,
    )
    expect(told).toEqual([
      'settings-columns-disagree ip is of another shape in VitalValue than in the column that counts.',
    ])
    expect(value).toEqual({ ip: { dhcp: true } })
  })

  it('a value nested ten thousand deep', () => {
    let deep: Json = 1
    for (let level = 0; level < 10_000; level++) deep = { a: deep }
    const { told } = problems([{ source: 'UserValue', value: deep }], null)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^settings-too-deep /)
  })

  it('a property called __proto__ stays a property', () => {
    const value: Json = JSON.parse('{"__proto__": {"polluted": true}}')
    expect(JSON.stringify(problems([{ source: 'UserValue', value }], null).value)).toBe(
      '{"__proto__":{"polluted":true}}',
    )
  })
})

describe('laws of the merge', () => {
  const name = fc.constantFrom('a', 'b', 'port_groups', 'nics', 'name')
  const { value } = fc.letrec<{ value: Json; object: JsonObject }>(tie => ({
    object: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json>(true, 0, 1, 'x', ''),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }))
  const sources = ['UserValue', 'VitalValue', 'CachedValue', 'AutoConfValue', 'DefaultConfig', 'schema'] as const
  const given = fc.uniqueArray(fc.record({ source: fc.constantFrom(...sources), value }), {
    selector: one => one.source,
  })
  const schema = fc.constantFrom(null, SchemaNode.of(vswitch, 'thing'))

  it('the order in which columns are given does not matter', () => {
    fc.assert(
      fc.property(given, schema, fc.infiniteStream(fc.nat()), (columns, node, random) => {
        const shuffled = columns.map(one => ({ one, at: random.next().value })).sort((a, b) => a.at - b.at)
        expect(
          merge(
            shuffled.map(({ one }) => one),
            node,
            noProblem,
          ),
        ).toEqual(merge(columns, node, noProblem))
      }),
    )
  })

  it('a value merged again is the same value', () => {
    fc.assert(
      fc.property(given, schema, (columns, node) => {
        const once = merge(columns, node, noProblem)
        const value = once && plainValue(once)
        if (value === null || value === undefined) return
        const twice: Merged | null = merge([{ source: 'UserValue', value }], node, noProblem)
        expect(twice && plainValue(twice)).toEqual(value)
        const both = merge(
          [
            { source: 'UserValue', value },
            { source: 'VitalValue', value },
          ],
          node,
          noProblem,
        )
        expect(both && plainValue(both)).toEqual(value)
      }),
    )
  })
})
