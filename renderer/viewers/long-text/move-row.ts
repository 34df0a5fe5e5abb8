// Where a key takes the cursor of a text of rows.
import { type KeyHelp, plain } from '../../ui/key-help'
import { longTextText } from './text'

const texts = longTextText.help

/** The keys below, and those of finding, for the help. */
export const longTextKeys: readonly KeyHelp[] = [
  { chords: plain('ArrowUp', 'ArrowDown'), does: texts.rows },
  { chords: plain('PageUp', 'PageDown'), does: texts.pages },
  {
    chords: [
      { key: 'Home', mod: true },
      { key: 'End', mod: true },
    ],
    does: texts.ends,
  },
  {
    chords: [
      { key: 'ArrowUp', mod: true },
      { key: 'ArrowDown', mod: true },
    ],
    does: texts.lines,
  },
  { chords: plain('ArrowLeft', 'ArrowRight'), does: texts.sideways },
  { chords: [{ key: 'F3' }, { key: 'F3', shift: true }], does: texts.places },
]

/** The new row; null for a key that does not go to one. Never outside of the rows. */
export function moveRow(
  row: number,
  { key, mod }: { readonly key: string; readonly mod: boolean },
  { rows, page }: { readonly rows: number; readonly page: number },
): number | null {
  const within = (to: number) => Math.min(Math.max(to, 0), Math.max(rows - 1, 0))
  switch (key) {
    case 'ArrowUp':
      return mod ? null : within(row - 1)
    case 'ArrowDown':
      return mod ? null : within(row + 1)
    case 'PageUp':
      return within(row - Math.max(page, 1))
    case 'PageDown':
      return within(row + Math.max(page, 1))
    case 'Home':
      return within(0)
    case 'End':
      return within(rows - 1)
    default:
      return null
  }
}

/** The line and the byte in it, from 1, that a text such as `12` or `1:50000` names; null for one that names none. */
export function parseLinePlace(text: string): { readonly line: number; readonly byte: number } | null {
  const [, line, byte = '1'] = /^\s*([0-9][0-9,_ ]*)(?::\s*([0-9][0-9,_ ]*))?\s*$/.exec(text) ?? []
  if (line === undefined) return null
  const [at, within] = [line, byte].map(one => Number(one.replace(/[,_ ]/g, '')))
  return at && within && Number.isSafeInteger(at) && Number.isSafeInteger(within) ? { line: at, byte: within } : null
}
