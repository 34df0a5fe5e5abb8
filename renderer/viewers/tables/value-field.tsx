// One value of a row as it is typed: its kind, and its text where it has one.
import { useId } from 'react'
import styles from './row-dialog.module.css'
import { tablesText as texts } from './text'
import type { TypedKind, TypedValue } from './typed-value'

interface ValueFieldProps {
  readonly column: string
  readonly kinds: readonly TypedKind[]
  readonly value: TypedValue
  readonly onChange: (value: TypedValue) => void
  readonly invalid: boolean
  /** Id of what says what is wrong with it. */
  readonly problem: string | undefined
  readonly lines: number
  /** It has the focus first. */
  readonly first?: boolean
}

export function ValueField({ column, kinds, value, onChange, invalid, problem, lines, first }: ValueFieldProps) {
  const id = useId()
  const hasText = value.kind !== 'null' && value.kind !== 'default'
  return (
    <div className={styles.value}>
      <label htmlFor={id}>{column}</label>
      <select
        aria-label={texts.row.kindOf(column)}
        className={styles.kind}
        value={value.kind}
        onChange={event => {
          const kind = kinds.find(one => one === event.target.value)
          if (kind) onChange({ ...value, kind })
        }}
      >
        {kinds.map(kind => (
          <option key={kind} value={kind}>
            {texts.row.kinds[kind]}
          </option>
        ))}
      </select>
      <textarea
        data-autofocus={first || undefined}
        id={id}
        className={styles.text}
        rows={lines}
        disabled={!hasText}
        value={hasText ? value.text : ''}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={invalid || undefined}
        aria-describedby={problem}
        onChange={event => onChange({ ...value, text: event.target.value })}
      />
    </div>
  )
}
