// How the two texts of a diff are split into lines. Where both sides end every line in CRLF that is the break, and no CR
// is seen; else the break is LF and CRs are visible characters, so that a change of line ends shows as a change.
import type { LineSeparator } from '../editor/line-separator'

export interface DiffLines {
  readonly separator: LineSeparator
  /** The sides end their lines differently. */
  readonly endsDiffer: boolean
}

/** What to split both texts by, and whether their line ends differ. */
export function diffLines(before: string, after: string): DiffLines {
  const endsBefore = lineEndsOf(before)
  const endsAfter = lineEndsOf(after)
  const both = new Set([...endsBefore, ...endsAfter])
  const separator = both.size === 1 && both.has('crlf') ? '\r\n' : '\n'
  const comparable = endsBefore.size > 0 && endsAfter.size > 0
  const same = endsBefore.size === endsAfter.size && [...endsBefore].every(end => endsAfter.has(end))
  return { separator, endsDiffer: comparable && !same }
}

function lineEndsOf(text: string): ReadonlySet<'lf' | 'crlf' | 'cr'> {
  const ends = new Set<'lf' | 'crlf' | 'cr'>()
  if (/\r\n/.test(text)) ends.add('crlf')
  if (/(?:^|[^\r])\n/.test(text)) ends.add('lf')
  if (/\r(?!\n)/.test(text)) ends.add('cr')
  return ends
}
