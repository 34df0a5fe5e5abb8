// The field that goes to a line, or to a place in a long one.
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { commandTable } from '../../../shared/commands/commands'
import { ariaShortcutsOf, shortcutOf } from '../../state/commands'
import styles from '../hex/hex-footer.module.css'
import { parseLinePlace } from './move-row'
import { longTextText as texts } from './text'

export interface GoToLineProps {
  readonly field: RefObject<HTMLInputElement | null>
  /** Goes there; gives why it cannot, or null. */
  readonly onGoTo: (line: number, byte: number) => Promise<string | null>
  /** Escape in the field. */
  readonly onLeave: () => void
}

export function GoToLine({ field, onGoTo, onLeave }: GoToLineProps) {
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
    const place = parseLinePlace(typed)
    if (!place) return setError(texts.noLine)
    void onGoTo(place.line, place.byte).then(setError)
  }
  return (
    <div className={styles.goTo}>
      <label htmlFor={id} data-tip={`${commandTable.goTo.title} (${shortcutOf('goTo')})`}>
        {texts.goTo}
      </label>
      <input
        ref={field}
        id={id}
        className={styles.field}
        value={typed}
        placeholder={texts.goToHint}
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
