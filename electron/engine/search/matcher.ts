// Finding the places of a query in a text, in time that is proportional to its length: literals by the engine of the language, whose
// patterns here have nothing to try twice, and regular expressions by RE2.
import { RE2JS } from 're2js'
import { BootbankError } from '../../../shared/model/errors'
import type { SearchQuery } from '../../../shared/model/search'
import { anchorOf } from './anchor'

/**
 * Ranges of a text, in order, end exclusive, in UTF-16 units. Empty matches are left out. None begins before `start` (0 unless given); what
 * comes before it still counts for borders of words and lines.
 */
export type Matcher = (text: string, start?: number) => Iterable<readonly [from: number, to: number]>

const wordPart = '[\\p{L}\\p{N}_]'

/** Throws SEARCH for an empty text and for what is not an expression. */
export function matcherOf({ text, regex, matchCase, word }: SearchQuery): Matcher {
  if (text === '') throw new BootbankError('SEARCH', 'There is nothing to look for.')
  if (regex) return expression(text, matchCase, word)
  // Half a surrogate pair must not be found in a whole one.
  return matchCase && !word && !/\p{Surrogate}/u.test(text) ? itself(text) : literal(text, matchCase, word)
}

function itself(text: string): Matcher {
  const [before, end] = anchorOf(Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)))
  const anchor = text.slice(before, end)
  return function* (within, start = 0) {
    for (let at = within.indexOf(anchor, start + before); at >= 0; ) {
      const from = at - before
      const isHere = within.startsWith(text, from)
      if (isHere) yield [from, from + text.length]
      at = within.indexOf(anchor, isHere ? from + text.length + before : at + 1)
    }
  }
}

function literal(text: string, matchCase: boolean, word: boolean): Matcher {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const source = word ? `(?<!${wordPart})${escaped}(?!${wordPart})` : escaped
  const pattern = new RegExp(source, matchCase ? 'gu' : 'giu')
  return function* (within, start = 0) {
    pattern.lastIndex = start
    for (const match of within.matchAll(pattern)) yield [match.index, match.index + match[0].length]
  }
}

function expression(text: string, matchCase: boolean, word: boolean): Matcher {
  const flags = RE2JS.MULTILINE | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
  let compiled: RE2JS
  try {
    // By itself first: what is put around it could mend what is wrong, and would stand in the reason.
    RE2JS.compile(text)
    compiled = RE2JS.compile(word ? `\\b(?:${text})\\b` : text, flags)
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /, '')
    throw new BootbankError('SEARCH', `This is not a regular expression that can be used here: ${why}`)
  }
  return function* (within, start = 0) {
    const matcher = compiled.matcher(within)
    for (let isFound = matcher.find(start); isFound; isFound = matcher.find()) {
      const [from, to] = [matcher.start(), matcher.end()]
      if (to > from) yield [from, to]
    }
  }
}
