// The secrets of a text: what every part of the program hides, in the window, in differences, reports and exports alike.
import { secretRules } from './registry'
import type { SecretFile, SecretSpan } from './secret'

/** What stands for a secret in the window. */
export const secretMask = '••••••••'

const rules = new Set(Object.values(secretRules))

/**
 * The secret parts in the order of the text. None overlaps another and none crosses a line end, so that a masked text has the same lines.
 * The time is proportional to the length of the text.
 */
export function secretSpans(text: string, file: SecretFile): readonly SecretSpan[] {
  const found: SecretSpan[] = []
  for (const rule of rules) for (const span of rule(text, file)) if (span.to > span.from) found.push(span)
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  const joined: SecretSpan[] = []
  for (const span of found) {
    const last = joined.at(-1)
    if (!last || span.from >= last.to) joined.push(span)
    // What two rules found hides all that either of them would.
    else if (span.to > last.to)
      joined[joined.length - 1] = { ...last, to: span.to, identity: text.slice(last.from, span.to) }
  }
  return joined.flatMap(span => linesOf(text, span))
}

/** How many different secrets these are; the many lines of one key count once. */
export function countSecrets(spans: readonly SecretSpan[]): number {
  return new Set(spans.map(({ identity }) => identity)).size
}

/** The text with each span replaced. */
export function replaceSpans(text: string, spans: readonly SecretSpan[], by: (span: SecretSpan) => string): string {
  const parts: string[] = []
  let end = 0
  for (const span of spans) {
    parts.push(text.slice(end, span.from), by(span))
    end = span.to
  }
  parts.push(text.slice(end))
  return parts.join('')
}

function linesOf(text: string, span: SecretSpan): readonly SecretSpan[] {
  const secret = text.slice(span.from, span.to)
  if (!/[\r\n]/.test(secret)) return [span]
  return [...secret.matchAll(/[^\r\n]+/g)]
    .filter(line => /[^ \t]/.test(line[0]))
    .map(line => ({ ...span, from: span.from + line.index, to: span.from + line.index + line[0].length }))
}
