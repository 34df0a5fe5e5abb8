// What a part of a network says, aspect by aspect in words, so that two states of it can be held against each other.
import type {
  Network,
  NetStack,
  PhysicalNic,
  PortGroup,
  Teaming,
  VirtualSwitch,
  Vlan,
} from '../../../shared/model/network'
import type { NetworkAspect, NetworkFactDifference } from '../../../shared/model/network-differences'

/** Aspects with their words; null for what is not said. */
export type Facts = Partial<Record<NetworkAspect, string | null>>

/** Aspects whose words differ, in the order of the later side. `absent`: that side does not have the part. */
export function differing(before: Facts | null, after: Facts | null): readonly NetworkFactDifference[] {
  const aspects = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])] as NetworkAspect[]
  return aspects
    .map(aspect => ({ aspect, before: before?.[aspect] ?? null, after: after?.[aspect] ?? null }))
    .filter(one => one.before !== one.after)
}

/** Aspects of a physical NIC. */
export function nicFacts(nic: PhysicalNic, network: Network): Facts {
  const { mac, virtualMac, driver, bus, enabled } = nic
  const home = network.switches.find(one => one.id === nic.switch)
  return { switch: home?.name ?? null, mac, virtualMac, driver, bus, enabled: flag(enabled) }
}

/** Aspects of a virtual switch, without its port groups. */
export function switchFacts({ name, mtu, uplinks, teaming }: VirtualSwitch): Facts {
  return { name, mtu: number(mtu), uplinks: list(uplinks), ...teamingFacts(teaming) }
}

/** A port group that follows its switch has no order of its own to tell. */
export function groupFacts({ name, vlan, teaming }: PortGroup): Facts {
  const own = teaming.inherited ? {} : teamingFacts(teaming)
  return { name, vlan: vlanWords(vlan), teaming: teaming.inherited ? 'as its switch' : 'of its own', ...own }
}

/** Aspects of a VMkernel port, with the port group it is on. */
export function portFacts(port: Network['ports'][number], network: Network): Facts {
  const { enabled, mac, mtu, dhcp, ipv4, ipv6, ipv6Enabled, gateway, services } = port
  const home = network.switches.find(one => one.id === port.portGroup?.switch)
  const group = home?.portGroups.find(one => one.id === port.portGroup?.id)
  return {
    group: home && group ? `${group.name} on ${home.name}` : port.portGroupName,
    ipv4: ipv4 === null ? null : ipv4.netmask === null ? ipv4.address : `${ipv4.address} ${ipv4.netmask}`,
    dhcp: flag(dhcp),
    ipv6: list(ipv6.map(one => (one.prefixLength === null ? one.address : `${one.address}/${one.prefixLength}`))),
    ipv6Enabled: flag(ipv6Enabled),
    gateway,
    services: list(services),
    stack: port.stack === null ? null : (network.stacks.find(one => one.key === port.stack)?.name ?? port.stack),
    mtu: number(mtu),
    mac,
    enabled: flag(enabled),
  }
}

/** Aspects of a network stack: names, gateways and routes. */
export function stackFacts(stack: NetStack): Facts {
  const { name, hostName, domain, nameServers, searchDomains, gateway, ipv6Gateway, dhcp, routes } = stack
  return {
    name,
    hostName,
    domain,
    nameServers: list(nameServers),
    searchDomains: list(searchDomains),
    gateway,
    ipv6Gateway,
    dhcp: flag(dhcp),
    routes: list(
      routes.map(route => (route.gateway === null ? route.network : `${route.network} by ${route.gateway}`)),
    ),
  }
}

function teamingFacts({ active, standby, unused, policy }: Teaming): Facts {
  return { active: list(active), standby: list(standby), unused: list(unused), policy }
}

function vlanWords(vlan: Vlan): string | null {
  switch (vlan.kind) {
    case 'none':
      return 'none'
    case 'tagged':
      return String(vlan.id)
    case 'trunk':
      return `trunk ${vlan.ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')}`
    case 'private':
      return `private ${vlan.id}`
    case 'unknown':
      return null
  }
}

/** An empty list says nothing. */
function list(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(', ')
}

function flag(on: boolean | null): string | null {
  return on === null ? null : on ? 'yes' : 'no'
}

function number(value: number | null): string | null {
  return value === null ? null : String(value)
}
