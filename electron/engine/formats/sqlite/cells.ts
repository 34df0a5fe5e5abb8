// A value of a database as a cell: its type, its beginning, and what of it is hidden.
import type { SqlValue } from 'sql.js'
import { secretKindOfName } from '../../../../shared/secrets/rules/named-values'
import type { SecretFile, SecretSpan } from '../../../../shared/secrets/secret'
import { replaceSpans, secretMask, secretSpans } from '../../../../shared/secrets/spans'
import type { TableCell } from '../../../../shared/viewers/tables'
import { secretKindOfBytes } from '../binary/secret-bytes'

/** Bytes of a blob that are read; of a longer one this beginning is looked through for secrets. */
export const readBytes = 64 * 1024

/** How much of a value a cell has: characters of a text, bytes of a blob. */
export interface CellSize {
  readonly text: number
  readonly bytes: number
}

/** Type, beginning and bytes of a value, as SQL: three columns. Whole numbers are text, because SQLite's have 64 bits. */
export function cellColumns(value: string, characters: number): string {
  return (
    `typeof(${value}), CASE typeof(${value}) WHEN 'text' THEN substr(${value}, 1, ${characters}) ` +
    `WHEN 'blob' THEN substr(${value}, 1, ${readBytes}) WHEN 'integer' THEN CAST(${value} AS TEXT) ELSE ${value} END, ` +
    `octet_length(${value})`
  )
}

/** What of a text is secret; null where nothing is to be hidden. */
export type Hiding = ((text: string) => readonly SecretSpan[]) | null

/** The rule for texts, and the whole value in a column that is named like a secret. */
export function hiding(column: string, file: SecretFile): Hiding {
  const kind = secretKindOfName(column, file)
  if (kind === null) return text => secretSpans(text, file)
  return text => (text === '' ? [] : [{ from: 0, to: text.length, kind, identity: text }])
}

/** The cell of what `cellColumns` gave; of a row that could not be read it gave nothing. */
export function cellOf([type, value, size]: readonly SqlValue[], hide: Hiding, most: CellSize): TableCell {
  const bytes = Number(size ?? 0)
  if (type === 'null') return { kind: 'null', text: '', bytes: null, secret: false }
  if (value instanceof Uint8Array) {
    const shown = value.subarray(0, most.bytes)
    const secret = hide !== null && (secretKindOfBytes(value) !== null || hide(latin(value)).length > 0)
    return {
      kind: 'blob',
      text: secret ? secretMask : Buffer.from(shown).toString('hex'),
      bytes: shown.length < bytes ? bytes : null,
      secret,
    }
  }
  if (type !== 'text' && type !== 'integer' && type !== 'real')
    return { kind: 'unreadable', text: '', bytes: null, secret: false }
  const text = type === 'real' ? realText(Number(value)) : String(value ?? '')
  const spans = hide === null ? [] : hide(text)
  const masked = spans.length === 0 ? text : replaceSpans(text, spans, () => secretMask)
  const cut = masked.length > most.text
  const whole = !cut && (type !== 'text' || Buffer.byteLength(text) >= bytes)
  return {
    kind: type,
    text: cut ? masked.slice(0, most.text) : masked,
    bytes: whole ? null : bytes,
    secret: spans.length > 0,
  }
}

/** With as many digits as it takes to be this number again, and a decimal point where it is whole. */
function realText(value: number): string {
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
