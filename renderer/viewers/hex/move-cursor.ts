// Where a key takes the cursor of the hex view.
import { type KeyHelp, plain } from '../../ui/key-help'
import { paneText } from '../../ui/text-panes'

/** The keys below, for the help. */
export const hexKeys: readonly KeyHelp[] = [
  { chords: plain('ArrowLeft', 'ArrowRight'), does: paneText.hex.keys.bytes },
  { chords: plain('ArrowUp', 'ArrowDown'), does: paneText.hex.keys.rows },
  { chords: plain('PageUp', 'PageDown'), does: paneText.hex.keys.pages },
  { chords: plain('Home', 'End'), does: paneText.hex.keys.row },
  {
    chords: [
      { key: 'Home', mod: true },
      { key: 'End', mod: true },
    ],
    does: paneText.hex.keys.ends,
  },
]

export interface CursorKey {
  /** `KeyboardEvent.key`. */
  readonly key: string
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean
}

export interface CursorSpace {
  /** Bytes of the file, at least one. */
  readonly total: number
  readonly perRow: number
  /** Whole rows on the screen. */
  readonly pageRows: number
}

/** The new offset; null for a key that does not move. Never outside the file. */
export function moveCursor(offset: number, { key, mod }: CursorKey, space: CursorSpace): number | null {
  const { perRow } = space
  const last = space.total - 1
  const rowStart = offset - (offset % perRow)
  const page = Math.max(1, space.pageRows) * perRow
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, offset - 1)
    case 'ArrowRight':
      return Math.min(last, offset + 1)
    case 'ArrowUp':
      return offset < perRow ? offset : offset - perRow
    case 'ArrowDown':
      return offset + perRow > last ? offset : offset + perRow
    case 'PageUp':
      return offset < page ? offset % perRow : offset - page
    case 'PageDown':
      return offset + page > last ? lastInColumn(offset % perRow, space) : offset + page
    case 'Home':
      return mod ? 0 : rowStart
    case 'End':
      return mod ? last : Math.min(last, rowStart + perRow - 1)
    default:
      return null
  }
}

function lastInColumn(column: number, { total, perRow }: CursorSpace): number {
  const lastRow = Math.floor((total - 1) / perRow) * perRow
  const inLastRow = lastRow + column
  return inLastRow < total ? inLastRow : Math.max(column, inLastRow - perRow) < total ? inLastRow - perRow : total - 1
}
