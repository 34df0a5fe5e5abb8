// A host without its distributed switches: its ports hang on a standard switch with the adapters and their VLANs.
import { expect, it } from 'vitest'
import { makeBackup } from '../../../testing/fixtures/backups'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { networkOf } from '../network/network'
import { settingsOf } from '../settings/read-settings'
import { changeSettings } from '../store/change-settings'
import { makeChange, offerOf, previewOf } from './guided-change'

const now = new Date('2026-03-01T12:00:00Z')

async function opened(): Promise<Document> {
  const document = await Document.open(bytesOf((await makeBackup('esxi-7.0.2')).bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
}

const network = async (document: Document) => networkOf(await settingsOf(document))

/** Management on the distributed switch, and no standard switch, as after a migration of everything. */
async function migrated(): Promise<Document> {
  const document = await opened()
  const { ports, switches } = await network(document)
  const distributed = switches.find(({ kind }) => kind === 'distributed')
  const port = ports.find(one => one.portGroup?.switch === distributed?.id)
  const value = (await settingsOf(document)).entry(`esx/network/vmknics/${port?.name}`)?.value
  const vds = (value as { vds_port: { switch_uuid: string; port_key: string } }).vds_port
  await changeSettings(
    document,
    'migrated',
    [
      { path: 'esx/network/vmknics/vmk0#port_connection_type', value: 'VDS' },
      { path: 'esx/network/vmknics/vmk0#port_group' },
      { path: 'esx/network/vmknics/vmk0#vds_port', value: { ...vds } },
      ...switches
        .filter(({ kind }) => kind === 'standard')
        .map(({ id }) => ({ path: `esx/network_vss/switches/${id}` })),
    ],
    now,
  )
  return document
}

it('every port of the distributed switch is on the standard one, with its VLAN, and the adapters go along', async () => {
  const document = await opened()
  const before = await network(document)
  const distributed = before.switches.find(({ kind }) => kind === 'distributed')
  const moving = before.ports.filter(({ portGroup }) => portGroup?.switch === distributed?.id)
  expect(moving.length).toBeGreaterThan(0)
  await makeChange(document, 'strip', { distributed: 'yes' }, now)
  const reopened = await Document.open(bytesOf(toUint8Array(await document.build())), { name: 'state.tgz' })
  await reopened.openChain()
  const after = await network(reopened)
  expect(after.switches.filter(({ kind }) => kind === 'distributed')).toEqual([])
  const home = after.switches[0]
  expect(home?.uplinks).toEqual(expect.arrayContaining([...(distributed?.uplinks ?? [])]))
  expect(home?.teaming.unused).toEqual([])
  for (const port of moving) {
    const old = distributed?.portGroups.find(({ id }) => id === port.portGroup?.id)
    const now = after.ports.find(({ name }) => name === port.name)
    expect(now?.portGroup?.switch).toBe(home?.id)
    const group = home?.portGroups.find(({ id }) => id === now?.portGroup?.id)
    expect([group?.name, group?.vlan]).toEqual([old?.name, old?.vlan])
    expect(now?.ipv4).toEqual(port.ipv4)
  }
  const others = before.ports.filter(port => !moving.includes(port))
  for (const port of others)
    expect(after.ports.find(({ name }) => name === port.name)?.portGroup).toEqual(port.portGroup)
})

it('management moves to a new switch with an adapter, and without one the change is refused with that reason', async () => {
  const document = await migrated()
  const { questions } = await offerOf(document, 'strip')
  expect(questions.find(({ id }) => id === 'switch')?.value).toBe('vSwitch0')
  const { refusal } = await previewOf(document, 'strip', { distributed: 'yes', uplinks: '' })
  expect(refusal).toMatchObject({
    question: 'uplinks',
    message: expect.stringContaining('vmk0 carries management and hangs on a distributed switch'),
  })
  await makeChange(document, 'strip', { distributed: 'yes' }, now)
  const after = await network(document)
  const port = after.ports.find(({ name }) => name === after.management)
  expect(after.switches.map(({ id, kind }) => [id, kind])).toEqual([['vSwitch0', 'standard']])
  expect(port?.portGroup?.switch).toBe('vSwitch0')
  expect(after.switches[0]?.teaming.active.length).toBeGreaterThan(0)
})

it.each([
  [{ switch: '' }, 'switch'],
  [{ switch: 'a/b' }, 'switch'],
  [{ switch: 'x'.repeat(32) }, 'switch'],
  [{ uplinks: 'vmnic77' }, 'uplinks'],
  [{ uplinks: 'vmnic0', switch: 'vSwitch9' }, 'uplinks'],
])('refuses %j', async (given, question) => {
  const { refusal } = await previewOf(await opened(), 'strip', { distributed: 'yes', ...given } as Record<
    string,
    string
  >)
  expect(refusal).toMatchObject({ question })
})
