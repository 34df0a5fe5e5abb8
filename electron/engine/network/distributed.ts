// Distributed switches as a host keeps them since 7.0.2: `network_vds/switches` with the ports this host has on them, and
// `network_vds/port_groups` (schema of 7.0.2). Teaming there names uplink ports; here it is told in physical NICs, where one is plugged.
import type { Json } from '../../../shared/model/json'
import type { PortGroup, VirtualSwitch, Vlan } from '../../../shared/model/network'
import type { SettingEntry } from '../settings/entry'
import type { Settings } from '../settings/settings'
import { at, flagAt, numberAt, objectsAt, textAt, textsAt } from './json'
import { type StatedTeaming, teamingInside, teamingOf } from './teaming'

/** Every distributed switch that this host is part of. */
export function distributedSwitches(settings: Settings): readonly VirtualSwitch[] {
  const groups = settings.items('esx/network_vds/port_groups')
  return settings.items('esx/network_vds/switches').map(entry => switchOf(entry, groups))
}

/** Key of the port group that a port of a distributed switch belongs to; null where the switch has no such port. */
export function portGroupOfPort(settings: Settings, uuid: string, portKey: string): string | null {
  const value = settings.items('esx/network_vds/switches').find(entry => textAt(entry.value, 'uuid') === uuid)?.value
  for (const list of ['vmknic_ports', 'ports', 'vtep_ports']) {
    const port = objectsAt(value, list).find(one => textAt(one, 'key') === portKey)
    if (port) return textAt(port, 'port_group_key')
  }
  return null
}

function switchOf(entry: SettingEntry, groups: readonly SettingEntry[]): VirtualSwitch {
  const { value } = entry
  const uuid = textAt(value, 'uuid') ?? entry.identifier
  const uplinks = objectsAt(value, 'uplinks').flatMap(uplink => textAt(uplink, 'nic') ?? [])
  const nicOf = nicsByUplinkPort(value)
  const teaming = teamingOf(statedIn(at(value, 'settings', 'uplink_teaming_policy'), nicOf), uplinks)
  return {
    id: uuid,
    name: textAt(value, 'name') ?? textAt(value, 'portset_name') ?? uuid,
    kind: 'distributed',
    mtu: numberAt(value, 'settings', 'max_mtu'),
    uplinks,
    teaming,
    portGroups: groups
      .filter(({ value: group }) => textAt(group, 'dvs_uuid') === uuid && flagAt(group, 'uplink_port_group') !== true)
      .map((group): PortGroup => {
        const port = at(group.value, 'default_port_settings')
        return {
          id: textAt(group.value, 'key') ?? group.identifier,
          name: textAt(group.value, 'name') ?? group.identifier,
          vlan: vlanIn(at(port, 'vlan')),
          teaming: teamingInside(statedIn(at(port, 'uplink_teaming_policy'), nicOf), teaming, uplinks),
          source: group.place,
        }
      }),
    source: entry.place,
  }
}

/** Physical NICs by the name and by the key of the uplink port they are plugged in. */
function nicsByUplinkPort(value: Json): ReadonlyMap<string, string> {
  const names = new Map(
    objectsAt(value, 'uplink_ports').map(port => [textAt(port, 'key') ?? '', textAt(port, 'name') ?? '']),
  )
  const found = new Map<string, string>()
  for (const uplink of objectsAt(value, 'uplinks')) {
    const [nic, key] = [textAt(uplink, 'nic'), textAt(uplink, 'uplink_port_key')]
    if (nic === null || key === null) continue
    found.set(key, nic)
    const name = names.get(key)
    if (name) found.set(name, nic)
  }
  return found
}

/** An uplink port without a NIC keeps its own name. */
function statedIn(teaming: Json | undefined, nicOf: ReadonlyMap<string, string>): StatedTeaming {
  const ports = (name: string) => {
    const list = at(teaming, 'uplink_port_order', name)
    return list === undefined ? null : textsAt(list).map(port => nicOf.get(port) ?? port)
  }
  return {
    active: ports('active_uplink_ports'),
    standby: ports('standby_uplink_ports'),
    policy: textAt(teaming, 'policy'),
  }
}

function vlanIn(vlan: Json | undefined): Vlan {
  const trunk = objectsAt(vlan, 'trunk_vlan_ids').flatMap((range): (readonly [number, number])[] => {
    const [start, end] = [numberAt(range, 'start'), numberAt(range, 'end')]
    return start === null || end === null ? [] : [[start, end]]
  })
  if (trunk.length > 0) return { kind: 'trunk', ranges: trunk }
  const own = numberAt(vlan, 'pvlan_id')
  if (own !== null) return { kind: 'private', id: own }
  const id = numberAt(vlan, 'vlan_id')
  if (id === null) return { kind: 'unknown' }
  return id === 0 ? { kind: 'none' } : { kind: 'tagged', id }
}
