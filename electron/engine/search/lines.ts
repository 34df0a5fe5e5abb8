// The lines of a text in which something was found, with its secrets hidden.
import type { SecretFile } from '../../../shared/secrets/secret'
import { secretMask } from '../../../shared/secrets/spans'
import { type SecretPart, secretsOfLines } from '../../../shared/secrets/spans-of-lines'
import type { Matcher } from './matcher'

export interface FoundLine {
  /** From 1. */
  readonly line: number
  readonly before: string
  readonly match: string
  readonly after: string
}

/** Characters of a line that are told on each side of a match, and of the match itself. */
const around = 120
const longestMatch = 400

/** A part of a longer text: which matches are told, and how many lines come before it. */
export interface Part {
  /** Matches that begin from here… */
  readonly from: number
  /** … and before here are told. */
  readonly until: number
  /** Number of the line that the part begins in. */
  readonly line: number
  /** Whether the text goes on after the part: its last line may be longer. */
  readonly isCut: boolean
}

const whole: Part = { from: 0, until: Number.POSITIVE_INFINITY, line: 1, isCut: false }

/** Each match with the line that it begins on, and where it ends. A match that touches a secret is bullets. */
export function* readPlaces(
  text: string,
  matcher: Matcher,
  file: SecretFile,
  part: Part = whole,
): Iterable<FoundLine & { readonly to: number }> {
  const secretsIn = secretsOfLines(text, file)
  let [line, start] = [part.line, 0]
  for (const [from, to] of matcher(text, part.from)) {
    if (from >= part.until) return
    for (let end = text.indexOf('\n', start); end >= 0 && end < from; end = text.indexOf('\n', start)) {
      line += 1
      start = end + 1
    }
    const newline = text.indexOf('\n', from)
    const lineEnd = newline < 0 ? text.length : newline
    // A match may go over several lines.
    const lastEnd = to <= lineEnd ? lineEnd : text.indexOf('\n', to - 1)
    const spans = secretsIn(start, lastEnd < 0 ? text.length : lastEnd)
    // What touches a secret is told as that whole secret.
    const touched = spans.filter(span => span.from < to && from < span.to)
    const begin = Math.max(start, Math.min(from, ...touched.map(span => span.from)))
    const end = Math.min(lineEnd, Math.max(to, ...touched.map(span => span.to)))
    const left = Math.max(start, begin - around)
    const right = Math.min(lineEnd, end + around)
    yield {
      line,
      before: `${left > start ? '…' : ''}${hidden(text, left, begin, spans)}`.trimStart(),
      match: touched.length > 0 ? secretMask : text.slice(from, Math.min(end, from + longestMatch)),
      after:
        `${hidden(text, Math.max(end, from), right, spans)}${right < lineEnd || (part.isCut && right === text.length) ? '…' : ''}`.trimEnd(),
      to,
    }
  }
}

/** A part of the text with bullets for what of it is secret. */
function hidden(text: string, from: number, to: number, spans: readonly SecretPart[]): string {
  const parts: string[] = []
  let at = from
  for (const span of spans) {
    if (span.to <= at || span.from >= to) continue
    if (span.from > at) parts.push(text.slice(at, span.from))
    parts.push(secretMask)
    at = Math.min(span.to, to)
  }
  parts.push(text.slice(Math.min(at, to), to))
  return parts.join('')
}
