// The keys that choose several rows: what each asks for, and the help about them.
import type { KeyHelp } from '../../ui/key-help'
import { text } from '../../ui/text'

export const chooseKeys: readonly KeyHelp[] = [
  { chords: ['ArrowDown', 'ArrowUp', 'Home', 'End'].map(key => ({ key, shift: true })), does: text.keys.several },
  { chords: [{ key: ' ', mod: true }], does: text.keys.chooseToo },
  { chords: [{ key: 'a', mod: true }], does: text.keys.chooseAll },
  { chords: [{ key: 'Escape' }], does: text.keys.chooseOne },
]

/** Files of the clipboard are the browser's to give: the tree hears of them as a paste. */
export const pasteKeys: readonly KeyHelp[] = [{ chords: [{ key: 'v', mod: true }], does: text.keys.paste }]

/** The members of a key press that count. */
export interface ChoicePress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press chooses: a range to where the key leads, this row too, all, one again; null where it chooses nothing. */
export function choiceOf({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: ChoicePress): 'range' | 'toggle' | 'all' | 'one' | null {
  const mod = ctrlKey || metaKey
  if (altKey) return null
  if (shiftKey) return !mod && /^(Arrow(Down|Up)|Home|End|Page(Down|Up))$/.test(key) ? 'range' : null
  if (mod) return key === ' ' ? 'toggle' : key.toLowerCase() === 'a' ? 'all' : null
  return key === 'Escape' ? 'one' : null
}
