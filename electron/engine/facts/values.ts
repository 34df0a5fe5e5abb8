// Values of facts out of what they are read from.
import type { FactValue } from '../../../shared/model/facts'
import type { Json } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import { valueText } from '../settings/list'
import type { HostView } from './host-view'

interface Telling {
  /** Where the value itself does not read well. */
  readonly text?: string
  /** Worth a second look. */
  readonly attention?: boolean
}

/** One value. */
export function told(data: Json, source: Place | null, { text, attention = false }: Telling = {}): FactValue {
  return { text: text ?? valueText(data), data, source, attention }
}

/** The value, where there is one. */
export function toldIf(data: Json | undefined, source: Place | null, telling?: Telling): readonly FactValue[] {
  return data === null || data === undefined || data === '' ? [] : [told(data, source, telling)]
}

/** What settings hold: the first path that has a value, and each other one that says something else. */
export function toldBySettings(
  { settings }: HostView,
  paths: readonly string[],
  words: (value: Json) => string = valueText,
): readonly FactValue[] {
  const values = paths.flatMap(path => {
    const found = settings.at(path)
    return found ? toldIf(found.value, found.place, { text: words(found.value) }) : []
  })
  return distinct(values)
}

/** Values that say different things; of those that say the same, the first. */
export function distinct(values: readonly FactValue[]): readonly FactValue[] {
  const seen = new Set<string>()
  return values.filter(({ text }) => {
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** A truth value in words. */
export function onOff(value: Json): string {
  if (value === true || value === 'true' || value === 'on') return 'on'
  return value === false || value === 'false' || value === 'off' ? 'off' : valueText(value)
}

/** A time for people: seconds, UTC. */
export function timeText(iso: string): string {
  return `${iso.replace('T', ' ').replace(/(\.\d+)?Z?$/, '')} UTC`
}

/** A date as `node:crypto` tells it of a certificate (`May  5 12:27:33 2026 GMT`), as the other times of the program are; what is not one stays as it is. */
export function certificateTimeText(told: string): string {
  const date = new Date(told)
  return Number.isNaN(date.getTime()) ? told : timeText(date.toISOString())
}

/** Days since 1970 as a date; null for what no date can be. */
export function dateOfDays(days: number | null): string | null {
  if (days === null || days <= 0 || days > 100_000_000) return null
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}
