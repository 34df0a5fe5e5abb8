// One row: offset, bytes, characters. Drawn again only when its bytes or its selection change.
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be both virtual and sticky.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell.
import { memo } from 'react'
import { classes } from '../../ui/classes'
import { paneText } from '../../ui/text-panes'
import { asciiOf, hexByte } from './byte-format'
import styles from './hex-view.module.css'

export interface HexRowProps {
  readonly offset: number
  /** The offset as it is written. */
  readonly label: string
  /** Bytes of the row as numbers joined by commas, an empty one for what is not here yet: a string compares by value. */
  readonly bytes: string
  /** Position of the selected byte in the row; -1 when it is in another. */
  readonly selected: number
  readonly cellId: string
}

export const HexRow = memo(function HexRow({ offset, label, bytes, selected, cellId }: HexRowProps) {
  const cells = bytes.split(',').map(byte => (byte === '' ? null : Number(byte)))
  return (
    <div className={styles.row} role="row" aria-rowindex={offset / cells.length + 2}>
      <span className={styles.offset} role="rowheader">
        {label}
      </span>
      <span className={styles.bytes} role="presentation">
        {cells.map((byte, column) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
            key={column}
            role="gridcell"
            data-offset={offset + column}
            className={classes(styles.byte, toneOf(byte), column === selected && styles.selected)}
            {...(column === selected ? { id: cellId, 'aria-selected': true } : {})}
          >
            {byte === null ? paneText.hex.notLoaded : hexByte(byte)}
          </span>
        ))}
      </span>
      <span className={styles.text} role="gridcell">
        {cells.map((byte, column) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position.
            key={column}
            data-offset={offset + column}
            className={classes(toneOf(byte), column === selected && styles.selected)}
          >
            {byte === null ? ' ' : (asciiOf(byte) ?? '·')}
          </span>
        ))}
      </span>
    </div>
  )
})

function toneOf(byte: number | null): string | undefined {
  if (byte === null || byte === 0) return styles.zero
  return asciiOf(byte) === null ? styles.other : undefined
}
