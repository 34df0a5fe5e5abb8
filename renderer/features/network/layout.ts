// Where each part of the map is drawn: four columns, a block of rows for each switch. Frames go from left to right, so an edge never
// passes a column it has no business in; and because the network is a forest, rows in the order of the switches cross nowhere.
import type { Network } from '../../../shared/model/network'
import { nodeId } from '../../../shared/model/network-parts'
import { type MapEdge, type MapNode, type NetworkGraph, roleIn } from './graph'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedNode extends Box {
  readonly node: MapNode
}

export interface PlacedEdge {
  readonly edge: MapEdge
  /** Path data of SVG. */
  readonly line: string
  /** Where words about it stand, centred: above its beginning. */
  readonly label: { readonly x: number; readonly y: number }
}

/** A frame around what is connected to nothing. */
export interface LooseBlock extends Box {
  readonly kind: 'nics' | 'ports'
}

export interface MapGeometry {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly loose: readonly LooseBlock[]
}

/** Sizes in units of the drawing; one unit is a CSS pixel at 100 %. */
export const sizes = {
  margin: 24,
  nic: { width: 168, height: 40 },
  switch: { width: 150 },
  group: { width: 236, height: 40 },
  port: { width: 250, height: 56 },
  /** Between two rows of one column. */
  row: 8,
  /** Between two columns: room for the lines and their numbers. */
  gutter: 64,
  /** Between two switches. */
  block: 28,
  /** Room for the words above a frame. */
  title: 24,
} as const

const columns = {
  nic: sizes.margin,
  switch: sizes.margin + sizes.nic.width + sizes.gutter,
  group: sizes.margin + sizes.nic.width + sizes.gutter + sizes.switch.width + sizes.gutter,
  port:
    sizes.margin +
    sizes.nic.width +
    sizes.gutter +
    sizes.switch.width +
    sizes.gutter +
    sizes.group.width +
    sizes.gutter,
} as const

/** Lays the graph out. The same network gives the same drawing. Edges `beside` the graph are drawn between what stands there already. */
export function layOut(network: Network, graph: NetworkGraph, beside: readonly MapEdge[] = []): MapGeometry {
  const placed = new Map<string, PlacedNode>()
  const place = (id: string, box: Box) => {
    const node = graph.nodes.get(id)
    if (node) placed.set(id, { node, ...box })
  }
  let top: number = sizes.margin
  for (const one of network.switches) {
    const portsOf = (group: string) =>
      graph.edges.filter(edge => edge.kind === 'port' && edge.from === group).map(edge => edge.to)
    let right = top
    for (const group of one.portGroups) {
      const id = nodeId.group(one.id, group.id)
      const ports = portsOf(id)
      const height = Math.max(sizes.group.height, stacked(ports.length, sizes.port.height))
      place(id, { x: columns.group, y: right + (height - sizes.group.height) / 2, ...sizes.group })
      for (const [index, port] of ports.entries()) {
        const y = right + (height - stacked(ports.length, sizes.port.height)) / 2
        place(port, { x: columns.port, y: y + index * (sizes.port.height + sizes.row), ...sizes.port })
      }
      right += height + sizes.row
    }
    // A NIC that two switches name is drawn at the first.
    const nics = inOrder(one.uplinks.map(nodeId.nic), graph, one.id).filter(id => !placed.has(id))
    const left = stacked(nics.length, sizes.nic.height)
    const height = Math.max(right - top - sizes.row, left, MIN_SWITCH)
    for (const [index, nic] of nics.entries()) {
      place(nic, {
        x: columns.nic,
        y: top + (height - left) / 2 + index * (sizes.nic.height + sizes.row),
        ...sizes.nic,
      })
    }
    place(nodeId.switch(one.id), { x: columns.switch, y: top, width: sizes.switch.width, height })
    top += height + sizes.block
  }
  const loose: LooseBlock[] = []
  const looseOf = (
    kind: 'nics' | 'ports',
    ids: readonly string[],
    x: number,
    size: { width: number; height: number },
  ) => {
    if (ids.length === 0) return 0
    const height = stacked(ids.length, size.height)
    for (const [index, id] of ids.entries()) {
      place(id, { x, y: top + sizes.title + index * (size.height + sizes.row), ...size })
    }
    const pad = sizes.row
    loose.push({ kind, x: x - pad, y: top, width: size.width + 2 * pad, height: sizes.title + height + pad })
    return sizes.title + height + pad
  }
  const unplaced = (kind: MapNode['kind']) =>
    [...graph.nodes.values()].filter(node => node.kind === kind && !placed.has(node.id)).map(node => node.id)
  const under = Math.max(
    looseOf('nics', unplaced('nic'), columns.nic, sizes.nic),
    looseOf('ports', unplaced('port'), columns.port, sizes.port),
  )
  const bottom = under > 0 ? top + under : top - sizes.block
  const hasPorts = [...placed.values()].some(({ node }) => node.kind === 'port')
  return {
    width: (hasPorts ? columns.port + sizes.port.width : columns.group + sizes.group.width) + sizes.margin,
    height: Math.max(bottom, sizes.margin) + sizes.margin,
    nodes: [...placed.values()],
    edges: [...graph.edges, ...beside].flatMap(edge => {
      const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
      return from && to ? [{ edge, line: lineBetween(from, to), label: labelOf(from) }] : []
    }),
    loose,
  }
}

/** High enough for the name of a switch without port groups and uplinks. */
const MIN_SWITCH = 64

function stacked(count: number, height: number): number {
  return count === 0 ? 0 : count * height + (count - 1) * sizes.row
}

/** Active uplinks first, in the order in which they take over, then those on standby, then the unused. */
function inOrder(nics: readonly string[], graph: NetworkGraph, switchId: string): readonly string[] {
  const node = graph.nodes.get(nodeId.switch(switchId))
  if (node?.kind !== 'switch') return nics
  const rank = (id: string) => {
    const { role, order } = roleIn(node.switch.teaming, id.slice(nodeId.nic('').length))
    return ['active', 'standby', 'unused'].indexOf(role) * 1000 + order
  }
  return [...new Set(nics)].sort((a, b) => rank(a) - rank(b))
}

/** In the middle of the gutter after a box, just above its line. */
function labelOf(from: Box): { readonly x: number; readonly y: number } {
  return { x: from.x + from.width + sizes.gutter / 2, y: from.y + from.height / 2 - 5 }
}

/** From the right edge of one box to the left edge of the other. A switch is met at the height of what is connected to it. */
function lineBetween(from: PlacedNode, to: PlacedNode): string {
  const middle = (box: Box) => box.y + box.height / 2
  const within = (y: number, box: Box) => Math.min(Math.max(y, box.y + 6), box.y + box.height - 6)
  const y1 = from.node.kind === 'switch' ? within(middle(to), from) : middle(from)
  const y2 = to.node.kind === 'switch' ? within(middle(from), to) : middle(to)
  const [x1, x2] = [from.x + from.width, to.x]
  const bend = (x2 - x1) / 2
  return y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
