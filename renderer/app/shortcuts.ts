// Keys of commands: what matches, and how they are written for the eye and for assistive technology. `mod` is Cmd on a Mac
// and Ctrl elsewhere. Trap: on a Cyrillic or Greek layout `event.key` of Ctrl+O is no `o`, so the position counts as well.

export interface Chord {
  /** `event.key`; letters in lower case. */
  readonly key: string
  readonly mod?: boolean
  readonly shift?: boolean
  readonly alt?: boolean
}

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
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (mod !== (chord.mod ?? false) || other) return false
  if (press.shiftKey !== (chord.shift ?? false) || press.altKey !== (chord.alt ?? false)) return false
  return sameKey(chord.key, press)
}

function sameKey(key: string, press: KeyPress): boolean {
  const pressed = press.key.toLowerCase()
  if (pressed === key.toLowerCase()) return true
  const plainLetter = /^[a-z]$/.test(pressed)
  return !plainLetter && /^[a-z]$/.test(key) && press.code === `Key${key.toUpperCase()}`
}

/** A chord for the eye: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function chordLabel(chord: Chord, mac: boolean): string {
  const key = chord.key.length === 1 ? chord.key.toUpperCase() : chord.key
  if (mac) return `${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`
  return [chord.mod && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join('+')
}

/** A chord as `aria-keyshortcuts` wants it. */
export function chordAria(chord: Chord, mac: boolean): string {
  const key = chord.key.length === 1 ? chord.key.toUpperCase() : chord.key
  return [chord.mod && (mac ? 'Meta' : 'Control'), chord.alt && 'Alt', chord.shift && 'Shift', key]
    .filter(Boolean)
    .join('+')
}
