// Where an arrow key leads on the map: left and right along the lines, up and down in a column.
import type { NetworkGraph } from './graph'
import type { MapGeometry } from './layout'

/** The node that a key leads to from another one; null where it leads nowhere. */
export function nextNode(geometry: MapGeometry, graph: NetworkGraph, from: string, key: string): string | null {
  const at = geometry.nodes.find(({ node }) => node.id === from)
  if (!at) return null
  const middle = at.y + at.height / 2
  const nearest = (ids: readonly string[]) =>
    geometry.nodes
      .filter(({ node }) => ids.includes(node.id))
      .toSorted((a, b) => Math.abs(a.y + a.height / 2 - middle) - Math.abs(b.y + b.height / 2 - middle))[0]?.node.id ??
    null
  const column = geometry.nodes.filter(({ x }) => x === at.x).toSorted((a, b) => a.y - b.y)
  const index = column.indexOf(at)
  switch (key) {
    case 'ArrowLeft':
      return nearest(graph.edges.filter(edge => edge.to === from).map(edge => edge.from))
    case 'ArrowRight':
      return nearest(graph.edges.filter(edge => edge.from === from).map(edge => edge.to))
    case 'ArrowUp':
      return column[index - 1]?.node.id ?? null
    case 'ArrowDown':
      return column[index + 1]?.node.id ?? null
    case 'Home':
      return column[0]?.node.id ?? null
    case 'End':
      return column.at(-1)?.node.id ?? null
    default:
      return null
  }
}
