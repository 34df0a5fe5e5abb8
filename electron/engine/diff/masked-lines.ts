// The lines of a text as a report shows them. A report is made to be read, mailed and attached to a ticket, while the new state.tgz
// beside it already holds every byte: so what only a host needs is written as `***`; that such a line changed is still told.
import { replaceSpans, secretSpans } from '../../../shared/secrets/spans'
import type { SecretFile } from '../../../shared/secrets/secret'

export interface MaskedLines {
  /** The text's lines without their LF; as many as the text has, counting what follows the last LF if anything does. */
  readonly lines: readonly string[]
  /** Indexes of the lines in which something was hidden. */
  readonly hidden: ReadonlySet<number>
}

const STARS = '***'

/** The lines of a file with its secrets hidden. The text is a string of bytes (Latin-1), so that masking never depends on an encoding. */
export function maskLines(text: string, file: SecretFile): MaskedLines {
  const spans = secretSpans(text, file)
  const hidden = new Set<number>()
  let line = 0
  let at = 0
  for (const { from } of spans) {
    for (let end = text.indexOf('\n', at); end >= 0 && end < from; end = text.indexOf('\n', at)) {
      line++
      at = end + 1
    }
    hidden.add(line)
  }
  return { lines: splitLines(replaceSpans(text, spans, () => STARS)), hidden }
}

/** Lines without their LF. A text that ends in LF has no empty line after it. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
