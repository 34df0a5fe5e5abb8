// The words of the viewer of texts that are too large for an editor.
import { formatCount, formatSize } from '../../ui/format'

export const longTextText = {
  title: 'Text',
  label: (name: string) => `Text of ${name}`,
  description: (find: string, goTo: string) =>
    `Arrow keys move by a row, Page Up and Page Down by a screen, Ctrl+Home and Ctrl+End to the ends; ${find} finds a text, ${goTo} goes to a line.`,
  lines: (lines: number | null) =>
    lines === null ? 'Counting lines…' : lines === 1 ? '1 line' : `${formatCount(lines)} lines`,
  why: (limit: number) =>
    `Text is edited up to ${formatSize(limit)}. A larger one is shown as it is, with its secrets hidden.`,
  save: 'Save a copy…',
  loading: '…',
  failed: 'Some lines could not be read',
  line: 'Line',
  part: 'Part of the line',
  partFrom: (part: number, byte: number) => `${formatCount(part + 1)}, from byte ${formatCount(byte)}`,
  goTo: 'Go to line',
  goToHint: '120, 1:50000',
  noLine: 'Type the number of a line, or line:byte for a place in a long line.',
  beyondEnd: (lines: number) => `The last line is ${formatCount(lines)}.`,
  find: 'Find in this text',
  findHint: 'Find',
  matchCase: 'Match case',
  next: 'Next place',
  previous: 'Previous place',
  close: 'Close',
  finding: 'Looking…',
  nothing: 'No matches',
  place: (index: number, count: number, complete: boolean) =>
    `${formatCount(index + 1)} of ${complete ? '' : 'the first '}${formatCount(count)}`,
  help: {
    title: 'Large text',
    rows: 'One row up, one row down',
    pages: 'Page up, page down',
    ends: 'First row, last row',
    lines: 'The line before, the line after, past the parts of a long one',
    sideways: 'To the left, to the right',
    places: 'Next place, previous place of what was looked for',
  },
} as const
