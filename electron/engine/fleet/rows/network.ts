// The network, a table for each kind of part.
import type { Teaming, Vlan } from '../../../../shared/model/network'
import type { HostView } from '../../facts/host-view'
import type { Row } from '../tables'
import { placed } from './place'

/** VMkernel ports. */
export function portRows({ network }: HostView): readonly Row<'vmkernel_ports'>[] {
  return network.ports.map(port => {
    const on = network.switches.find(one => one.id === port.portGroup?.switch)
    const group = on?.portGroups.find(one => one.id === port.portGroup?.id)
    return {
      name: port.name,
      management: network.management === null ? null : port.name === network.management,
      enabled: port.enabled,
      port_group: group?.name ?? port.portGroupName,
      switch_name: on?.name ?? null,
      vlan: group ? vlanText(group.vlan) : null,
      mac: port.mac,
      mtu: port.mtu,
      dhcp: port.dhcp,
      ipv4: port.ipv4?.address ?? null,
      netmask: port.ipv4?.netmask ?? null,
      ipv6: port.ipv6.map(({ address, prefixLength }) =>
        prefixLength === null ? address : `${address}/${prefixLength}`,
      ),
      gateway: port.gateway,
      stack: port.stack,
      services: port.services,
      ...placed(port.source),
    }
  })
}

/** Physical NICs. */
export function nicRows({ network }: HostView): readonly Row<'nics'>[] {
  return network.nics.map(({ name, mac, driver, bus, enabled, source, ...nic }) => ({
    name,
    mac,
    driver,
    bus,
    switch_name: network.switches.find(one => one.id === nic.switch)?.name ?? null,
    enabled,
    ...placed(source),
  }))
}

/** Virtual switches, standard and distributed. */
export function switchRows({ network }: HostView): readonly Row<'switches'>[] {
  return network.switches.map(({ name, kind, mtu, uplinks, teaming, source }) => ({
    name,
    kind,
    mtu,
    uplinks,
    ...teamed(teaming),
    ...placed(source),
  }))
}

/** Port groups of all switches. */
export function portGroupRows({ network }: HostView): readonly Row<'port_groups'>[] {
  return network.switches.flatMap(({ name: switch_name, kind, portGroups }) =>
    portGroups.map(({ name, vlan, teaming, source }) => ({
      name,
      switch_name,
      switch_kind: kind,
      vlan: vlanText(vlan),
      vlan_ranges: vlan.kind === 'trunk' ? vlan.ranges.map(([first, last]) => `${first}-${last}`) : null,
      ...teamed(teaming),
      inherited: teaming.inherited,
      ...placed(source),
    })),
  )
}

/** Network stacks with their gateways and name servers. */
export function stackRows({ network }: HostView): readonly Row<'net_stacks'>[] {
  return network.stacks.map(stack => ({
    stack: stack.key,
    host_name: stack.hostName,
    dns_domain: stack.domain,
    name_servers: stack.nameServers,
    search_domains: stack.searchDomains,
    gateway: stack.gateway,
    ipv6_gateway: stack.ipv6Gateway,
    dhcp: stack.dhcp,
    routes: stack.routes.map(({ network: to, gateway }) => (gateway === null ? to : `${to} via ${gateway}`)),
    ...placed(stack.source),
  }))
}

function teamed({ active, standby, policy }: Teaming) {
  return { active, standby, policy }
}

function vlanText(vlan: Vlan): string | null {
  switch (vlan.kind) {
    case 'tagged':
      return String(vlan.id)
    case 'unknown':
      return null
    case 'none':
    case 'trunk':
    case 'private':
      return vlan.kind
  }
}
