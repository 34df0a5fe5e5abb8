// A small file of the host as words and facts. Readers get the text with its secrets already replaced, so that none can leave by them.
import { BootbankError } from '../../../../shared/model/errors'
import { replaceSpans, secretMask, secretSpans } from '../../../../shared/secrets/spans'
import { plain } from '../../document/plain-name'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'
import type { Subject } from '../subject'
import { AboutContent, type AboutFile } from './about-file'
import { aboutFiles } from './registry'

/** Facts that are shown, and characters of one. */
const mostFacts = 500
const longestValue = 1000
/** Bytes of a file that is told in words; those of a host have some kilobytes. */
const largest = 4 * 1024 * 1024

/** What is known of the file; null for one that is not told in words, and for one that is too large to be it. */
export function aboutFileOf({ entry, isFile, opened, path, size }: Subject): AboutFile | null {
  if (!isFile || entry === null || opened !== null || size > largest) return null
  const name = pathOf(path)
  return aboutFiles.find(file => file.path.test(name)) ?? null
}

/** Rejects BAD_REQUEST for a file that is not told in words, or whose content is not its own. */
export const readAbout: Reader<'about'> = async subject => {
  const file = aboutFileOf(subject)
  if (!file) throw new BootbankError('BAD_REQUEST', 'What this file is for is not known.')
  const { address, bytes, document, path, text } = subject
  const spans = text === null ? [] : secretSpans(text, await secretFileOf(document, [address]))
  const shown = text === null ? null : replaceSpans(text, spans, () => secretMask)
  const { facts, notes = [] } = file.read(new AboutContent(pathOf(path), shown, bytes.read(0, bytes.length)))
  return {
    purpose: file.purpose,
    facts: facts.slice(0, mostFacts).map(({ label, value }) => ({ label: cut(label), value: cut(value) })),
    more: Math.max(0, facts.length - mostFacts),
    notes: notes.length > 5 ? [...notes.slice(0, 5), `${notes.length - 5} more lines are like this.`] : notes,
  }
}

/** The untouched copy of a file with the T flag lies beside it as `.#name` (docs/formats.md section 10). */
function pathOf(path: string): string {
  return plain(path).replace(/(^|\/)\.#([^/]+)$/, '$1$2')
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
