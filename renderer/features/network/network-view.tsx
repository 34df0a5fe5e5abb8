// The view of the network: one sentence that answers the question of the night, then the map, or the same as a table or as lists.
import { Image, Maximize, Network as NetworkIcon, Printer, ZoomIn, ZoomOut } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isSealedAway } from '../../../shared/model/host-card'
import type { Network } from '../../../shared/model/network'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { networkText as text } from '../../ui/text-network'
import { notify } from '../../ui/toast'
import { showPlace } from '../tree/show-place'
import { Drawing } from './drawing'
import { printPicture, savePng, saveSvg } from './export'
import { graphOf, type MapNode, sourceOf } from './graph'
import { layOut } from './layout'
import { NetworkLists } from './network-lists'
import { NetworkTable } from './network-table'
import styles from './network-view.module.css'
import { managementSentence, pathWords } from './words'

type Shape = 'drawing' | 'table' | 'tree'
const shapes: readonly Shape[] = ['drawing', 'table', 'tree']
/** A step of zooming, and how far it goes. */
const zoomStep = 1.25
const zoomRange = { least: 0.25, most: 4 }
/** Smaller than this nobody reads: a larger map is scrolled. */
const leastFit = 0.85

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
  const [chosenZoom, setChosenZoom] = useState<number | null>(null)
  const room = useRef<HTMLDivElement>(null)
  const picture = useRef<SVGSVGElement>(null)
  const graph = useMemo(() => graphOf(network), [network])
  const geometry = useMemo(() => layOut(network, graph), [network, graph])
  const stacks = useMemo(() => new Map(network.stacks.map(stack => [stack.key, stack.name])), [network])
  const fit = useFit(room, geometry.width)
  const zoom = chosenZoom ?? fit
  const zoomBy = (factor: number) => setChosenZoom(Math.min(Math.max(zoom * factor, zoomRange.least), zoomRange.most))
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
  const withPicture = (work: (svg: SVGSVGElement) => Promise<void> | void) => async () => {
    try {
      if (picture.current) await work(picture.current)
    } catch {
      notify({ tone: 'failed', message: text.notDrawn })
    }
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
          {shape === 'drawing' && (
            <div className={styles.tools}>
              <Button label={text.zoomOut} icon={ZoomOut} kind="quiet" iconOnly onClick={() => zoomBy(1 / zoomStep)} />
              <span className={styles.zoom}>{text.zoom(Math.round(zoom * 100))}</span>
              <Button label={text.zoomIn} icon={ZoomIn} kind="quiet" iconOnly onClick={() => zoomBy(zoomStep)} />
              <Button label={text.fit} icon={Maximize} kind="quiet" iconOnly onClick={() => setChosenZoom(null)} />
              <Button label={text.saveSvg} icon={Image} kind="quiet" onClick={withPicture(saveSvg)} />
              <Button label={text.savePng} icon={Image} kind="quiet" onClick={withPicture(savePng)} />
              <Button label={text.print} icon={Printer} kind="quiet" onClick={withPicture(printPicture)} />
            </div>
          )}
        </div>
      </header>
      <div ref={room} className={styles.room}>
        {shape === 'drawing' && (
          <Drawing
            ref={picture}
            graph={graph}
            geometry={geometry}
            stacks={stacks}
            zoom={zoom}
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

/** The zoom at which the whole width is seen, as long as it can be read. */
function useFit(room: React.RefObject<HTMLDivElement | null>, width: number): number {
  const [fit, setFit] = useState(1)
  useEffect(() => {
    const element = room.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      setFit(Math.min(Math.max(element.clientWidth / width, leastFit), 1))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [room, width])
  return fit
}
