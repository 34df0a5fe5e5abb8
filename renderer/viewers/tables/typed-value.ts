// A value of a stored row as it is typed, and as the JSON that an edit takes (`edit.rowSet`).
import type { TableCell } from '../../../shared/viewers/tables'

/** `default` leaves the column out of a new row. */
export type TypedKind = 'text' | 'number' | 'blob' | 'null' | 'default'

export interface TypedValue {
  readonly kind: TypedKind
  readonly text: string
}

/** What a cell is typed as; of a secret that is hidden nothing but its kind. */
export function typedOf(cell: TableCell, hidden: boolean): TypedValue {
  const text = hidden ? '' : cell.text
  if (cell.kind === 'integer' || cell.kind === 'real') return { kind: 'number', text }
  if (cell.kind === 'null' || cell.kind === 'unreadable') return { kind: 'null', text: '' }
  return { kind: cell.kind, text }
}

/** As JSON; null for what is not of its kind. Numbers keep their digits. */
export function jsonOfTyped({ kind, text }: TypedValue): string | null {
  const plain = text.trim()
  switch (kind) {
    case 'text':
      return JSON.stringify(text)
    case 'number':
      return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(plain) ? plain : null
    case 'blob': {
      const hex = plain.replace(/\s+/g, '')
      return /^(?:[\da-f]{2})*$/i.test(hex) ? JSON.stringify({ hex }) : null
    }
    case 'null':
    case 'default':
      return 'null'
  }
}

/** A new row as a JSON object, columns at their default left out; null while a value is not of its kind. */
export function rowOfTyped(values: readonly (TypedValue & { readonly column: string })[]): string | null {
  const parts = values
    .filter(({ kind }) => kind !== 'default')
    .map(value => {
      const json = jsonOfTyped(value)
      return json === null ? null : `${JSON.stringify(value.column)}: ${json}`
    })
  return parts.includes(null) ? null : `{${parts.join(', ')}}`
}
