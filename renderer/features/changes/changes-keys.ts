// What a key means in the list of changes.
import { type KeyHelp, plain } from '../../ui/key-help'
import { text } from '../../ui/text'

/** The keys below, for the help. */
export const changesKeys: readonly KeyHelp[] = [
  { chords: plain('ArrowDown', 'ArrowUp'), does: text.keys.walk },
  { chords: plain('Home', 'End'), does: text.keys.ends },
]

/** Where a key without modifiers leads from a row, or null where it means nothing here. */
export function nextIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
