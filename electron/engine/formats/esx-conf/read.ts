// The lines of an esx.conf by key and value. A secret does not leave the thread: the window asks for the text when its user wants to see one.
import { parseEsxConf, type Span } from '../../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../../shared/model/errors'
import type { SecretSpan } from '../../../../shared/secrets/secret'
import { replaceSpans, secretMask, secretSpans } from '../../../../shared/secrets/spans'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'

/** Rejects NOT_TEXT for what is not text. */
export const readConfKeys: Reader<'conf-keys'> = async ({ address, document, text }) => {
  if (text === null) throw new BootbankError('NOT_TEXT', 'This is not text that could be shown.')
  const spans = secretSpans(text, await secretFileOf(document, [address]))
  const key: (string | null)[] = []
  const value: string[] = []
  const secret: number[] = []
  let next = 0
  for (const [index, line] of parseEsxConf(text).entries()) {
    const first = next
    while (next < spans.length && (spans[next]?.from ?? 0) < line.end) next += 1
    const within = spans.slice(first, next)
    if (within.length > 0) secret.push(index)
    key.push(line.kind === 'entry' ? masked(text, line.keySpan, within) : null)
    value.push(masked(text, line.kind === 'entry' ? line.valueSpan : line, within))
  }
  return { key, value, secret }
}

/** A part of the text with bullets for what of it is secret. */
function masked(text: string, { start, end }: Span, spans: readonly SecretSpan[]): string {
  const part = text.slice(start, end)
  const within = spans
    .map(span => ({ ...span, from: Math.max(span.from - start, 0), to: Math.min(span.to - start, part.length) }))
    .filter(({ from, to }) => from < to)
  return replaceSpans(part, within, () => secretMask)
}
