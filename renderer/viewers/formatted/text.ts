// The words of the viewer of formatted XML and JSON.
import { formatCount } from '../../ui/format'

export const formattedText = {
  title: 'Formatted',
  problem: (line: number, column: number) =>
    `Something is wrong at line ${formatCount(line)}, column ${formatCount(column)} of the file.`,
  toProblem: 'Show it in the text',
  label: (name: string) => `Formatted text of ${name}`,
  description: (find: string) => `Read only: the file stays as it is. ${find} finds a text.`,
} as const
