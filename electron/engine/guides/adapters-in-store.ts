// Adapters in ConfigStore (docs/formats.md section 7): their rows, the switches and vmkernel ports that name them, and `system/device_data`,
// which has the name of each place on the bus.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../shared/model/json'
import { objectsAt, textAt } from '../network/json'
import { type SettingEntry, settingPath } from '../settings/entry'
import type { Successor } from './adapter-order'
import { placeLike, placeOf, placeWordIn } from './adapter-place'
import type { Plan } from './plan'

const nicsPath = 'esx/network/nics'
const devicesPath = 'esx/system/device_data'
const distributedPath = 'esx/network_vds/switches'
/** Groups whose settings name adapters as uplinks. */
const groups: ReadonlySet<string> = new Set(['network', 'network_vss', 'network_vds'])

/** Adds what differs; names of adapters elsewhere are told. */
export function adaptersInStore(plan: Plan, successors: readonly Successor[]): void {
  moveRows(plan, successors)
  const renamed = new Map(successors.filter(({ nic, name }) => nic.name !== name).map(one => [one.nic.name, one.name]))
  moveNames(plan, renamed)
  for (const { nic, name, mac } of successors) movePort(plan, nic.name, nic.mac, name, mac)
  for (const { nic, name, place } of successors)
    if (name !== null && place !== null) movePlace(plan, successors, nic.name, name, place)
}

function ownRows(plan: Plan, path: string): readonly SettingEntry[] {
  return plan.host.settings.items(path).filter(({ row }) => row !== null)
}

/** The row of a successor has what that of the adapter had, but its own name and MAC. */
function moveRows(plan: Plan, successors: readonly Successor[]): void {
  const rows = new Map(ownRows(plan, nicsPath).map(row => [textAt(row.value, 'name') ?? row.identifier, row]))
  const names = new Set(successors.map(({ name }) => name))
  for (const { nic, name, mac } of successors) {
    const old = rows.get(nic.name)
    if (!old) continue
    if (name === nic.name) {
      if (mac !== null && mac !== nic.mac?.toLowerCase()) plan.set(`${old.path}#mac`, mac)
      continue
    }
    if (!names.has(nic.name)) plan.removeRow(old.path)
    if (name === null) continue
    const now = rows.get(name)
    if (!now) {
      const value: Json = { ...(isJsonObject(old.value) ? old.value : {}), name, ...(mac === null ? {} : { mac }) }
      plan.set(`${nicsPath}/${name}`, value)
      continue
    }
    const own = (row: SettingEntry) =>
      row.settings.filter(({ place, property }) => place?.row && !/^(name|mac|virtual_mac)$/.test(property))
    const wanted = own(old)
    for (const { property, value } of wanted) plan.set(settingPath(now, property), value)
    for (const { property } of own(now))
      if (!wanted.some(one => one.property === property)) plan.set(settingPath(now, property), undefined)
    if (mac !== null) plan.set(`${now.path}#mac`, mac)
  }
}

/** Texts and lists of texts that are the name of an adapter; uplinks of a distributed switch have it as their identity. */
function moveNames(plan: Plan, renamed: ReadonlyMap<string, string | null>): void {
  for (const entry of plan.host.settings.entries) {
    if (
      entry.row === null ||
      entry.component === 'esx.conf' ||
      /^esx\/(network\/nics|system\/device_data)\//.test(`${entry.path}/`)
    )
      continue
    const known = entry.component === 'esx' && groups.has(entry.group)
    if (entry.path.startsWith(`${distributedPath}/`)) moveUplinks(plan, entry, renamed)
    for (const { property, value, place } of entry.settings) {
      if (!place?.row || (entry.path.startsWith(`${distributedPath}/`) && property.startsWith('uplinks['))) continue
      const moved = movedIn(value, renamed)
      if (moved === value || property === 'mac_from_pnic') continue
      const path = settingPath(entry, property)
      if (known) plan.set(path, moved)
      else plan.note(`${path} names an adapter that is called otherwise after the change; it stays.`)
    }
  }
}

/** The same value where it names none of them; undefined where it is the name of one that nothing takes the place of. */
function movedIn(value: Json, renamed: ReadonlyMap<string, string | null>): Json | undefined {
  if (typeof value === 'string') return renamed.has(value) ? (renamed.get(value) ?? undefined) : value
  if (!isJsonList(value) || !value.some(one => typeof one === 'string' && renamed.has(one))) return value
  return value.flatMap((one): Json[] => {
    const name = typeof one === 'string' ? renamed.get(one) : undefined
    return name === undefined ? [one] : name === null ? [] : [name]
  })
}

function moveUplinks(plan: Plan, entry: SettingEntry, renamed: ReadonlyMap<string, string | null>): void {
  const uplinks = objectsAt(entry.value, 'uplinks')
  if (!uplinks.some(uplink => renamed.has(textAt(uplink, 'nic') ?? ''))) return
  const moved = uplinks.flatMap((uplink): JsonObject[] => {
    const name = renamed.get(textAt(uplink, 'nic') ?? '')
    return name === undefined ? [uplink] : name === null ? [] : [{ ...uplink, nic: name }]
  })
  plan.set(`${entry.path}#uplinks`, moved)
}

/** A vmkernel port that has its MAC from the adapter follows it. */
function movePort(plan: Plan, old: string, oldMac: string | null, name: string | null, mac: string | null): void {
  for (const { value, path } of ownRows(plan, 'esx/network/vmknics')) {
    if (textAt(value, 'mac_from_pnic') !== old) continue
    plan.set(`${path}#mac_from_pnic`, name ?? undefined)
    if (
      name !== null &&
      mac !== null &&
      oldMac !== null &&
      textAt(value, 'mac')?.toLowerCase() === oldMac.toLowerCase()
    )
      plan.set(`${path}#mac`, mac)
  }
}

/** The names of places, of the bus (`pci`) and of what sits on it (`logical`). */
function movePlace(plan: Plan, successors: readonly Successor[], old: string, name: string, place: string): void {
  const rows = ownRows(plan, devicesPath)
  const named = (alias: string) => rows.filter(({ value }) => textAt(value, 'alias') === alias)
  const own = named(name).length > 0 ? named(name) : successors.some(one => one.name === old) ? [] : named(old)
  const moving = new Set(successors.filter(one => one.place !== null).flatMap(one => [one.name, one.nic.name]))
  for (const { value, path } of own) {
    const address = textAt(value, 'bus_address') ?? ''
    const word = placeWordIn(address)
    if (word === null) {
      plan.note(`${name} is known by ${address}, which does not say where on the PCI bus that is; it stays.`)
      continue
    }
    const holder = rows.find(one => placeIn(one) === place && !moving.has(textAt(one.value, 'alias')))
    if (holder) {
      const alias = textAt(holder.value, 'alias') ?? 'another device'
      plan.note(`${place} belongs to ${alias} in this backup: the place of ${name} stays ${placeOf(word)}.`)
      continue
    }
    plan.set(`${path}#bus_address`, address.replace(word, placeLike(word, place)))
    plan.set(`${path}#alias`, name)
  }
}

function placeIn({ value }: SettingEntry): string | null {
  return placeOf(placeWordIn(textAt(value, 'bus_address') ?? '') ?? '')
}
