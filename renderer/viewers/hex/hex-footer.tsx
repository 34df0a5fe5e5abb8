// Under the bytes: the selected one in every notation, and the field that goes to an offset.
import type { RefObject } from 'react'
import { formatOffset } from '../../ui/format'
import { paneText } from '../../ui/text-panes'
import { asciiOf, binaryByte, hexByte } from './byte-format'
import styles from '../parts/footer.module.css'
import { GoToField } from '../parts/go-to-field'
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
  const goTo = (typed: string) => {
    const parsed = parseOffset(typed, total)
    if (parsed.kind === 'no-number') return texts.notANumber
    if (parsed.kind === 'beyond-end') return texts.beyondEnd(total)
    onGoTo(parsed.offset)
    return null
  }
  return (
    <div className={styles.footer}>
      <dl className={styles.values}>
        <Value label={texts.offset} value={formatOffset(offset)} room={formatOffset(total - 1).length} />
        <Value label={texts.hexadecimal} value={byte === null ? texts.notLoaded : hexByte(byte)} />
        <Value label={texts.decimal} value={byte === null ? texts.notLoaded : String(byte)} room={3} />
        <Value label={texts.binary} value={byte === null ? texts.notLoaded : binaryByte(byte)} />
        <Value label={texts.character} value={(byte === null ? null : asciiOf(byte)) ?? texts.noCharacter} />
      </dl>
      <GoToField label={texts.goTo} hint={texts.goToHint} field={field} onGoTo={goTo} onLeave={onLeave} />
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
