// Highlighting of PEM (RFC 7468): the BEGIN and END lines, headers such as `DEK-Info:`, the base64 between them; what
// stands outside a block is explanatory text.
import { type StreamParser, StreamLanguage } from '@codemirror/language'
import { tags } from '@lezer/highlight'

interface PemState {
  inside: boolean
}

/** Token names: boundary, header, base64, explanation. */
export const pemParser: StreamParser<PemState> = {
  name: 'pem',
  startState: () => ({ inside: false }),
  copyState: state => ({ ...state }),
  token(stream, state) {
    const boundary = stream.sol() ? stream.match(/^-----(BEGIN|END) [^-\r\n]*-----\s*$/) : null
    if (boundary && boundary !== true) {
      state.inside = boundary[1] === 'BEGIN'
      return 'boundary'
    }
    if (!state.inside) {
      stream.skipToEnd()
      return 'explanation'
    }
    if (stream.sol() && stream.match(/^[A-Za-z][A-Za-z-]*:/)) return 'header'
    stream.skipToEnd()
    return 'base64'
  },
  tokenTable: {
    boundary: tags.heading,
    header: tags.attributeName,
    base64: tags.string,
    explanation: tags.lineComment,
  },
}

export const pemLanguage = StreamLanguage.define(pemParser)
