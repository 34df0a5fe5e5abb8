// The keys of this viewer beside those that go from cell to cell.
import { type KeyHelp, plain } from '../../ui/key-help'
import { tablesText } from './text'

const texts = tablesText.help

/** For the help. */
export const tablesHelp: readonly KeyHelp[] = [
  { chords: plain('Enter'), does: texts.open },
  { chords: plain('F2'), does: texts.change },
  { chords: plain('Insert'), does: texts.add },
  { chords: plain('Delete'), does: texts.remove },
  { chords: plain('/'), does: texts.filter },
]
