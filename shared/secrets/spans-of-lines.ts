// Which parts of some lines of a text are secret, without looking through all of the text for every kind of secret: a search shows few lines of
// what may be megabytes.
import { rulesOfLines, secretRules } from './registry'
import type { SecretFile } from './secret'

/** [from, to) in a text, UTF-16 units. */
export interface SecretPart {
  readonly from: number
  readonly to: number
}

const rulesOfTexts = [...new Set(Object.values(secretRules))].filter(rule => !rulesOfLines.has(rule))

/**
 * A function that gives the places of `secretSpans` which lie in some lines: exactly these, in order. `from` is where a line begins, `to` where one
 * ends (its line feed, or the end of the text).
 */
export function secretsOfLines(text: string, file: SecretFile): (from: number, to: number) => readonly SecretPart[] {
  /** What is known by more than one line; null until it is asked for. */
  let known: readonly SecretPart[] | null = null
  let [lastFrom, lastTo, last]: [number, number, readonly SecretPart[]] = [-1, -1, []]
  return (from, to) => {
    if (from === lastFrom && to === lastTo) return last
    known ??= joined(rulesOfTexts.flatMap(rule => [...rule(text, file)]))
    const lines = text.slice(from, to)
    const found: SecretPart[] = []
    for (let at = firstAfter(known, from); at < known.length && known[at]!.from < to; at++) found.push(known[at]!)
    for (const rule of rulesOfLines)
      for (const span of rule(lines, file)) found.push({ from: from + span.from, to: from + span.to })
    ;[lastFrom, lastTo, last] = [from, to, joined(found).flatMap(part => partsIn(text, part, from, to))]
    return last
  }
}

/** Index of the first part, of some that are apart and in order, which ends after a place. */
function firstAfter(parts: readonly SecretPart[], place: number): number {
  let [low, high] = [0, parts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (parts[middle]!.to > place) high = middle
    else low = middle + 1
  }
  return low
}

/** In order, those that overlap as one. */
function joined(parts: readonly SecretPart[]): readonly SecretPart[] {
  const apart: { from: number; to: number }[] = []
  for (const { from, to } of parts.filter(part => part.to > part.from).sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1)
    if (!last || from >= last.to) apart.push({ from, to })
    else last.to = Math.max(last.to, to)
  }
  return apart
}

/** What of a part lies in the lines, each line by itself: of one that crosses a line end, lines of blanks are no secret. */
function partsIn(text: string, part: SecretPart, from: number, to: number): readonly SecretPart[] {
  const [begin, end] = [Math.max(part.from, from), Math.min(part.to, to)]
  const secret = text.slice(begin, end)
  const isOfOneLine = begin === part.from && end === part.to && !/[\r\n]/.test(secret)
  if (isOfOneLine) return [part]
  return [...secret.matchAll(/[^\r\n]+/g)]
    .filter(line => /[^ \t]/.test(line[0]))
    .map(line => ({ from: begin + line.index, to: begin + line.index + line[0].length }))
}
