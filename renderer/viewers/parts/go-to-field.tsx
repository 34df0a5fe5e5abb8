// The field below a view that goes to a place in it: an offset, a line.
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { commandTable } from '../../../shared/commands/commands'
import { ariaShortcutsOf, shortcutOf } from '../../state/commands'
import styles from './footer.module.css'

export interface GoToFieldProps {
  readonly label: string
  readonly hint: string
  readonly field: RefObject<HTMLInputElement | null>
  /** Goes to what was typed; gives why it cannot, or null. */
  readonly onGoTo: (typed: string) => string | null | Promise<string | null>
  /** Escape in the field. */
  readonly onLeave: () => void
}

export function GoToField({ label, hint, field, onGoTo, onLeave }: GoToFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      setError(null)
      return onLeave()
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    const refusal = onGoTo(typed)
    if (refusal instanceof Promise) void refusal.then(setError)
    else setError(refusal)
  }
  return (
    <div className={styles.goTo}>
      <label htmlFor={id} data-tip={`${commandTable.goTo.title} (${shortcutOf('goTo')})`}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        className={styles.field}
        value={typed}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        aria-keyshortcuts={ariaShortcutsOf('goTo')}
        onChange={event => {
          setTyped(event.target.value)
          setError(null)
        }}
        onKeyDown={keyDown}
      />
      {error !== null && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
