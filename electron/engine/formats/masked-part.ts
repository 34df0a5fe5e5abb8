// A part of a text with its secrets hidden, by the spans of the whole.
import type { SecretSpan } from '../../../shared/secrets/secret'
import { replaceSpans, secretMask } from '../../../shared/secrets/spans'

/** [start, end) of the text with bullets for what of it is secret. `spans` are those of the whole text, or those that touch the part. */
export function maskedPart(text: string, start: number, end: number, spans: readonly SecretSpan[]): string {
  const part = text.slice(start, end)
  const within = spans
    .map(span => ({ ...span, from: Math.max(span.from - start, 0), to: Math.min(span.to - start, part.length) }))
    .filter(({ from, to }) => from < to)
  return replaceSpans(part, within, () => secretMask)
}
