// The map as SVG: boxes in four columns, lines between them. One node has the focus; its path is followed, the rest steps back.
import { type KeyboardEvent, memo, type Ref } from 'react'
import type { PartChange } from '../../../shared/model/network-differences'
import { classes } from '../../ui/classes'
import { networkText as text } from '../../ui/text-network'
import styles from './drawing.module.css'
import type { MapEdge, MapNode, NetworkGraph } from './graph'
import { pathThrough } from './graph'
import type { MapGeometry, PlacedEdge, PlacedNode } from './layout'
import { linkKey, type MapMarks, type NodeMark, signs } from './marks'
import { nextNode } from './move'
import { addressWords, nicWords, nodeWords, teamingWords, vlanWords } from './words'

export interface DrawingProps {
  readonly graph: NetworkGraph
  readonly geometry: MapGeometry
  /** Names of TCP/IP stacks by their keys. */
  readonly stacks: ReadonlyMap<string, string>
  /** 1 is a CSS pixel a unit. */
  readonly zoom: number
  /** The node whose path is followed; null for none. */
  readonly followed: string | null
  readonly onFollow: (id: string | null) => void
  readonly onOpen: (node: MapNode) => void
  /** What came, went or differs; null where nothing is compared. */
  readonly marks?: MapMarks | null
  readonly ref?: Ref<SVGSVGElement>
}

export function Drawing({
  graph,
  geometry,
  stacks,
  zoom,
  followed,
  onFollow,
  onOpen,
  marks = null,
  ref,
}: DrawingProps) {
  const path = followed === null ? null : pathThrough(graph, followed)
  const management = graph.management === null ? null : pathThrough(graph, graph.management)
  const first = graph.management ?? geometry.nodes[0]?.node.id ?? null
  const stop = followed ?? first
  const markOf = ({ node }: PlacedNode) => marks?.nodes.get(node.id) ?? null
  const keyDown = (event: KeyboardEvent<SVGGElement>, placed: PlacedNode) => {
    if (event.key === 'Enter' || event.key === ' ') onOpen(placed.node)
    else if (event.key === 'Escape') onFollow(null)
    else {
      const next = nextNode(geometry, graph, placed.node.id, event.key)
      if (next === null) return
      onFollow(next)
      event.currentTarget.ownerSVGElement?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field set cannot stand in a drawing.
    <svg
      ref={ref}
      className={styles.map}
      width={geometry.width * zoom}
      height={geometry.height * zoom}
      viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      role="group"
      aria-label={text.map}
      onPointerLeave={() => onFollow(null)}
    >
      {geometry.loose.map(block => (
        <g key={block.kind} className={styles.loose}>
          <rect x={block.x} y={block.y} width={block.width} height={block.height} rx={8} />
          <text x={block.x + 10} y={block.y + 17}>
            {block.kind === 'nics' ? text.looseNics : text.loosePorts}
          </text>
        </g>
      ))}
      {geometry.edges.map(placed => (
        <Line
          key={`${placed.edge.from} ${placed.edge.to}`}
          placed={placed}
          state={stateOf(path, placed.edge.from, placed.edge.to)}
          isManagement={stateOf(management, placed.edge.from, placed.edge.to) === 'on'}
          change={marks?.links.get(linkKey(placed.edge.from, placed.edge.to)) ?? null}
        />
      ))}
      {geometry.nodes.map(placed => (
        // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing.
        <g
          key={placed.node.id}
          data-node={placed.node.id}
          className={classes(
            styles.node,
            styles[placed.node.kind],
            path && !path.has(placed.node.id) && styles.off,
            management?.has(placed.node.id) && styles.management,
            markOf(placed)?.change && styles[markOf(placed)?.change ?? ''],
          )}
          transform={`translate(${placed.x} ${placed.y})`}
          role="button"
          aria-label={labelOf(placed.node, markOf(placed))}
          tabIndex={placed.node.id === stop ? 0 : -1}
          onFocus={() => onFollow(placed.node.id)}
          onPointerEnter={() => onFollow(placed.node.id)}
          onClick={() => onOpen(placed.node)}
          onKeyDown={event => keyDown(event, placed)}
        >
          <Content
            placed={placed}
            stacks={stacks}
            isManagement={placed.node.id === graph.management}
            mark={markOf(placed)}
          />
        </g>
      ))}
    </svg>
  )
}

type LineState = 'plain' | 'on' | 'off'

/** A line belongs to a path when both its ends do. */
function stateOf(path: ReadonlySet<string> | null, from: string, to: string): LineState {
  if (path === null) return 'plain'
  return path.has(from) && path.has(to) ? 'on' : 'off'
}

interface LineProps {
  readonly placed: PlacedEdge
  readonly state: LineState
  readonly isManagement: boolean
  readonly change: PartChange | null
}

const Line = memo(function Line({ placed: { edge, line, label }, state, isManagement, change }: LineProps) {
  const role = edge.kind === 'uplink' ? edge.role : null
  return (
    <g className={classes(state === 'off' && styles.off)}>
      <path
        d={line}
        className={classes(
          styles.line,
          role && styles[role],
          state === 'on' && styles.on,
          isManagement && role !== 'unused' && styles.management,
          change && styles[change],
        )}
      />
      {(edge.kind === 'uplink' || (edge.kind === 'port' && change !== null)) && (
        <text className={classes(styles.role, change && styles[change])} x={label.x} y={label.y} textAnchor="middle">
          {lineWords(edge, change)}
        </text>
      )}
    </g>
  )
})

/** A line that only the earlier backup has carries nothing any more. */
function lineWords(edge: MapEdge, change: PartChange | null): string {
  const sign = change === null ? '' : `${signs[change]} `
  if (edge.kind !== 'uplink') return sign.trim()
  if (change === 'removed') return `${sign}${text.removedLine}`
  return sign + (edge.role === 'unused' ? text.roles.unused : text.order(text.roles[edge.role], edge.order))
}

function labelOf(node: MapNode, mark: NodeMark | null): string {
  if (mark === null) return nodeWords(node)
  return [nodeWords(node), text.changes[mark.change], mark.words].filter(Boolean).join('; ')
}

interface ContentProps {
  readonly placed: PlacedNode
  readonly stacks: ReadonlyMap<string, string>
  readonly isManagement: boolean
  readonly mark: NodeMark | null
}

const Content = memo(function Content({ placed, stacks, isManagement, mark }: ContentProps) {
  const { node, width, height } = placed
  // What differs stands where otherwise the rest is told.
  const more = (words: string) => mark?.words || words
  return (
    <>
      <title>{labelOf(node, mark)}</title>
      <rect className={styles.box} width={width} height={height} rx={6} />
      {node.kind === 'switch' ? (
        <SwitchLines node={node} width={width} height={height} more={mark?.words ?? ''} />
      ) : null}
      {node.kind === 'nic' && (
        <>
          <Words x={10} y={17} room={width - (mark ? 34 : 20)} strong>
            {node.nic.name}
          </Words>
          <Words x={10} y={32} room={width - 20}>
            {more(nicWords(node.nic))}
          </Words>
        </>
      )}
      {node.kind === 'group' && (
        <>
          <Words x={10} y={17} room={width - (mark ? 34 : 20)} strong>
            {node.group.name}
          </Words>
          <Words x={10} y={32} room={width - 20}>
            {more([vlanWords(node.group.vlan) ?? text.untagged, teamingWords(node.group)].filter(Boolean).join(' · '))}
          </Words>
        </>
      )}
      {node.kind === 'port' && (
        <>
          <Words x={10} y={17} room={width - (mark ? 34 : 20)} strong>
            {`${node.port.name}  ${addressWords(node.port)}`}
          </Words>
          <Words x={10} y={32} room={width - 20}>
            {more(node.port.services.join(', ') || '–')}
          </Words>
          <Words x={10} y={47} room={isManagement ? width - 100 : width - 20}>
            {stackWords(node, stacks)}
          </Words>
          {isManagement && (
            <text className={styles.mark} x={width - 10} y={47} textAnchor="end">
              {text.managementMark}
            </text>
          )}
        </>
      )}
      {mark && (
        <text className={styles.sign} x={width - 8} y={16} textAnchor="end">
          {signs[mark.change]}
        </text>
      )}
    </>
  )
})

function stackWords(node: MapNode & { readonly kind: 'port' }, stacks: ReadonlyMap<string, string>): string {
  const { port } = node
  if (port.portGroup === null && port.portGroupName !== null) return text.wanted(port.portGroupName)
  return port.stack === null ? '' : text.stack(stacks.get(port.stack) ?? port.stack)
}

interface SwitchLinesProps {
  readonly node: MapNode & { readonly kind: 'switch' }
  readonly width: number
  readonly height: number
  /** Said below the rest; empty for nothing. */
  readonly more: string
}

/** The name in the middle of its height. */
function SwitchLines({ node, width, height, more }: SwitchLinesProps) {
  return (
    <>
      <Words x={10} y={height / 2 - 10} room={width - 20} strong>
        {node.switch.name}
      </Words>
      <Words x={10} y={height / 2 + 6} room={width - 20}>
        {text.switchKinds[node.switch.kind]}
      </Words>
      {node.switch.mtu !== null && (
        <Words x={10} y={height / 2 + 21} room={width - 20}>
          {text.mtu(node.switch.mtu)}
        </Words>
      )}
      {more !== '' && (
        <Words x={10} y={height / 2 + 36} room={width - 20}>
          {more}
        </Words>
      )}
    </>
  )
}

interface WordsProps {
  readonly x: number
  readonly y: number
  /** Units that the words may take. */
  readonly room: number
  readonly strong?: boolean
  readonly children: string
}

/** Units that a letter takes on average, at 12 and 11 units of height: SVG does not cut words by itself. */
const letter = { strong: 7.1, plain: 6.2 }

function Words({ x, y, room, strong = false, children }: WordsProps) {
  const most = Math.max(Math.floor(room / (strong ? letter.strong : letter.plain)), 3)
  const letters = [...children]
  const shown = letters.length <= most ? children : `${letters.slice(0, most - 1).join('')}…`
  return (
    <text className={strong ? styles.name : styles.words} x={x} y={y}>
      {shown}
    </text>
  )
}
