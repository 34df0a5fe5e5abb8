// Highlighting of passwd, shadow and group: fields between colons, the first of them the name (formats.md, section 8).
import { type StreamParser, StreamLanguage } from '@codemirror/language'
import { tags } from '@lezer/highlight'

interface AccountsState {
  field: number
}

/** Token names: comment, name, secret, number, path, text, colon. */
export const accountsParser: StreamParser<AccountsState> = {
  name: 'accounts',
  startState: () => ({ field: 0 }),
  copyState: state => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) {
      state.field = 0
      if (stream.peek() === '#') {
        stream.skipToEnd()
        return 'comment'
      }
    }
    if (stream.eat(':')) {
      state.field++
      return 'colon'
    }
    const field = stream.match(/^[^:]+/)
    if (!field || field === true) return null
    if (state.field === 0) return 'name'
    if (state.field === 1) return 'secret'
    if (/^\d+\s*$/.test(field[0])) return 'number'
    return field[0].startsWith('/') ? 'path' : 'text'
  },
  tokenTable: {
    comment: tags.lineComment,
    name: tags.propertyName,
    secret: tags.literal,
    number: tags.number,
    path: tags.string,
    text: tags.content,
    colon: tags.punctuation,
  },
}

export const accountsLanguage = StreamLanguage.define(accountsParser)
