// The words of the viewer of accounts.
import { formatCount } from '../../ui/format'

export const accountsText = {
  title: 'Table',
  amount: (rows: number) => (rows === 1 ? '1 row' : `${formatCount(rows)} rows`),
  table: 'Rows of this file',
  line: 'Line',
  toLine: (line: number) => `Show line ${formatCount(line)} in the text`,
  problems: 'Not everything in this file is as it should be',
  atLine: (line: number) => `Line ${formatCount(line)}`,
  moreProblems: (problems: number) => `${formatCount(problems)} more lines have something wrong.`,
  none: 'No line of this file names an account.',
  more: (rows: number) => `${formatCount(rows)} more rows are not shown here; they are in the text.`,
} as const
