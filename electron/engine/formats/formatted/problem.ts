// What is wrong with a text of XML or JSON, and where.
import { parseXml, XmlError } from '@rgrove/parse-xml'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import type { FormattedView } from '../../../../shared/viewers/formatted'

const tooDeep = { line: 1, column: 1, message: 'It is nested deeper than can be read here.' }

/** The first thing that is wrong, as XML 1.0 and RFC 8259 have it; null for nothing. */
export function problemOf(language: FormattedView['language'], text: string): FormattedView['problem'] {
  try {
    return language === 'xml' ? problemOfXml(text) : problemOfJson(text)
  } catch (error) {
    // The parsers call themselves for each level.
    if (error instanceof RangeError) return tooDeep
    throw error
  }
}

function problemOfXml(text: string): FormattedView['problem'] {
  try {
    parseXml(text)
    return null
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    // What follows in further lines is a part of the file.
    const [first = ''] = error.message.split('\n')
    return { line: error.line, column: error.column, message: `${first.replace(/ \(line \d+, column \d+\)$/, '')}.` }
  }
}

function problemOfJson(text: string): FormattedView['problem'] {
  const errors: ParseError[] = []
  parse(text.replace(/^\ufeff/, ' '), errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors.toSorted((a, b) => a.offset - b.offset)
  if (!first) return null
  const before = text.slice(0, first.offset).split('\n')
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: words[printParseErrorCode(first.error)] ?? 'This is not JSON.',
  }
}

const words: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is not JSON.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A name in quotes must stand here.',
  ValueExpected: 'A value must stand here.',
  ColonExpected: 'A colon must stand here.',
  CommaExpected: 'A comma must stand here.',
  CloseBraceExpected: 'A } must stand here.',
  CloseBracketExpected: 'A ] must stand here.',
  EndOfFileExpected: 'Nothing more may stand here.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'The comment has no end.',
  UnexpectedEndOfString: 'The text in quotes has no end.',
  UnexpectedEndOfNumber: 'The number has no end.',
  InvalidUnicode: 'After \\u four hexadecimal digits must stand.',
  InvalidEscapeCharacter: 'After \\ one of "\\/bfnrtu must stand.',
  InvalidCharacter: 'This character may not stand in quotes.',
}
