// The texts of going to a file.
import { formatCount } from '../../ui/format'

export const goToFileText = {
  title: 'Go to file',
  field: 'Name or address',
  hint: 'Part of a name; several words in any order',
  list: 'Files',
  found: 'Found',
  start: 'Type a part of a name or an address. Layers that are not open are not looked into.',
  none: 'No file of this name is in the layers that are open.',
  more: (shown: number, found: number, complete: boolean) =>
    `The first ${formatCount(shown)} of ${complete ? '' : 'more than '}${formatCount(found)}. Type more of the name.`,
  results: (count: number) => (count === 1 ? '1 file' : `${formatCount(count)} files`),
} as const
