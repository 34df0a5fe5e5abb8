// The keys of CodeMirror, and of edit-commands.ts, that are worth knowing; for the help.
import { type KeyHelp, plain } from '../../ui/key-help'
import { paneText } from '../../ui/text-panes'

const { keys } = paneText.editor

export const editorKeys: readonly KeyHelp[] = [
  { chords: plain('Tab'), does: keys.tab },
  { chords: plain('Escape', 'Tab'), does: keys.leave },
  { chords: [{ key: 'F3' }, { key: 'F3', shift: true }], does: keys.again },
  { chords: plain('Escape'), does: keys.closeSearch },
  { chords: [{ key: 'd', mod: true }], does: keys.selectNext },
  {
    chords: [
      { key: 'ArrowUp', alt: true },
      { key: 'ArrowDown', alt: true },
    ],
    does: keys.moveLine,
  },
  { chords: [{ key: 'k', mod: true, shift: true }], does: keys.deleteLine },
]
