// Lists in ConfigStore compared: items that a schema tells apart by a property are the same wherever they stand; an order that means something is told.
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../shared/model/json'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { compareBackups } from './comparison'

const text = { type: 'string' }
const schema = {
  'esx/network_vss/switches': {
    type: 'object',
    properties: {
      port_groups: {
        type: 'array',
        instanceId: 'name',
        items: { type: 'object', properties: { name: text, vlan_id: { type: 'integer' } } },
      },
      nics: { type: 'array', items: text },
    },
  },
}
const groups = (...pairs: readonly (readonly [string, number])[]) => pairs.map(([name, vlan_id]) => ({ name, vlan_id }))

async function keysBetween(before: Json, after: Json) {
  const state = async (user: Json) =>
    backupOf({
      schemas: await schemasOf(schema),
      store: await storeOf([{ path: 'esx/network_vss/switches', identifier: 'vSwitch0', user }]),
      conf: '/a = "1"\n',
    })
  const { entries } = await compareBackups(await state(before), await state(after))
  return entries.flatMap(({ keys }) => keys ?? [])
}

describe('lists of two ConfigStores', () => {
  it('whose items have an identity are the same in any order', async () => {
    const [a, b] = [groups(['Management', 0], ['VMs', 10]), groups(['VMs', 10], ['Management', 0])]
    expect(await keysBetween({ port_groups: a }, { port_groups: b })).toEqual([])
  })

  it('tell an item that differs by its name, whatever its place, and items that came and went', async () => {
    const [a, b] = [groups(['Management', 0], ['VMs', 10]), groups(['VMs', 20], ['Backup', 5], ['Management', 0])]
    const keys = await keysBetween({ port_groups: a }, { port_groups: b })
    const told = keys.map(({ key, before, after }) => `${key.split('#')[1]} ${before} -> ${after}`)
    expect(told.some(one => /VMs.*vlan_id 10 -> 20$/.test(one))).toBe(true)
    expect(told.some(one => /Backup.*vlan_id null -> 5$/.test(one))).toBe(true)
    expect(told.some(one => one.includes('Management'))).toBe(false)
  })

  it('without an identity tell another order: the first uplink is the first that carries', async () => {
    const keys = await keysBetween({ nics: ['vmnic0', 'vmnic1'] }, { nics: ['vmnic1', 'vmnic0'] })
    expect(keys.length).toBeGreaterThan(0)
  })
})

describe('a row of Config that goes', () => {
  const fallback = { port_groups: groups(['VMs', 10]), nics: ['vmnic0'] }
  const keysAfter = async (user: Json, way: 'goes' | 'comes') => {
    const state = async (isThere: boolean) =>
      backupOf({
        schemas: await schemasOf(schema),
        store: await storeOf(
          [{ path: 'esx/network_vss/switches', identifier: 'vSwitch0', user, fallback }],
          database => {
            if (!isThere) database.run('DELETE FROM Config')
          },
        ),
        conf: '/a = "1"\n',
      })
    const { entries } = await compareBackups(await state(way === 'goes'), await state(way === 'comes'))
    return entries.flatMap(({ keys }) => keys ?? []).map(({ key, before, after }) => `${key}: ${before} -> ${after}`)
  }

  it('is told where DefaultConfig has the same values, once and not for each of them', async () => {
    expect(await keysAfter(fallback, 'goes')).toEqual([
      'esx/network_vss/switches/vSwitch0: a row of Config (UserValue) -> the same values from DefaultConfig',
    ])
    expect(await keysAfter(fallback, 'comes')).toEqual([
      'esx/network_vss/switches/vSwitch0: the same values from DefaultConfig -> a row of Config (UserValue)',
    ])
  })

  it('is told by the values that fall back to others', async () => {
    const keys = await keysAfter({ ...fallback, port_groups: groups(['VMs', 20]) }, 'goes')
    expect(keys).toHaveLength(1)
    expect(keys[0]).toMatch(/vSwitch0#port_groups.*vlan_id: 20 -> 10$/)
  })
})
