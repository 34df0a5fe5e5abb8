// Under the bytes: the selected one in every notation, and the field that goes to an offset.
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { commandTable } from '../../../shared/commands/commands'
import { ariaShortcutsOf, shortcutOf } from '../../state/commands'
import { formatOffset } from '../../ui/format'
import { paneText } from '../../ui/text-panes'
import { asciiOf, binaryByte, hexByte } from './byte-format'
import styles from './hex-footer.module.css'
import { parseOffset } from './parse-offset'

export interface HexFooterProps {
  readonly offset: number
  /** Value of the selected byte; null while it is loading. */
  readonly byte: number | null
  /** Bytes of the file. */
  readonly total: number
  readonly field: RefObject<HTMLInputElement | null>
  readonly onGoTo: (offset: number) => void
  /** Escape in the field. */
  readonly onLeave: () => void
}

export function HexFooter({ offset, byte, total, field, onGoTo, onLeave }: HexFooterProps) {
  const texts = paneText.hex
  return (
    <div className={styles.footer}>
      <dl className={styles.values}>
        <Value label={texts.offset} value={formatOffset(offset)} room={formatOffset(total - 1).length} />
        <Value label={texts.hexadecimal} value={byte === null ? texts.notLoaded : hexByte(byte)} />
        <Value label={texts.decimal} value={byte === null ? texts.notLoaded : String(byte)} room={3} />
        <Value label={texts.binary} value={byte === null ? texts.notLoaded : binaryByte(byte)} />
        <Value label={texts.character} value={(byte === null ? null : asciiOf(byte)) ?? texts.noCharacter} />
      </dl>
      <GoTo total={total} field={field} onGoTo={onGoTo} onLeave={onLeave} />
    </div>
  )
}

/** `room`: characters of the longest value, so that nothing beside it moves with the cursor. */
function Value({ label, value, room }: { readonly label: string; readonly value: string; readonly room?: number }) {
  return (
    <div className={styles.value}>
      <dt>{label}</dt>
      <dd style={room === undefined ? undefined : { minWidth: `${room}ch` }}>{value}</dd>
    </div>
  )
}

function GoTo({ total, field, onGoTo, onLeave }: Pick<HexFooterProps, 'total' | 'field' | 'onGoTo' | 'onLeave'>) {
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
    const parsed = parseOffset(typed, total)
    if (parsed.kind === 'no-number') return setError(paneText.hex.notANumber)
    if (parsed.kind === 'beyond-end') return setError(paneText.hex.beyondEnd(total))
    setError(null)
    onGoTo(parsed.offset)
  }

  return (
    <div className={styles.goTo}>
      <label htmlFor={id} data-tip={`${commandTable.goTo.title} (${shortcutOf('goTo')})`}>
        {paneText.hex.goTo}
      </label>
      <input
        ref={field}
        id={id}
        className={styles.field}
        value={typed}
        placeholder={paneText.hex.goToHint}
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
