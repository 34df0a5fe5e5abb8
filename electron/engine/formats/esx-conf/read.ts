// The lines of an esx.conf by key and value. A secret does not leave the thread: the window asks for the text when its user wants to see one.
import { parseEsxConf } from '../../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../../shared/model/errors'
import { secretSpans } from '../../../../shared/secrets/spans'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'
import { maskedPart } from '../masked-part'

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
    key.push(line.kind === 'entry' ? maskedPart(text, line.keySpan.start, line.keySpan.end, within) : null)
    const { start, end } = line.kind === 'entry' ? line.valueSpan : line
    value.push(maskedPart(text, start, end, within))
  }
  return { key, value, secret }
}
