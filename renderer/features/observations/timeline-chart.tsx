// The drawing of a timeline: bars, hatched gaps, an axis in UTC, and a mark that the keys move from bar to bar. One focus, as of a slider: what the
// mark is at is said in words.
import { scaleUtc } from 'd3-scale'
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { Span, Timeline } from '../../../shared/model/observation'
import { classes } from '../../ui/classes'
import { listSpan, showSpan } from './observations-state'
import { lengthText, moved, ofBars, tickText, timeText, zoomed } from './span'
import { observationsText } from './text'
import styles from './timeline.module.css'

const texts = observationsText.timeline
const barsHeight = 72
const axisHeight = 22
const leastBar = 3
/** CSS pixels that a mark of the axis, and the words of a gap, need. */
const tickRoom = 96
const gapRoom = 110
/** Half of a character of a label, in pixels, rounded up. */
const halfCharacter = 4

/** How far a label has to stand from its tick, to the right or (negative) to the left, so that it does not leave the chart. */
function inside(at: number, label: string, width: number): number {
  const half = label.length * halfCharacter
  return Math.max(half - at, Math.min(0, width - half - at))
}

export interface TimelineChartProps {
  readonly data: Timeline
  /** From the first entry to the last one. */
  readonly all: Span
  /** CSS pixels. */
  readonly width: number
  /** The stretch whose entries are listed below. */
  readonly listed: Span | null
}

export function TimelineChart({ data: { buckets, gaps, shown }, all, width, listed }: TimelineChartProps) {
  const hatch = useId()
  const figure = useRef<HTMLDivElement>(null)
  const [mark, setMark] = useState(0)
  /** The bars that are being dragged over. */
  const [drag, setDrag] = useState<{ readonly first: number; readonly last: number } | null>(null)
  const count = buckets.length
  const at = Math.min(mark, count - 1)
  const step = width / count
  const x = (time: number) => ((time - shown.from) / (shown.to - shown.from)) * width
  /** The bar stays where it is: the first one keeps the beginning, the last one the end. */
  const zoom = (factor: number, bar: number) =>
    showSpan(zoomed(shown, factor, shown.from + (bar / Math.max(1, count - 1)) * (shown.to - shown.from), all))

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => setMark(Math.max(0, at - 1)),
    ArrowRight: () => setMark(Math.min(count - 1, at + 1)),
    Home: () => setMark(0),
    End: () => setMark(count - 1),
    PageUp: () => showSpan(moved(shown, -0.5, all)),
    PageDown: () => showSpan(moved(shown, 0.5, all)),
    '+': () => zoom(0.5, at),
    '=': () => zoom(0.5, at),
    '-': () => zoom(2, at),
    Enter: () => listSpan(ofBars(shown, count, at, at)),
    ' ': () => listSpan(ofBars(shown, count, at, at)),
  }
  const keyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (act === undefined) return
    act()
    event.preventDefault()
    event.stopPropagation()
  }

  const barAt = (clientX: number) => {
    const left = figure.current?.getBoundingClientRect().left ?? 0
    return Math.min(Math.max(Math.floor((clientX - left) / step), 0), count - 1)
  }
  // React's own listener is passive: it could not keep the page from being zoomed.
  const wheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    zoom(event.deltaY < 0 ? 0.7 : 1 / 0.7, barAt(event.clientX))
  })
  useEffect(() => {
    const element = figure.current
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [])
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const bar = barAt(event.clientX)
    setMark(bar)
    setDrag({ first: bar, last: bar })
  }
  const move = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, last: barAt(event.clientX) })
  }
  const up = () => {
    if (!drag) return
    const { first, last } = drag
    setDrag(null)
    if (first === last) listSpan(ofBars(shown, count, first, first))
    else showSpan(ofBars(shown, count, first, last))
  }

  const ofMark = ofBars(shown, count, at, at)
  const words = texts.bucket(timeText(ofMark.from), timeText(ofMark.to), buckets[at] ?? 0)
  const isListed = (bar: number) => {
    const { from, to } = ofBars(shown, count, bar, bar)
    return listed !== null && from < listed.to && to > listed.from
  }
  return (
    <>
      <div
        ref={figure}
        className={styles.figure}
        role="slider"
        tabIndex={0}
        aria-label={texts.title}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={at}
        aria-valuetext={words}
        aria-description={texts.keys}
        title={texts.keys}
        onKeyDown={keyDown}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => setDrag(null)}
      >
        <svg width={width} height={barsHeight + axisHeight} aria-hidden focusable="false">
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line className={styles.hatch} x1="0" y1="0" x2="0" y2="6" />
            </pattern>
          </defs>
          <Gaps gaps={gaps} x={x} hatch={hatch} />
          {drag && drag.first !== drag.last && (
            <rect
              className={styles.dragged}
              x={Math.min(drag.first, drag.last) * step}
              y={0}
              width={(Math.abs(drag.last - drag.first) + 1) * step}
              height={barsHeight}
            />
          )}
          <Bars buckets={buckets} step={step} isListed={isListed} />
          <rect className={styles.mark} x={at * step} y={1} width={Math.max(3, step)} height={barsHeight - 1} />
          <line className={styles.axis} x1={0} x2={width} y1={barsHeight} y2={barsHeight} />
          <Ticks shown={shown} x={x} width={width} />
        </svg>
      </div>
      <p className={styles.words} aria-hidden>
        {words}
      </p>
    </>
  )
}

interface ScaleProps {
  /** Pixels from the left for a time in seconds since 1970. */
  readonly x: (time: number) => number
}

/** Long times without an entry, hatched. */
function Gaps({ gaps, x, hatch }: ScaleProps & { readonly gaps: readonly Span[]; readonly hatch: string }) {
  return gaps.map(gap => (
    <g key={gap.from}>
      <rect x={x(gap.from)} y={0} width={x(gap.to) - x(gap.from)} height={barsHeight} fill={`url(#${hatch})`} />
      {x(gap.to) - x(gap.from) > gapRoom && (
        <text className={styles.gap} x={(x(gap.from) + x(gap.to)) / 2} y={barsHeight / 2} textAnchor="middle">
          {texts.gap(lengthText(gap))}
        </text>
      )}
    </g>
  ))
}

interface BarsProps {
  readonly buckets: readonly number[]
  /** Pixels from bar to bar. */
  readonly step: number
  readonly isListed: (bar: number) => boolean
}

/** A bar for each bucket that has entries; its height is by the square root of how many. */
function Bars({ buckets, step, isListed }: BarsProps) {
  const most = Math.max(1, ...buckets)
  return buckets.map((found, bar) => {
    if (found === 0) return null
    const height = Math.max(leastBar, Math.sqrt(found / most) * (barsHeight - 8))
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
        key={bar}
        className={classes(styles.bar, isListed(bar) && styles.listedBar)}
        x={bar * step}
        y={barsHeight - height}
        width={Math.max(2, step - 1)}
        height={height}
      />
    )
  })
}

/** The times under the axis, as many as there is room for. */
function Ticks({ shown, x, width }: ScaleProps & { readonly shown: Span; readonly width: number }) {
  const ticks = scaleUtc([shown.from * 1000, shown.to * 1000], [0, width]).ticks(Math.max(2, width / tickRoom))
  return ticks.map(tick => {
    const [at, label] = [x(tick.getTime() / 1000), tickText(tick)]
    return (
      <g key={tick.getTime()} transform={`translate(${at} ${barsHeight})`}>
        <line className={styles.axis} y2={4} />
        <text className={styles.tick} x={inside(at, label, width)} y={16} textAnchor="middle">
          {label}
        </text>
      </g>
    )
  })
}
