// The timeline with its tools, and the entries of the bar that was chosen.
import { ChevronLeft, ChevronRight, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useRef } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { Span, TimedEntries, Timeline } from '../../../shared/model/observation'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { useSize } from '../../ui/use-size'
import { showPlace } from '../tree/show-place'
import { listSpan, showSpan, useObservations } from './observations-state'
import styles from './timeline.module.css'
import { lastOf, moved, type RangeName, rangeLengths, timeText, zoomed } from './span'
import { observationsText } from './text'
import { TimelineChart } from './timeline-chart'

const texts = observationsText.timeline
/** CSS pixels of one bar with the room beside it. */
const barWidth = 7
const mostBars = 240
const zoomStep = 0.5
const rangeNames = Object.keys(rangeLengths) as RangeName[]

interface OfDocument {
  readonly document: DocumentId
  readonly revision: number
}

export function TimelineSection({ document, revision }: OfDocument) {
  const room = useRef<HTMLDivElement>(null)
  const { width } = useSize(room)
  const shown = useObservations(state => (state.document === document ? state.shown : null))
  const listed = useObservations(state => (state.document === document ? state.listed : null))
  const bars = Math.min(Math.max(Math.floor(width / barWidth), 20), mostBars)
  const count = shown === null ? bars : Math.min(bars, shown.to - shown.from)
  const { loaded } = useLoaded<Timeline>(JSON.stringify([document, shown, count]), revision, () =>
    call('timeline.buckets', { document, count, ...(shown && { shown }) }),
  )
  const data = loaded !== null && 'value' in loaded.outcome ? loaded.outcome.value : null
  return (
    <section className={styles.section} aria-label={texts.title}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{texts.title}</h2>
        {data?.all && <Tools all={data.all} shown={data.shown} />}
      </div>
      <div ref={room} className={styles.room}>
        {data?.all && width > 0 && <TimelineChart data={data} all={data.all} width={width} listed={listed} />}
      </div>
      {data && <p className={styles.about}>{data.all ? texts.summary(data.dated, data.undated) : texts.none}</p>}
      {data?.all && <p className={styles.about}>{texts.about}</p>}
      {listed && <Listed key={JSON.stringify(listed)} document={document} revision={revision} span={listed} />}
    </section>
  )
}

function Tools({ all, shown }: { readonly all: Span; readonly shown: Span }) {
  const middle = (shown.from + shown.to) / 2
  const zoom = (factor: number) => showSpan(zoomed(shown, factor, middle, all))
  const isAll = shown.from === all.from && shown.to === all.to
  return (
    <div className={styles.tools}>
      <fieldset className={styles.ranges} aria-label={texts.range}>
        <Button
          label={texts.ranges.all}
          kind={isAll ? 'plain' : 'quiet'}
          aria-pressed={isAll}
          onClick={() => showSpan(null)}
        />
        {rangeNames.map(name => {
          const range = lastOf(all, rangeLengths[name])
          const isShown = !isAll && range.from === shown.from && range.to === shown.to
          return (
            <Button
              key={name}
              label={texts.ranges[name]}
              kind={isShown ? 'plain' : 'quiet'}
              aria-pressed={isShown}
              onClick={() => showSpan(range)}
            />
          )
        })}
      </fieldset>
      <Button
        label={texts.zoomOut}
        icon={ZoomOut}
        kind="quiet"
        iconOnly
        disabled={isAll}
        onClick={() => zoom(1 / zoomStep)}
      />
      <Button label={texts.zoomIn} icon={ZoomIn} kind="quiet" iconOnly onClick={() => zoom(zoomStep)} />
      <Button
        label={texts.earlier}
        icon={ChevronLeft}
        kind="quiet"
        iconOnly
        disabled={shown.from <= all.from}
        onClick={() => showSpan(moved(shown, -0.5, all))}
      />
      <Button
        label={texts.later}
        icon={ChevronRight}
        kind="quiet"
        iconOnly
        disabled={shown.to >= all.to}
        onClick={() => showSpan(moved(shown, 0.5, all))}
      />
    </div>
  )
}

function Listed({ document, revision, span }: OfDocument & { readonly span: Span }) {
  const { loaded } = useLoaded<TimedEntries>(JSON.stringify([document, span]), revision, () =>
    call('timeline.entries', { document, span }),
  )
  if (loaded === null || 'error' in loaded.outcome) return null
  const { entries, total } = loaded.outcome.value
  const title = texts.listed(timeText(span.from), timeText(span.to), total)
  return (
    <div className={styles.listed}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          <span role="status">{title}</span>
        </h3>
        <Button label={texts.close} icon={X} kind="quiet" iconOnly onClick={() => listSpan(null)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <ul className={styles.entries} tabIndex={0} aria-label={title}>
        {entries.map(({ address, mtime }) => (
          <li key={address}>
            <button type="button" className={styles.entry} onClick={() => void showPlace({ address })}>
              <time>{timeText(mtime)}</time>
              <span>{address}</span>
            </button>
          </li>
        ))}
      </ul>
      {total > entries.length && <p className={styles.about}>{texts.moreListed(total - entries.length)}</p>}
    </div>
  )
}
