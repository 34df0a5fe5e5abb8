// A text of XML or JSON as it reads well. The file stays as it is: this is another view of it. Secrets are replaced before anything is made of it.
import { applyEdits, format } from 'jsonc-parser'
import { BootbankError } from '../../../../shared/model/errors'
import { replaceSpans, secretMask, secretSpans } from '../../../../shared/secrets/spans'
import type { FormattedView } from '../../../../shared/viewers/formatted'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'
import type { Subject } from '../subject'
import { languageOf } from '../text/language'
import { readText } from '../text/read'
import { brokenXml } from './broken-xml'
import { problemOf } from './problem'

/** Characters of a text that is formatted: more than any file of a host has. */
export const formattedUpTo = 2_000_000

/** Characters by levels: each level can put blanks in front of each part, so that a deep text would become gigabytes. */
const mostIndented = 64_000_000

/** Whether there is something to format. */
export function formattedLanguageOf({ path, text }: Subject): 'xml' | 'json' | null {
  if (text === null || text === '') return null
  const language = languageOf(path, text)
  return language === 'xml' || language === 'json' ? language : null
}

/** Rejects BAD_REQUEST for what is neither XML nor JSON, and for what is longer than is formatted. What is broken is shown with what is wrong. */
export const readFormatted: Reader<'formatted'> = async subject => {
  const language = formattedLanguageOf(subject)
  const { address, document, text } = subject
  if (language === null || text === null) throw new BootbankError('BAD_REQUEST', 'This is neither XML nor JSON.')
  if (text.length > formattedUpTo)
    throw new BootbankError('BAD_REQUEST', `A text is formatted up to ${formattedUpTo / 1_000_000} million characters.`)
  if (text.length * depthIn(text, language) > mostIndented)
    throw new BootbankError('BAD_REQUEST', 'It is nested too deep to be formatted.')
  const spans = secretSpans(text, await secretFileOf(document, [address]))
  const masked = replaceSpans(text, spans, () => secretMask)
  const found = problemOf(language, text)
  // A parser may name what it stumbles over.
  const problem = found && {
    ...found,
    message: spans.reduce(
      (message, { from, to }) => message.replaceAll(text.slice(from, to), secretMask),
      found.message,
    ),
  }
  return {
    language,
    problem,
    text: language === 'json' ? formattedJson(masked) : problem ? brokenXml(masked) : await formattedXml(masked),
  }
}

/** Rejects what either of the two rejects. */
export const readBeside: Reader<'beside'> = async subject => ({
  raw: await readText(subject),
  formatted: await readFormatted(subject),
})

function formattedJson(text: string): string {
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }))
}

/** Of sound XML alone: of what is broken the formatter would make up the rest. */
async function formattedXml(text: string): Promise<string> {
  const { default: formatXml } = await import('xml-formatter')
  return formatXml(text, { indentation: '  ', lineSeparator: '\n', collapseContent: true })
}

/** Levels at most, counted by brackets or tags alone; one at least. */
function depthIn(text: string, language: FormattedView['language']): number {
  const [all, closes] = language === 'json' ? [/[[{\]}]/g, /^[\]}]/] : [/<\/|\/>|<[A-Za-z_:]/g, /^<?\//]
  let [depth, most] = [0, 1]
  for (const [one] of text.matchAll(all)) {
    depth += closes.test(one) ? -1 : 1
    most = Math.max(most, depth)
  }
  return most
}
