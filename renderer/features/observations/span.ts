// What of a timeline is shown, how that moves and zooms, and how its times are written. Pure. Times are whole seconds since 1970.
import type { Span } from '../../../shared/model/observation'

/** Seconds in which one bar still has something to tell. */
const LEAST = 60
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const rangeLengths = { year: 365 * DAY, month: 30 * DAY, week: 7 * DAY, day: DAY } as const

export type RangeName = keyof typeof rangeLengths

/** The last stretch of this length; all of it where that is shorter. */
export function lastOf(all: Span, length: number): Span {
  return { from: Math.max(all.from, all.to - length), to: all.to }
}

/** A stretch as long as the shown one times `factor`, in which the moment `at` keeps its place. It stays within `all`. */
export function zoomed(shown: Span, factor: number, at: number, all: Span): Span {
  const whole = all.to - all.from
  const length = Math.min(Math.max(Math.round((shown.to - shown.from) * factor), Math.min(LEAST, whole)), whole)
  const part = (at - shown.from) / (shown.to - shown.from)
  return within(Math.round(at - part * length), length, all)
}

/** The shown stretch moved by a part of its length, as far as there is something. */
export function moved(shown: Span, part: number, all: Span): Span {
  const length = shown.to - shown.from
  return within(shown.from + Math.round(length * part), length, all)
}

/** What two bars and all between them cover, as whole seconds. */
export function ofBars(shown: Span, count: number, first: number, last: number): Span {
  const width = (shown.to - shown.from) / count
  const [left, right] = first < last ? [first, last] : [last, first]
  const from = Math.ceil(shown.from + left * width)
  return { from, to: Math.max(from + 1, Math.ceil(shown.from + (right + 1) * width)) }
}

/** `2024-04-22 16:01:44`, UTC; a header can hold a time that no calendar has. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString().slice(0, 19).replace('T', ' ')
}

/** A mark of the axis, no longer than it has to be. */
export function tickText(date: Date): string {
  const iso = date.toISOString()
  if (iso.slice(17, 19) !== '00') return iso.slice(11, 19)
  if (iso.slice(11, 16) !== '00:00') return iso.slice(11, 16)
  if (iso.slice(8, 10) !== '01') return iso.slice(0, 10)
  return iso.slice(5, 7) === '01' ? iso.slice(0, 4) : iso.slice(0, 7)
}

/** How long, in one unit: `3 days`, `14 months`. */
export function lengthText({ from, to }: Span): string {
  const seconds = to - from
  const units = [
    ['year', 365 * DAY],
    ['month', 30 * DAY],
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
  ] as const
  // Two of a unit say more than one of the next.
  const [unit, length] = units.find(([, one]) => seconds >= 2 * one) ?? (['second', 1] as const)
  const count = Math.floor(seconds / length)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function within(from: number, length: number, all: Span): Span {
  const start = Math.min(Math.max(from, all.from), all.to - length)
  return { from: start, to: start + length }
}
