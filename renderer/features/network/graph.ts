// The network as a graph to draw and to walk: physical NICs, virtual switches, port groups, vmkernel ports, from left to right. It is
// a forest: a NIC has one switch, a port group one switch, a vmkernel port one port group.
import type {
  Network,
  PhysicalNic,
  PortGroup,
  Teaming,
  VirtualSwitch,
  VmkernelPort,
} from '../../../shared/model/network'
import { nodeId } from '../../../shared/model/network-parts'
import type { Place } from '../../../shared/model/place'

/** What an uplink does for a switch or a port group. */
export type UplinkRole = 'active' | 'standby' | 'unused'

export type MapNode =
  | { readonly kind: 'nic'; readonly id: string; readonly nic: PhysicalNic }
  | { readonly kind: 'switch'; readonly id: string; readonly switch: VirtualSwitch }
  | { readonly kind: 'group'; readonly id: string; readonly group: PortGroup; readonly of: VirtualSwitch }
  | { readonly kind: 'port'; readonly id: string; readonly port: VmkernelPort }

export type MapEdge =
  /** `order` counts from 1 among the active ones, then among those on standby. */
  | {
      readonly kind: 'uplink'
      readonly from: string
      readonly to: string
      readonly role: UplinkRole
      readonly order: number
    }
  | { readonly kind: 'group' | 'port'; readonly from: string; readonly to: string }

export interface NetworkGraph {
  readonly nodes: ReadonlyMap<string, MapNode>
  readonly edges: readonly MapEdge[]
  /** The node of the port that carries management; null where none is known. */
  readonly management: string | null
}

/** Builds the graph. A NIC that a switch names and the backup does not describe is drawn too, by its name alone. */
export function graphOf(network: Network): NetworkGraph {
  const nodes = new Map<string, MapNode>()
  const edges: MapEdge[] = []
  for (const nic of network.nics) nodes.set(nodeId.nic(nic.name), { kind: 'nic', id: nodeId.nic(nic.name), nic })
  for (const one of network.switches) {
    const id = nodeId.switch(one.id)
    nodes.set(id, { kind: 'switch', id, switch: one })
    for (const name of one.uplinks) {
      const nic = nodeId.nic(name)
      if (!nodes.has(nic)) nodes.set(nic, { kind: 'nic', id: nic, nic: { ...unknownNic, name, switch: one.id } })
      edges.push({ kind: 'uplink', from: nic, to: id, ...roleIn(one.teaming, name) })
    }
    for (const group of one.portGroups) {
      const at = nodeId.group(one.id, group.id)
      nodes.set(at, { kind: 'group', id: at, group, of: one })
      edges.push({ kind: 'group', from: id, to: at })
    }
  }
  for (const port of network.ports) {
    const id = nodeId.port(port.name)
    nodes.set(id, { kind: 'port', id, port })
    const group = port.portGroup && nodeId.group(port.portGroup.switch, port.portGroup.id)
    if (group && nodes.has(group)) edges.push({ kind: 'port', from: group, to: id })
  }
  const management = network.management === null ? null : nodeId.port(network.management)
  return { nodes, edges, management: management !== null && nodes.has(management) ? management : null }
}

/** What a NIC does by a teaming order. One that it does not name is unused. */
export function roleIn(teaming: Teaming, nic: string): { readonly role: UplinkRole; readonly order: number } {
  for (const role of ['active', 'standby', 'unused'] as const) {
    const index = teaming[role].indexOf(nic)
    if (index >= 0) return { role, order: index + 1 }
  }
  return { role: 'unused', order: 1 }
}

/** Everything that frames pass between a node and both ends of the network, the node itself included. A port group's own teaming
 * decides which NICs belong to its path: unused ones do not. */
export function pathThrough(graph: NetworkGraph, start: string): ReadonlySet<string> {
  const node = graph.nodes.get(start)
  const path = new Set<string>([start])
  if (!node) return path
  const towards = (id: string) => graph.edges.filter(edge => edge.to === id).map(edge => edge.from)
  const below = (id: string) => graph.edges.filter(edge => edge.from === id).map(edge => edge.to)
  const groupUp = (id: string) => {
    path.add(id)
    const at = graph.nodes.get(id)
    if (at?.kind !== 'group') return
    path.add(nodeId.switch(at.of.id))
    for (const name of [...at.group.teaming.active, ...at.group.teaming.standby]) {
      if (graph.nodes.has(nodeId.nic(name))) path.add(nodeId.nic(name))
    }
  }
  const groupDown = (id: string) => {
    path.add(id)
    for (const port of below(id)) path.add(port)
  }
  switch (node.kind) {
    case 'port':
      for (const group of towards(start)) groupUp(group)
      break
    case 'group':
      groupUp(start)
      groupDown(start)
      break
    case 'switch':
      for (const nic of towards(start)) path.add(nic)
      for (const group of below(start)) groupDown(group)
      break
    case 'nic':
      for (const id of below(start)) {
        path.add(id)
        for (const group of below(id)) {
          const at = graph.nodes.get(group)
          if (at?.kind === 'group' && roleIn(at.group.teaming, node.nic.name).role !== 'unused') groupDown(group)
        }
      }
      break
    default:
      break
  }
  return path
}

/** Where in the backup a node stands; null for what exists by default alone. */
export function sourceOf(node: MapNode): Place | null {
  switch (node.kind) {
    case 'nic':
      return node.nic.source
    case 'switch':
      return node.switch.source
    case 'group':
      return node.group.source ?? node.of.source
    case 'port':
      return node.port.source
  }
}

const unknownNic: Omit<PhysicalNic, 'name' | 'switch'> = {
  mac: null,
  virtualMac: null,
  driver: null,
  bus: null,
  enabled: null,
  source: null,
}
