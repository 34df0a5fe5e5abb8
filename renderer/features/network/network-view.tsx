// The view of the network: one sentence that answers the question of the night, then the map, or the same as a table or as lists.
import { Network as NetworkIcon } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { isSealedAway } from '../../../shared/model/host-card'
import type { Network } from '../../../shared/model/network'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { networkText as text } from '../../ui/text-network'
import { notify } from '../../ui/toast'
import { HelpLink } from '../help/help-link'
import { showPlace } from '../tree/show-place'
import { Drawing } from './drawing'
import { graphOf, type MapNode, sourceOf } from './graph'
import { layOut } from './layout'
import { MapTools, useZoom } from './map-tools'
import { NetworkLists } from './network-lists'
import { NetworkTable } from './network-table'
import styles from './network-view.module.css'
import { managementSentence, pathWords } from './words'

type Shape = 'drawing' | 'table' | 'tree'
const shapes: readonly Shape[] = ['drawing', 'table', 'tree']

export function NetworkView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  if (document === null) return null
  return <NetworkOf key={document} document={document} revision={revision} />
}

function NetworkOf({ document, revision }: { readonly document: string; readonly revision: number }) {
  const { loaded, slow, retry } = useLoaded<Network>(document, revision, () => call('host.network', { document }))
  if (loaded === null) return slow ? <EmptyState icon={NetworkIcon} title={text.loading} /> : null
  if ('error' in loaded.outcome) {
    return (
      <EmptyState icon={NetworkIcon} title={text.failed}>
        {loaded.outcome.error.message} <Button label={text.retry} onClick={retry} />
      </EmptyState>
    )
  }
  return <NetworkPanel network={loaded.outcome.value} />
}

/** The panel of a network. */
export function NetworkPanel({ network }: { readonly network: Network }) {
  const [shape, setShape] = useState<Shape>('drawing')
  const [followed, setFollowed] = useState<string | null>(null)
  const room = useRef<HTMLDivElement>(null)
  const picture = useRef<SVGSVGElement>(null)
  const graph = useMemo(() => graphOf(network), [network])
  const geometry = useMemo(() => layOut(network, graph), [network, graph])
  const stacks = useMemo(() => new Map(network.stacks.map(stack => [stack.key, stack.name])), [network])
  const zoom = useZoom(room, geometry.width)
  const open = useCallback((node: MapNode) => {
    const place = sourceOf(node)
    if (place) void showPlace(place)
    else notify({ tone: 'failed', message: text.noPlace })
  }, [])
  const sealed = useSession(state => state.card !== null && isSealedAway(state.card))
  if (graph.nodes.size === 0) {
    return (
      <EmptyState icon={NetworkIcon} title={text.none}>
        {sealed ? text.sealedHint : text.noneHint}
      </EmptyState>
    )
  }
  const told = followed === null ? text.hint : pathWords(graph, followed)
  return (
    <section className={styles.view} aria-label={text.title}>
      <header className={styles.header}>
        <p className={styles.answer}>{managementSentence(network, graph)}</p>
        <div className={styles.tools}>
          <fieldset className={styles.shapes} aria-label={text.shape}>
            {shapes.map(one => (
              <Button
                key={one}
                label={text[one]}
                kind={one === shape ? 'plain' : 'quiet'}
                aria-pressed={one === shape}
                data-pane-start={one === shape ? true : undefined}
                onClick={() => setShape(one)}
              />
            ))}
          </fieldset>
          {shape === 'drawing' && <MapTools zoom={zoom} picture={picture} />}
          <HelpLink page="wrong-address" iconOnly />
        </div>
      </header>
      <div ref={room} className={styles.room}>
        {shape === 'drawing' && (
          <Drawing
            ref={picture}
            graph={graph}
            geometry={geometry}
            stacks={stacks}
            zoom={zoom.zoom}
            followed={followed}
            onFollow={setFollowed}
            onOpen={open}
          />
        )}
        {shape === 'table' && <NetworkTable network={network} graph={graph} stacks={stacks} onOpen={open} />}
        {shape === 'tree' && <NetworkLists network={network} graph={graph} stacks={stacks} onOpen={open} />}
      </div>
      {shape === 'drawing' && (
        <p className={styles.path} aria-live="polite" title={told}>
          {told}
        </p>
      )}
    </section>
  )
}
