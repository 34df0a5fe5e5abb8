// Which copy of a collection is meant: by its number, its path, an end of the path that only one has, or the only one of the best kind.
import type { CollectionReport, CopyKind, FoundCopy } from '../../../shared/model/collection'
import { BootbankError } from '../../../shared/model/errors'

/** The best first: what a host boots from, then parts of it. */
const order: readonly CopyKind[] = ['state', 'config-bundle', 'local', 'esx-conf', 'config-store']
/** Paths that a message lists. */
const MOST_LISTED = 20

/** Throws NO_COPY, and CHOOSE_COPY where several are as good. */
export function chooseCopy(report: CollectionReport, wanted: string | null): FoundCopy {
  const { copies, name } = report
  if (wanted !== null) {
    const exact = copies.filter(({ path }) => path === wanted)
    const [found, another] = exact.length > 0 ? exact : copies.filter(({ path }) => path.endsWith(`/${wanted}`))
    if (found && !another) return found
    const some = another ? `several copies end in ${wanted}` : `there is no copy ${wanted}`
    throw new BootbankError(another ? 'CHOOSE_COPY' : 'NO_COPY', `${name}: ${some}. ${listOf(copies)}`, { layer: name })
  }
  const able = copies.filter(({ problem }) => problem === null)
  for (const kind of order) {
    const [found, another] = able.filter(one => one.kind === kind)
    if (!found) continue
    if (!another) return found
    const message = `${name} has several copies: write ${name}!/ and the path of one, or its end. ${listOf(copies)}`
    throw new BootbankError('CHOOSE_COPY', message, { layer: name })
  }
  throw new BootbankError(
    'NO_COPY',
    `${name}: no copy of a host's state that can be opened is in it. ${listOf(copies)}`,
    {
      layer: name,
    },
  )
}

/** The copy of that number. Throws NO_COPY. */
export function copyByNumber({ copies, name }: CollectionReport, number: number): FoundCopy {
  const found = copies.find(copy => copy.number === number)
  if (found) return found
  throw new BootbankError('NO_COPY', `${name}: there is no copy ${number}.`, { layer: name })
}

function listOf(copies: readonly FoundCopy[]): string {
  if (copies.length === 0) return 'Nothing was found: bootbank find lists what was looked at.'
  const shown = copies.slice(0, MOST_LISTED).map(({ path }) => path)
  const more = copies.length > shown.length ? ` and ${copies.length - shown.length} more` : ''
  return `There are: ${shown.join(', ')}${more}.`
}
