// The texts of the search through everything.
import type { SearchHit } from '../../../shared/model/search'
import { formatCount } from '../../ui/format'

const kinds: Readonly<Record<SearchHit['kind'], string>> = {
  name: 'name',
  text: 'line',
  bytes: 'byte',
  certificate: 'certificate',
  setting: 'setting',
  row: 'row',
}

export const searchText = {
  title: 'Search',
  field: 'Search in everything',
  hint: 'Names, texts, settings, certificates',
  matchCase: 'Match case',
  word: 'Whole words',
  regex: 'Regular expression',
  tree: 'Places',
  start: 'Where does it appear?',
  startHint:
    'An address, a name, a MAC, a line of a file: looked for in every layer that is open, in settings and in what certificates say. Secrets are found and stay hidden.',
  none: 'It appears nowhere',
  searching: 'Searching…',
  count: (hits: number, files: number) =>
    `${formatCount(hits)} ${hits === 1 ? 'place' : 'places'} in ${formatCount(files)} ${files === 1 ? 'file' : 'files'}`,
  more: 'There are more: only the first are shown.',
  kinds,
  place: (hit: SearchHit) =>
    hit.offset !== null
      ? `byte ${formatCount(hit.offset)}`
      : hit.place.line !== undefined
        ? `line ${formatCount(hit.place.line)}`
        : kinds[hit.kind],
  hits: (count: number) => (count === 1 ? '1 place' : `${formatCount(count)} places`),
} as const
