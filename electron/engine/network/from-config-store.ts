// The network of 7.0.2 and later: `network/nics`, `network_vss/switches`, `network_vds/switches` and `port_groups`, `network/vmknics`,
// `network/net_stacks` (docs/formats.md section 7).
import type { Json } from '../../../shared/model/json'
import type { NetStack, PhysicalNic, PortGroup, VirtualSwitch, Vlan, VmkernelPort } from '../../../shared/model/network'
import type { SettingEntry } from '../settings/entry'
import { pathOf } from '../settings/property-path'
import type { Settings } from '../settings/settings'
import { at, flagAt, numberAt, objectsAt, textAt, textsAt } from './json'
import { distributedSwitches, portGroupOfPort } from './distributed'
import { type StatedTeaming, teamingInside, teamingOf } from './teaming'

/** What one source tells, before its parts are put together. */
export interface NetworkParts {
  readonly nics: readonly Omit<PhysicalNic, 'switch'>[]
  readonly switches: readonly VirtualSwitch[]
  readonly ports: readonly VmkernelPort[]
  readonly stacks: readonly NetStack[]
}

/** What ConfigStore says of the network; empty lists where it says nothing. */
export function fromConfigStore(settings: Settings): NetworkParts {
  const standard = settings.items('esx/network_vss/switches').map(standardSwitch)
  const switches = [...standard, ...distributedSwitches(settings)]
  return {
    nics: nicsOf(settings),
    switches,
    ports: settings.items('esx/network/vmknics').map(entry => portOf(settings, entry, switches)),
    stacks: settings.items('esx/network/net_stacks').map(stackOf),
  }
}

/** Where a NIC sits is told by `system/device_data`: a row each for the bus and for the name that the host gave. */
function nicsOf(settings: Settings): NetworkParts['nics'] {
  const devices = settings.items('esx/system/device_data')
  return settings.items('esx/network/nics').map(entry => {
    const { value } = entry
    const name = textAt(value, 'name') ?? entry.identifier
    const device = devices.find(one => textAt(one.value, 'alias') === name && textAt(one.value, 'bus_type') === 'pci')
    return {
      name,
      mac: textAt(value, 'mac'),
      virtualMac: textAt(value, 'virtual_mac'),
      driver: null,
      bus: device ? textAt(device.value, 'bus_address') : null,
      enabled: flagAt(value, 'enabled'),
      source: entry.place,
    }
  })
}

function standardSwitch(entry: SettingEntry): VirtualSwitch {
  const { value } = entry
  const name = textAt(value, 'name') ?? entry.identifier
  const uplinks = textsAt(value, 'bridge', 'nics')
  const teaming = teamingOf(statedIn(at(value, 'policy', 'nic_teaming')), uplinks)
  return {
    id: name,
    name,
    kind: 'standard',
    mtu: numberAt(value, 'mtu'),
    uplinks,
    teaming,
    portGroups: objectsAt(value, 'port_groups').map((group): PortGroup => {
      const id = textAt(group, 'name') ?? ''
      return {
        id,
        name: id,
        vlan: vlanOf(numberAt(group, 'vlan_id')),
        teaming: teamingInside(statedInGroup(entry, id, group), teaming, uplinks),
        source: entry.placeAt(itemPath('port_groups', id)) ?? entry.place,
      }
    }),
    source: entry.place,
  }
}

/** A policy that a port group has by its schema's default alone does not stand against that of its switch. */
function statedInGroup(entry: SettingEntry, id: string, group: Json): StatedTeaming {
  const stated = statedIn(at(group, 'policy', 'nic_teaming'))
  const source = entry.at(`${itemPath('port_groups', id)}.policy.nic_teaming.policy`)?.source
  return source === 'schema' || source === 'DefaultConfig' ? { ...stated, policy: null } : stated
}

function itemPath(list: string, item: string): string {
  return pathOf([
    { name: list, item: false },
    { name: item, item: true },
  ])
}

function statedIn(teaming: Json | undefined): StatedTeaming {
  return {
    active: at(teaming, 'active_nics') === undefined ? null : textsAt(teaming, 'active_nics'),
    standby: at(teaming, 'standby_nics') === undefined ? null : textsAt(teaming, 'standby_nics'),
    policy: textAt(teaming, 'policy'),
  }
}

/** 0: none; 4095 on a standard switch: all, tagged by the guest. */
export function vlanOf(id: number | null): Vlan {
  if (id === null) return { kind: 'unknown' }
  if (id === 0) return { kind: 'none' }
  return id === 4095 ? { kind: 'trunk', ranges: [[0, 4094]] } : { kind: 'tagged', id }
}

function portOf(settings: Settings, entry: SettingEntry, switches: readonly VirtualSwitch[]): VmkernelPort {
  const { value } = entry
  const address = textAt(value, 'ip', 'ipv4_address')
  const portGroupName = textAt(value, 'port_group')
  return {
    name: textAt(value, 'device') ?? entry.identifier,
    enabled: flagAt(value, 'enabled'),
    portGroup: portGroupOf(settings, value, portGroupName, switches),
    portGroupName: portGroupName ?? textAt(value, 'opaque_network', 'id'),
    mac: textAt(value, 'mac'),
    mtu: numberAt(value, 'mtu'),
    dhcp: flagAt(value, 'ip', 'dhcp'),
    ipv4: address === null ? null : { address, netmask: textAt(value, 'ip', 'ipv4_subnet_mask') },
    ipv6: objectsAt(value, 'ip', 'ipv6', 'ipv6_address').map(one => ({
      address: textAt(one, 'address') ?? '',
      prefixLength: numberAt(one, 'prefix_length'),
    })),
    ipv6Enabled: flagAt(value, 'ip', 'ipv6_enabled'),
    gateway: textAt(value, 'ip_route_default_gateway'),
    stack: textAt(value, 'net_stack_instance_key'),
    services: servicesIn(at(value, 'enabled_services')),
    source: entry.place,
  }
}

/** By name on a standard switch, by port on a distributed one. */
function portGroupOf(
  settings: Settings,
  value: Json,
  name: string | null,
  switches: readonly VirtualSwitch[],
): VmkernelPort['portGroup'] {
  const uuid = textAt(value, 'vds_port', 'switch_uuid')
  if (uuid !== null) {
    const id = portGroupOfPort(settings, uuid, textAt(value, 'vds_port', 'port_key') ?? '')
    const home = switches.find(one => one.id === uuid)
    return id !== null && home?.portGroups.some(group => group.id === id) ? { switch: uuid, id } : null
  }
  if (name === null) return null
  const home = switches.find(one => one.kind === 'standard' && one.portGroups.some(group => group.name === name))
  return home ? { switch: home.id, id: name } : null
}

function servicesIn(services: Json | undefined): readonly string[] {
  return services && typeof services === 'object'
    ? Object.entries(services).flatMap(([name, on]) => (on === true ? [name] : []))
    : []
}

function stackOf(entry: SettingEntry): NetStack {
  const { value } = entry
  const routing = at(value, 'routing_config')
  const fromDhcp = textAt(routing, 'source')
  return {
    key: textAt(value, 'key') ?? entry.identifier,
    name: textAt(value, 'name') ?? entry.identifier,
    hostName: textAt(value, 'dns', 'host_name'),
    domain: textAt(value, 'dns', 'domain_name'),
    nameServers: textsAt(value, 'dns', 'name_server'),
    searchDomains: textsAt(value, 'dns', 'search_domain'),
    gateway: textAt(routing, 'ipv4_default_gateway'),
    ipv6Gateway: textAt(routing, 'ipv6_default_gateway'),
    dhcp: flagAt(value, 'dns', 'dhcp') ?? (fromDhcp === null ? null : fromDhcp === 'DHCP'),
    routes: objectsAt(routing, 'routes').map(route => ({
      network: textAt(route, 'network') ?? '',
      gateway: textAt(route, 'gateway'),
    })),
    source: entry.place,
  }
}
