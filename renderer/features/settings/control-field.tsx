// A field for a value, fitting its schema: a choice, a number, a text of one line or of several, a secret.
import { useEffect, useRef } from 'react'
import type { Control } from './setting-control'
import styles from './setting-editor.module.css'

export interface ControlFieldProps {
  readonly id: string
  readonly control: Control
  readonly typed: string
  /** Id of what says what is wrong. */
  readonly problem: string | null
  /** It has the focus when it appears. */
  readonly begins: boolean
  readonly onType: (typed: string) => void
}

/** The field of a control. */
export function ControlField({ id, control, typed, problem, begins, onType }: ControlFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null)
  useEffect(() => {
    if (!begins) return
    field.current?.focus()
    if (field.current instanceof HTMLInputElement) field.current.select()
  }, [begins])
  const common = {
    id,
    ref: field,
    value: typed,
    'aria-invalid': problem === null ? undefined : true,
    'aria-describedby': problem ?? undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => onType(event.target.value),
  }
  if (control.kind === 'choice') {
    return (
      <select {...common} className={styles.control}>
        {!control.options.some(option => option.text === typed) && <option value={typed}>{typed}</option>}
        {control.options.map(option => (
          <option key={option.text} value={option.text}>
            {option.text}
          </option>
        ))}
      </select>
    )
  }
  const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false, className: styles.control }
  if (control.kind === 'json' || control.kind === 'lines' || (control.kind === 'text' && control.lines))
    return <textarea {...common} {...plain} rows={Math.min(16, Math.max(3, typed.split('\n').length))} />
  return (
    <input
      {...common}
      {...plain}
      type={control.kind === 'secret' ? 'password' : 'text'}
      inputMode={control.kind === 'number' ? 'decimal' : undefined}
    />
  )
}
