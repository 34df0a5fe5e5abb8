// The networks of two backups as one map: what only one of them has and what differs is marked, and told in words below. The same as a table.
import { useMemo, useRef, useState } from 'react'
import type { NetworkDifferences } from '../../../shared/model/network-differences'
import { networkAspects } from '../../../shared/model/network-differences'
import { nodeId } from '../../../shared/model/network-parts'
import { Button } from '../../ui/button'
import { networkText } from '../../ui/text-network'
import { SettingsTable } from '../diff/settings-table'
import { Drawing } from '../network/drawing'
import { graphOf, type MapEdge } from '../network/graph'
import { layOut } from '../network/layout'
import { MapTools, useZoom } from '../network/map-tools'
import { linkKey, marksOf, signs } from '../network/marks'
import styles from './network-comparison.module.css'
import { NetworkPartsTable } from './network-parts-table'
import { compareText as texts } from './text'

export interface NetworkComparisonProps {
  readonly differences: NetworkDifferences
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
}

type Shape = 'drawing' | 'table'
const shapes: readonly Shape[] = ['drawing', 'table']

export function NetworkComparison({ differences, sides }: NetworkComparisonProps) {
  const [shape, setShape] = useState<Shape>('drawing')
  const [followed, setFollowed] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const room = useRef<HTMLDivElement>(null)
  const picture = useRef<SVGSVGElement>(null)
  const { network, parts } = differences
  const graph = useMemo(() => graphOf(network), [network])
  const geometry = useMemo(
    () => layOut(network, graph, besides(differences, graph.edges)),
    [network, graph, differences],
  )
  const marks = useMemo(() => marksOf(differences), [differences])
  const stacks = useMemo(() => new Map(network.stacks.map(stack => [stack.key, stack.name])), [network])
  const zoom = useZoom(room, geometry.width)
  const part = parts.find(one => one.id === chosen)
  return (
    <section className={styles.view} aria-label={texts.networkTitle}>
      <header className={styles.header}>
        <p className={styles.legend}>{texts.networkLegend(signs)}</p>
        <div className={styles.tools}>
          <fieldset className={styles.shapes} aria-label={networkText.shape}>
            {shapes.map(one => (
              <Button
                key={one}
                label={networkText[one]}
                kind={one === shape ? 'plain' : 'quiet'}
                aria-pressed={one === shape}
                onClick={() => setShape(one)}
              />
            ))}
          </fieldset>
          {shape === 'drawing' && <MapTools zoom={zoom} picture={picture} isCompact />}
        </div>
      </header>
      {shape === 'drawing' ? (
        <div ref={room} className={styles.room}>
          <Drawing
            ref={picture}
            graph={graph}
            geometry={geometry}
            stacks={stacks}
            zoom={zoom.zoom}
            followed={followed}
            onFollow={setFollowed}
            onOpen={node => setChosen(node.id)}
            marks={marks}
          />
        </div>
      ) : (
        <NetworkPartsTable parts={parts} sides={sides} />
      )}
      {shape === 'drawing' && (
        <div className={styles.told} aria-live="polite">
          {part === undefined ? (
            <p className={styles.hint}>{chosen === null ? texts.networkHint : texts.networkPartSame}</p>
          ) : (
            <SettingsTable
              heading={`${texts.partChanges[part.change]}: ${texts.partName(part)}`}
              settings={part.facts.map(({ aspect, before, after }) => ({
                path: networkAspects[aspect],
                before,
                after,
              }))}
              sides={sides}
            />
          )}
        </div>
      )}
    </section>
  )
}

/** Lines that the network of both does not have: where a vmkernel port was before. */
function besides({ links }: NetworkDifferences, edges: readonly MapEdge[]): readonly MapEdge[] {
  const drawn = new Set(edges.map(({ from, to }) => linkKey(from, to)))
  return links
    .filter(({ from, to }) => to.startsWith(nodeId.port('')) && !drawn.has(linkKey(from, to)))
    .map(({ from, to }) => ({ kind: 'port', from, to }))
}
