// A text in its editor.
import type { TextEncoding, TextLanguage } from '../model/preview'
import type { SecretNames } from '../secrets/secret'

export interface TextView {
  readonly text: string
  readonly language: TextLanguage
  readonly encoding: TextEncoding
  /** What does not fit the encoding, and where; null for nothing. */
  readonly fault: string | null
  /** `mixed` and `none` (a single line) are edited with LF; CRs of mixed text stay visible characters. */
  readonly lineEnding: 'lf' | 'crlf' | 'mixed' | 'none'
  /** False in a read-only layer. */
  readonly editable: boolean
  /** Beyond those that are secret everywhere. */
  readonly secretNames: SecretNames
}
