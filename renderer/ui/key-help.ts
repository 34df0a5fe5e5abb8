// Keys that a part of the window handles itself, told beside their handlers for the help on the keyboard.
import type { Chord } from '../../shared/commands/chord'

export interface KeyHelp {
  readonly chords: readonly Chord[]
  /** What they do. */
  readonly does: string
}

/** Keys without modifiers. */
export function plain(...keys: readonly string[]): readonly Chord[] {
  return keys.map(key => ({ key }))
}
