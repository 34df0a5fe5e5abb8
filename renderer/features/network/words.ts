// The words of the map: what stands in its boxes, and its paths as sentences.
import type { Network, PhysicalNic, PortGroup, VirtualSwitch, Vlan, VmkernelPort } from '../../../shared/model/network'
import { networkText as text } from '../../ui/text-network'
import { nodeId } from '../../../shared/model/network-parts'
import { type MapNode, type NetworkGraph, pathThrough, type UplinkRole } from './graph'

/** A VLAN as it is said after the name of a port group; null where frames are untagged. */
export function vlanWords(vlan: Vlan): string | null {
  switch (vlan.kind) {
    case 'none':
      return null
    case 'tagged':
      return text.vlan(vlan.id)
    case 'trunk':
      return text.trunk(vlan.ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', '))
    case 'private':
      return text.privateVlan(vlan.id)
    case 'unknown':
      return text.unknownVlan
  }
}

/** The addresses of a vmkernel port, in one line. */
export function addressWords(port: VmkernelPort): string {
  const fixed = port.ipv4 && `${port.ipv4.address}${prefixOf(port.ipv4.netmask)}`
  const first = fixed ?? (port.dhcp ? text.dhcp : null)
  const six = port.ipv6.map(one => `${one.address}${one.prefixLength === null ? '' : `/${one.prefixLength}`}`)
  return [...(first === null ? [] : [first]), ...six].join(', ') || text.noAddress
}

/** A netmask as a prefix length after the address; the mask itself where it is not a row of ones. */
function prefixOf(netmask: string | null): string {
  if (netmask === null) return ''
  const bits = netmask
    .split('.')
    .map(part => Number(part).toString(2).padStart(8, '0'))
    .join('')
  return /^1*0*$/.test(bits) && bits.length === 32
    ? `/${bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')}`
    : ` ${netmask}`
}

export function switchWords(one: VirtualSwitch): string {
  return one.mtu === null ? text.switchKinds[one.kind] : `${text.switchKinds[one.kind]}, ${text.mtu(one.mtu)}`
}

export function nicWords(nic: PhysicalNic): string {
  const parts = [nic.enabled === false ? text.down : null, nic.mac, nic.driver]
  return parts.filter(part => part !== null).join(' · ') || text.notDescribed
}

/** The teaming of a port group that has one of its own: `vmnic1, then vmnic0`. */
export function teamingWords(group: PortGroup): string | null {
  if (group.teaming.inherited) return null
  const { active, standby } = group.teaming
  if (active.length + standby.length === 0) return text.noUplink
  return [active.join(', '), standby.length > 0 ? text.standbyAfter(standby.join(', ')) : ''].filter(Boolean).join(', ')
}

/** What a node is called, with its kind: for screen readers and for the line that says a path. */
export function nodeWords(node: MapNode): string {
  switch (node.kind) {
    case 'nic':
      return `${node.nic.name} (${text.kinds.nic})`
    case 'switch':
      return `${node.switch.name} (${text.switchKinds[node.switch.kind]})`
    case 'group': {
      const vlan = vlanWords(node.group.vlan)
      return `${node.group.name} (${text.kinds.group}${vlan === null ? '' : `, ${vlan}`})`
    }
    case 'port':
      return `${node.port.name} (${addressWords(node.port)})`
  }
}

/** The path through a node, from the vmkernel ports to the NICs, as one line. */
export function pathWords(graph: NetworkGraph, start: string): string {
  const path = pathThrough(graph, start)
  const on = (kind: MapNode['kind']) =>
    [...graph.nodes.values()].filter(node => node.kind === kind && path.has(node.id))
  const groups = on('group')
  const uplinks = (role: UplinkRole) =>
    on('nic').filter(node => {
      const at = groups.length === 1 ? groups[0] : null
      if (at?.kind !== 'group' || node.kind !== 'nic') return role === 'active'
      return at.group.teaming[role].includes(node.nic.name)
    })
  const names = (nodes: readonly MapNode[]) => nodes.map(nodeWords).join(', ')
  const nics = [
    uplinks('active').map(shortName).join(', '),
    uplinks('standby').length > 0 ? text.standbyAfter(uplinks('standby').map(shortName).join(', ')) : '',
  ].filter(part => part !== '')
  const parts = [names(on('port')), names(groups), names(on('switch')), nics.join(', ')]
  return parts.filter(part => part !== '').join(' → ')
}

export function shortName(node: MapNode): string {
  switch (node.kind) {
    case 'nic':
      return node.nic.name
    case 'switch':
      return node.switch.name
    case 'group':
      return node.group.name
    case 'port':
      return node.port.name
  }
}

/** The answer to "which uplink carries management?", as one sentence. */
export function managementSentence(network: Network, graph: NetworkGraph): string {
  const port = network.ports.find(one => one.name === network.management)
  if (!port) return text.managementUnknown
  const group = port.portGroup && graph.nodes.get(nodeId.group(port.portGroup.switch, port.portGroup.id))
  if (group?.kind !== 'group') {
    return text.managementDangling(port.name, addressWords(port), port.portGroupName)
  }
  const { active, standby } = group.group.teaming
  return text.management({
    port: port.name,
    address: addressWords(port),
    group: group.group.name,
    vlan: vlanWords(group.group.vlan) ?? text.untagged,
    switch: group.of.name,
    active,
    standby,
  })
}
