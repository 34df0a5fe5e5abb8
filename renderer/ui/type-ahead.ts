// Typing letters moves the focus to the next row whose name begins with them. The same letter again and again walks
// through the rows of that letter; a pause starts over.

import type { KeyHelp } from './key-help'
import { text } from './text'

/** For the help. */
export const typeAheadKeys: readonly KeyHelp[] = [{ chords: [{ key: 'A–Z' }], does: text.keys.letters }]

/** Milliseconds after which typing starts over. */
export const typingPause = 800

export interface Typing {
  readonly typed: string
  /** Milliseconds, of the clock that `press` is given. */
  readonly at: number
}

export const notTyping: Typing = { typed: '', at: Number.NEGATIVE_INFINITY }

/** What has been typed once a character more came at `now`. */
export function typeCharacter(last: Typing, character: string, now: number): Typing {
  const typed = now - last.at > typingPause ? '' : last.typed
  return { typed: typed + character.toLowerCase(), at: now }
}

/** Index of the row that the typed text leads to, searching forward from `focused` and around; null if there is none. */
export function findTyped(
  typed: string,
  focused: number,
  count: number,
  nameAt: (index: number) => string,
): number | null {
  const first = typed.charAt(0)
  const repeated = typed.length > 1 && [...typed].every(character => character === first)
  return search(typed, typed.length > 1 ? 0 : 1) ?? (repeated ? search(first, 1) : null)

  function search(prefix: string, from: number): number | null {
    for (let step = from; step < count + from; step += 1) {
      const index = (Math.max(0, focused) + step) % count
      if (nameAt(index).toLowerCase().startsWith(prefix)) return index
    }
    return null
  }
}
