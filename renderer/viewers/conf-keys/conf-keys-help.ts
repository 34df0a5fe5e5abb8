// The keys of this viewer beside those of every tree.
import { type KeyHelp, plain } from '../../ui/key-help'
import { confKeysText } from './text'

const texts = confKeysText.help

/** For the help. */
export const confKeysHelp: readonly KeyHelp[] = [
  { chords: plain('/'), does: texts.filter },
  { chords: plain('Enter'), does: texts.open },
  { chords: [{ key: 'c', mod: true }], does: texts.copy },
]
