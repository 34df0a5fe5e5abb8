// What two texts of the same XML or JSON have in common, however they are laid out: their parts, one after the other. A part is a tag, a comment
// or a stretch of text in XML, a value or a mark in JSON; only the blanks between the parts differ.
import type { FormattedView } from '../../../shared/viewers/formatted'

/** Where each part begins and ends, UTF-16 units, in their order. */
export interface Parts {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const patterns: Readonly<Record<FormattedView['language'], RegExp>> = {
  json: /"(?:[^"\\\n]+|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/g,
  // What has no end goes on to that of the text, so that nothing is looked for twice.
  xml: /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(?:[^<>"']+|"[^"]*"|'[^']*')*>?|[^\s<][^<]*/g,
}

export function partsOf(language: FormattedView['language'], text: string): Parts {
  const [starts, ends]: [number[], number[]] = [[], []]
  for (const { 0: part, index } of text.matchAll(patterns[language])) {
    starts.push(index)
    ends.push(index + part.trimEnd().length)
  }
  return { starts, ends }
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** The part that a place is in or at the end of, else the next one after it, else the last; null where there are none. */
export function partAt({ starts, ends }: Parts, offset: number): number | null {
  if (ends.length === 0) return null
  let [low, high] = [0, ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return low < starts.length ? low : null
}

/**
 * The place in the other text, and the part that is there. Texts whose parts differ, as they do for a moment while one is typed in, are taken to
 * be as far in one as in the other.
 */
export function counterpart(from: Parts, to: Parts, offset: number): { readonly offset: number; readonly part: Span } {
  const at = partAt(from, offset)
  if (at === null || to.starts.length === 0) return { offset: 0, part: { from: 0, to: 0 } }
  const [here, there] = [from.starts.length, to.starts.length]
  const index = here === there ? at : Math.min(Math.round((at * there) / here), there - 1)
  const [start = 0, end = 0] = [to.starts[index], to.ends[index]]
  const [ownStart = 0, ownEnd = 0] = [from.starts[at], from.ends[at]]
  const into = Math.max(offset - ownStart, 0)
  return { offset: offset >= ownEnd ? end : Math.min(start + into, end), part: { from: start, to: end } }
}
