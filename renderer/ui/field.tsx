// A labelled line of text with its hint and its error.
import { type InputHTMLAttributes, type Ref, useId } from 'react'
import { classes } from './classes'
import styles from './field.module.css'

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string
  /** For assistive technology alone, where the place says it to the eye. */
  readonly hideLabel?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  /** Why the value cannot be taken; null while it can. */
  readonly error?: string | null
  /** Fixed-width type, for paths and numbers. */
  readonly mono?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** A text field. */
export function Field({ label, hideLabel, value, onChange, hint, error, mono, ...rest }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
        className={classes(styles.input, mono && styles.mono)}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {note && (
        <p id={`${id}-note`} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  )
}
