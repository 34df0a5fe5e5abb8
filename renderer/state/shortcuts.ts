// Keys of commands: what matches, and how they are written for the eye and for assistive technology. `mod` is Cmd on a Mac
// and Ctrl elsewhere. Trap: on a Cyrillic or Greek layout `event.key` of Ctrl+O is not `o`, so the position counts as well.
import type { Chord } from '../../shared/commands/chord'

/** What a keyboard event must carry to be matched. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether a key press is a chord, with exactly its modifiers. */
export function matches(chord: Chord, press: KeyPress, mac: boolean): boolean {
  const ctrl = (chord.ctrl ?? false) || (!mac && (chord.mod ?? false))
  const meta = mac && (chord.mod ?? false)
  if (press.ctrlKey !== ctrl || press.metaKey !== meta) return false
  if (press.shiftKey !== (chord.shift ?? false) || press.altKey !== (chord.alt ?? false)) return false
  return sameKey(chord.key, press)
}

function sameKey(key: string, press: KeyPress): boolean {
  const pressed = press.key.toLowerCase()
  if (pressed === key.toLowerCase()) return true
  const plainLetter = /^[a-z]$/.test(pressed)
  return !plainLetter && /^[a-z]$/.test(key) && press.code === `Key${key.toUpperCase()}`
}

const drawn: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ContextMenu: 'Menu',
  ' ': 'Space',
}

/** The keys of a chord for the eye, in the order in which they are written. */
export function chordKeys(chord: Chord, mac: boolean): readonly string[] {
  const key = drawn[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key)
  const modifiers = mac
    ? [chord.ctrl && '⌃', chord.alt && '⌥', chord.shift && '⇧', chord.mod && '⌘']
    : [(chord.mod || chord.ctrl) && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift']
  return [...modifiers.filter(modifier => typeof modifier === 'string'), key]
}

/** A chord for the eye: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function chordLabel(chord: Chord, mac: boolean): string {
  return chordKeys(chord, mac).join(mac ? '' : '+')
}

/** A chord as `aria-keyshortcuts` wants it. */
export function chordAria(chord: Chord, mac: boolean): string {
  const key = chord.key === ' ' ? 'Space' : chord.key.length === 1 ? chord.key.toUpperCase() : chord.key
  const ctrl = chord.ctrl || (chord.mod && !mac)
  return [ctrl && 'Control', chord.mod && mac && 'Meta', chord.alt && 'Alt', chord.shift && 'Shift', key]
    .filter(Boolean)
    .join('+')
}
