// Highlighting of esx.conf: `/path/child[0000]/key = "value"`, one a line (formats.md, section 6). The last segment of
// the path stands out, since it is what the eye looks for; a line of any other form is marked.
import { type StreamParser, StreamLanguage } from '@codemirror/language'
import { tags } from '@lezer/highlight'

interface EsxConfState {
  part: 'key' | 'sign' | 'value'
}

/** Token names: segment, key, index, name, slash, sign, string, number, bool, comment, malformed. */
export const esxConfParser: StreamParser<EsxConfState> = {
  name: 'esx-conf',
  startState: () => ({ part: 'key' }),
  copyState: state => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) {
      state.part = 'key'
      if (stream.match(/^\s+$/)) return null
      if (stream.match(/^\s*#.*$/)) return 'comment'
      if (stream.peek() !== '/') return malformed(stream)
    }
    if (state.part === 'key') {
      if (stream.eat('/')) return 'slash'
      if (stream.match(/^\[\d+\]/)) return 'index'
      if (stream.match(/^\[[^\]\s]*\]/)) return 'name'
      if (stream.match(/^[^/[\s]+(?=(?:\[[^\]\s]*\])?\s)/)) return 'key'
      if (stream.match(/^[^/[\s]+/)) return 'segment'
      if (!stream.eatSpace()) return malformed(stream)
      state.part = 'sign'
      return null
    }
    if (state.part === 'sign') {
      if (!stream.eat('=')) return malformed(stream)
      state.part = 'value'
      return 'sign'
    }
    if (stream.eatSpace()) return null
    if (stream.match(/^"-?(?:\d+|0x[0-9a-fA-F]+)"\s*$/)) return 'number'
    if (stream.match(/^"(?:true|false)"\s*$/i)) return 'bool'
    if (stream.match(/^".*"\s*$/)) return 'string'
    return malformed(stream)
  },
  tokenTable: {
    segment: tags.namespace,
    key: tags.propertyName,
    index: tags.integer,
    name: tags.labelName,
    slash: tags.punctuation,
    sign: tags.operator,
    string: tags.string,
    number: tags.number,
    bool: tags.bool,
    comment: tags.lineComment,
    malformed: tags.invalid,
  },
}

function malformed(stream: { skipToEnd(): void }): 'malformed' {
  stream.skipToEnd()
  return 'malformed'
}

export const esxConfLanguage = StreamLanguage.define(esxConfParser)
