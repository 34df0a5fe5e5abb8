// The key that opens the menu of a row, in the tree and in the list of changes.
import type { KeyboardEvent } from 'react'
import type { KeyHelp } from './key-help'
import { text } from './text'

/** For the help. A keyboard without the menu key has the other. */
export const rowMenuKeys: readonly KeyHelp[] = [
  { chords: [{ key: 'F10', shift: true }, { key: 'ContextMenu' }], does: text.keys.rowMenu },
]

/** Whether a key press asks for the menu of a row. */
export function isRowMenuKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
}
