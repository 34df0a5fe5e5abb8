// The words of the viewer of keys.
import type { ConfValueType } from '../../../shared/esx-conf/value-type'
import { formatCount } from '../../ui/format'

const keys = (count: number) => (count === 1 ? '1 key' : `${formatCount(count)} keys`)
const lines = (count: number) => (count === 1 ? '1 line' : `${formatCount(count)} lines`)
const line = (number: number) => `Line ${formatCount(number)}`

export const confKeysText = {
  title: 'Keys',
  keys,
  lines,
  line,
  tree: 'Keys of esx.conf',
  filter: 'Filter keys',
  filterHint: 'Key or value',
  onlyThose: 'Show only lines that are',
  marks: { broken: 'Broken', repeated: 'Repeated', secret: 'Secret' },
  mark: (name: string, count: number) => `${name} ${formatCount(count)}`,
  matches: (count: number, all: number) =>
    count === all ? lines(all) : `${formatCount(count)} of ${formatCount(all)} lines`,
  unfoldAll: 'Unfold all',
  foldAll: 'Fold all',
  none: 'No lines in this file',
  noneHint: 'It is empty.',
  noMatch: 'No key matches',
  noMatchHint: 'Each word must be in the key or in the value; what is secret is not searched.',
  clear: 'Clear the filter',
  columns: { name: 'Key', value: 'Value', type: 'Type', line: 'Line' },
  others: 'Lines without a key',
  kinds: { blank: 'blank line', comment: 'comment', broken: 'broken line' },
  blank: 'blank',
  unnamed: 'no name',
  empty: 'empty',
  hidden: 'hidden',
  secret: 'secret',
  types: {
    boolean: 'boolean',
    number: 'number',
    mac: 'MAC address',
    ip: 'IP address',
    uuid: 'UUID',
    text: 'text',
  } satisfies Readonly<Record<ConfValueType, string>>,
  repeated: 'repeated',
  overridden: 'overridden',
  describe: (...facts: readonly string[]) => facts.filter(Boolean).join(', '),

  detail: 'The chosen line',
  value: 'Value',
  overriddenBy: (by: number) => `overridden by line ${formatCount(by)}`,
  overrides: (others: readonly number[]) =>
    `overrides ${others.length === 1 ? 'line' : 'lines'} ${others.map(formatCount).join(', ')}`,
  broken: 'kept as it is, read by nothing',
  cut: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)} characters are shown.`,
  copyKey: 'Copy key',
  copyValue: 'Copy value',
  copyLine: 'Copy line',
  showFirst: 'Show the secret first',
  reveal: 'Show the secret',
  conceal: 'Hide the secret',
  gone: 'This line is not in the file any more.',
  actions: (name: string) => `Actions of ${name}`,
  help: { filter: 'Go to the filter', copy: 'Copy the line', open: 'Show the line in the text' },
} as const
