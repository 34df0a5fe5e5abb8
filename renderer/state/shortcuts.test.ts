import { describe, expect, it } from 'vitest'
import type { Chord } from '../../shared/commands/chord'
import { chordAria, chordLabel, type KeyPress, matches } from './shortcuts'

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})

const open: Chord = { key: 'o', mod: true }
const redo: Chord = { key: 'z', mod: true, shift: true }
const previousPane: Chord = { key: 'F6', shift: true }

describe('a key press matches a chord', () => {
  it('by Ctrl off the Mac and by Cmd on it', () => {
    expect(matches(open, press('o', { ctrlKey: true }), false)).toBe(true)
    expect(matches(open, press('o', { metaKey: true }), true)).toBe(true)
    expect(matches(open, press('o', { metaKey: true }), false)).toBe(false)
    expect(matches(open, press('o', { ctrlKey: true }), true)).toBe(false)
  })

  it('with exactly its modifiers', () => {
    expect(matches(redo, press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
    expect(matches(redo, press('z', { ctrlKey: true }), false)).toBe(false)
    expect(matches(open, press('o', { ctrlKey: true, altKey: true }), false)).toBe(false)
    expect(matches(open, press('o', { ctrlKey: true, metaKey: true }), false)).toBe(false)
    expect(matches(previousPane, press('F6', { shiftKey: true }), false)).toBe(true)
    expect(matches(previousPane, press('F6'), false)).toBe(false)
  })

  it('by position where the layout has no Latin letters', () => {
    expect(matches(open, press('щ', { code: 'KeyO', ctrlKey: true }), false)).toBe(true)
  })

  it('by the letter, not the position, where the layout has it elsewhere (Dvorak, AZERTY)', () => {
    expect(matches(open, press('r', { code: 'KeyO', ctrlKey: true }), false)).toBe(false)
    expect(matches(open, press('o', { code: 'KeyS', ctrlKey: true }), false)).toBe(true)
  })
})

describe('a chord is written', () => {
  it.each([
    [open, false, 'Ctrl+O', 'Control+O'],
    [open, true, '⌘O', 'Meta+O'],
    [redo, false, 'Ctrl+Shift+Z', 'Control+Shift+Z'],
    [redo, true, '⇧⌘Z', 'Meta+Shift+Z'],
    [previousPane, false, 'Shift+F6', 'Shift+F6'],
  ])('%o (Mac: %s) as %s', (chord, mac, label, aria) => {
    expect(chordLabel(chord, mac)).toBe(label)
    expect(chordAria(chord, mac)).toBe(aria)
  })
})
