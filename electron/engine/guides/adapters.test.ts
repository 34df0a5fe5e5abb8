// Adapters of new hardware: which takes whose place, and what is written for it where each release keeps it.
import { expect, it } from 'vitest'
import { makeBackup } from '../../../testing/fixtures/backups'
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { ESX_CONF_PATH } from '../esx/paths'
import { networkOf } from '../network/network'
import { settingsOf } from '../settings/read-settings'
import { placeLike, placeOf } from './adapter-place'
import { makeChange, previewOf } from './guided-change'

const now = new Date('2026-03-01T12:00:00Z')

async function opened(name: 'esxi-6.7' | 'esxi-7.0.2' | 'esxi-8.0' | 'esxi-4.1'): Promise<Document> {
  const document = await Document.open(bytesOf((await makeBackup(name)).bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
}

const macs = ['00:50:56:aa:00:01', '00:50:56:aa:00:02'] as const
/** As `esxcfg-nics -l` prints them: the names are the other way round, and the places are new. */
const pasted = (names: readonly [string, string], [one, two]: readonly [string, string] = macs) =>
  [
    'Name    PCI          Driver      Link Speed      Duplex MAC Address       MTU    Description',
    `${names[0]}  0000:5e:00.0 ixgben      Up   10000Mbps  Full   ${one.toUpperCase()} 1500   Intel Corporation X550`,
    `${names[1]}  0000:5e:00.1 ixgben      Up   10000Mbps  Full   ${two.toUpperCase()} 1500   Intel Corporation X550`,
  ].join('\n')

it.each(['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const)(
  'adapters of %s that are called otherwise take the places of the old ones, switch by switch',
  async name => {
    const document = await opened(name)
    const before = networkOf(await settingsOf(document))
    const nics = pasted(['vmnic20', 'vmnic21'])
    const order = 'vmnic0 vmnic20\nvmnic1=vmnic21'
    await makeChange(document, 'identity', { nics, order }, now)
    const reopened = await Document.open(bytesOf(toUint8Array(await document.build())), { name: 'state.tgz' })
    await reopened.openChain()
    const after = networkOf(await settingsOf(reopened))
    const called = (old: string) => ({ vmnic0: 'vmnic20', vmnic1: 'vmnic21' })[old] ?? old
    const uplinks = (network: typeof before, rename: (name: string) => string) =>
      network.switches.map(one => [
        one.id,
        one.uplinks.map(rename),
        one.teaming.active.map(rename),
        one.portGroups.map(group => [group.id, group.teaming.active.map(rename), group.teaming.standby.map(rename)]),
      ])
    expect(uplinks(after, same => same)).toEqual(uplinks(before, called))
    expect(after.nics.map(nic => nic.name).toSorted()).toEqual(before.nics.map(nic => called(nic.name)).toSorted())
    const at = (adapter: string) => after.nics.find(nic => nic.name === adapter)
    expect([at('vmnic20')?.mac, at('vmnic21')?.mac].map(mac => mac?.toLowerCase())).toEqual(macs)
    expect([at('vmnic20')?.bus, at('vmnic21')?.bus].map(bus => placeOf(bus ?? ''))).toEqual([
      '0000:5e:00.0',
      '0000:5e:00.1',
    ])
    const [one, other] = ['vmnic0', 'vmnic20'].map((adapter, index) =>
      [before, after][index]?.nics.find(nic => nic.name === adapter),
    )
    expect(other?.enabled).toBe(one?.enabled)
    const vmk = after.ports.find(port => port.name === after.management)
    const follows = before.ports.find(port => port.name === before.management)?.mac === one?.mac
    if (follows) expect(vmk?.mac?.toLowerCase()).toBe(macs[0])
  },
)

it.each(['esxi-6.7', 'esxi-8.0'] as const)(
  'adapters of %s are told by their MACs, and what used one uses it under its new name',
  async name => {
    const document = await opened(name)
    const before = networkOf(await settingsOf(document))
    const macOf = (adapter: string) => before.nics.find(nic => nic.name === adapter)?.mac?.toLowerCase() ?? ''
    const nics = pasted(['vmnic1', 'vmnic0'], [macOf('vmnic0'), macOf('vmnic1')])
    const { filled, refusal, notes } = await previewOf(document, 'identity', { nics })
    expect(refusal).toBeNull()
    expect(filled.order?.split('\n').slice(0, 2)).toEqual(['vmnic0 vmnic1', 'vmnic1 vmnic0'])
    expect(notes).toContain('vmnic1 takes the place of vmnic0 (it has its MAC).')
    await makeChange(document, 'identity', { nics }, now)
    const after = networkOf(await settingsOf(document))
    const swapped = (adapter: string) => ({ vmnic0: 'vmnic1', vmnic1: 'vmnic0' })[adapter] ?? adapter
    expect(after.switches.map(one => one.uplinks)).toEqual(before.switches.map(one => one.uplinks.map(swapped)))
    for (const adapter of ['vmnic0', 'vmnic1'])
      expect(after.nics.find(nic => nic.name === swapped(adapter))?.mac?.toLowerCase()).toBe(macOf(adapter))
  },
)

it('what lspci prints has the places, and MACs stay', async () => {
  const nics = '0000:5e:00.0 Ethernet controller: Intel Corporation Ethernet Controller X550 [vmnic0]'
  const { refusal, settings, notes } = await previewOf(await opened('esxi-8.0'), 'identity', { nics })
  expect(refusal).toBeNull()
  expect(settings.map(({ after }) => after)).toEqual(['p00000:094:00.0', 'pci#p00000:094:00.0#0'])
  expect(notes.join(' ')).toContain('lspci prints no MACs: vmnic0 keeps')
})

it('an adapter whose name another one has is asked for, and may have no successor', async () => {
  for (const name of ['esxi-6.7', 'esxi-8.0'] as const) {
    const document = await opened(name)
    const before = networkOf(await settingsOf(document))
    const mac = before.nics.find(nic => nic.name === 'vmnic0')?.mac ?? ''
    const nics = `vmnic1 ${mac}`
    expect((await previewOf(document, 'identity', { nics })).refusal).toMatchObject({
      question: 'order',
      message: expect.stringContaining('vmnic1 takes the place of vmnic0'),
    })
    expect((await previewOf(document, 'identity', { nics })).filled.order?.split('\n')[0]).toBe('vmnic0 vmnic1')
    await makeChange(document, 'identity', { nics, order: 'vmnic1 none' }, now)
    const after = networkOf(await settingsOf(document))
    const home = (network: typeof before) => network.switches.find(one => one.id === 'vSwitch0')
    expect(home(before)?.uplinks).toEqual(['vmnic0', 'vmnic1'])
    expect(home(after)?.uplinks).toEqual(['vmnic1'])
    expect(home(after)?.teaming.active).toEqual(['vmnic1'])
    expect(after.nics.map(nic => nic.name)).toEqual(before.nics.map(nic => nic.name).filter(one => one !== 'vmnic0'))
  }
})

it('a place that another device has stays that of the device', async () => {
  const nics = pasted(['vmnic0', 'vmnic1']).replaceAll('0000:5e:00.0', '0000:00:17.0').replaceAll('5e:00.1', '11:00.0')
  const stored = await previewOf(await opened('esxi-8.0'), 'identity', { nics })
  expect(stored.notes.join(' ')).toContain('0000:00:17.0 belongs to vmhba0 in this backup')
  expect(stored.settings.filter(({ path }) => path.includes('bus_address')).map(({ after }) => after)).toEqual([
    'p00000:017:00.0',
    'pci#p00000:017:00.0#0',
  ])
  const inConf = pasted(['vmnic0', 'vmnic1']).replaceAll('0000:5e:00.0', '0000:00:11.0')
  const conf = await previewOf(await opened('esxi-6.7'), 'identity', { nics: inConf })
  expect(conf.notes.join(' ')).toContain('0000:00:11.0 belongs to vmhba0')
})

it('names of places in esx.conf move with their adapters', async () => {
  const document = await opened('esxi-6.7')
  const keys = () => {
    const entry = findEntry(document, ESX_CONF_PATH)
    if (!entry) throw new Error('no esx.conf')
    return readKeys(Buffer.from(toUint8Array(document.content(entry))).toString('latin1'))
  }
  const places = () =>
    [...keys()].filter(([key, value]) => value === 'vmnic0' && /^\/(device|vmk)/.test(key)).map(([key]) => key)
  expect(places().toSorted()).toEqual([
    '/device/00000:003:00.0/vmkname',
    '/vmkdevmgr/logical/pci#p00000:003:00.0#0/alias',
    '/vmkdevmgr/pci/p00000003000/alias',
  ])
  await makeChange(document, 'identity', { nics: pasted(['vmnic0', 'vmnic1']) }, now)
  expect(places().toSorted()).toEqual([
    '/device/00000:094:00.0/vmkname',
    '/vmkdevmgr/logical/pci#p00000:094:00.0#0/alias',
    '/vmkdevmgr/pci/p00000094000/alias',
  ])
})

it.each([
  ['p0000:5e:00.1', '0000:5e:00.1'],
  ['0000:5E:00.1', '0000:5e:00.1'],
  ['00000:094:00.1', '0000:5e:00.1'],
  ['p00000094001', '0000:5e:00.1'],
  ['m00000101', null],
  ['s00000003.00', null],
  ['003:00.0', null],
])('the place %s is %s', (stored, place) => {
  expect(placeOf(stored)).toBe(place)
  if (place !== null) expect(placeLike(stored, place).toLowerCase()).toBe(stored.toLowerCase())
})
