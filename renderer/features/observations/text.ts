// The texts of the view of observations.
import { formatCount } from '../../ui/format'

const entries = (count: number) => `${formatCount(count)} ${count === 1 ? 'entry' : 'entries'}`

export const observationsText = {
  title: 'Observations',
  loading: 'Looking…',
  failed: 'The backup could not be looked through',
  retry: 'Try again',
  nothing: 'No rule has anything to tell',
  nothingHint: 'That is not proof that nothing happened: only what stands in this backup was looked at.',
  noMatch: 'No observation has all these words',
  count: (shown: number, all: number, rules: number) =>
    `${shown === all ? formatCount(all) : `${formatCount(shown)} of ${formatCount(all)}`} ${all === 1 ? 'observation' : 'observations'} of ${rules} rules. None is a verdict.`,
  filter: 'Filter observations',
  filterHint: 'Words of a rule, a message or a place',
  clear: 'Clear the filter',
  saveAs: 'Save as…',
  formats: { html: 'A page that opens offline and prints', json: 'JSON, one observation a line' },
  goTo: 'Show',
  more: (count: number) => `${formatCount(count)} more are not shown here; bootbank observe lists all of them.`,
  place: (address: string, line: number | undefined) =>
    line === undefined ? address : `${address}, line ${formatCount(line)}`,
  source: {
    label: 'SHA-256 of the file as it was opened',
    again: 'Read the file again',
    busy: 'Reading the file again',
    same: 'The file on the disk is still the same.',
    changed: (now: string) => `The file on the disk is another one now: ${now}.`,
    gone: 'The file is not there any more.',
  },
  timeline: {
    title: 'Entries by their times (UTC)',
    about:
      'The times in the headers of the entries, as whoever wrote them set them. A bar grows with the square root of the number; hatched: a long time without any entry.',
    summary: (dated: number, undated: number) =>
      `${entries(dated)} with a time${undated === 0 ? '' : `; ${formatCount(undated)} say 1970, which is how a missing time looks`}`,
    none: 'No entry has a time.',
    ranges: { all: 'All', year: 'Year', month: 'Month', week: 'Week', day: 'Day' },
    range: 'What is shown',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    earlier: 'Earlier',
    later: 'Later',
    bucket: (from: string, to: string, count: number) => `${from} to ${to}: ${entries(count)}`,
    gap: (length: string) => `no entry for ${length}`,
    keys: 'Left and Right go from bar to bar, + and − zoom, Page Up and Page Down move, Enter lists the entries of a bar. With the mouse: click a bar, drag over a stretch, Ctrl and the wheel.',
    listed: (from: string, to: string, count: number) => `${entries(count)} from ${from} to ${to}`,
    moreListed: (count: number) => `${formatCount(count)} more: zoom in to list them.`,
    close: 'Close the list',
    table: { title: 'Bars with entries', from: 'From', to: 'To', count: 'Entries' },
  },
} as const
