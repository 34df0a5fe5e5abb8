// Names that a layer has already: which, what is free beside them, and the refusal.
import { BootbankError } from '../../../shared/model/errors'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { foldersOf, pathOf, plain } from '../document/plain-name'

/** Names that a refusal lists. */
const shownNames = 5

/** The last entry of each name; a directory by its name without the `/` after it. */
export function byName(layer: Layer): ReadonlyMap<string, Entry> {
  return new Map(layer.entries().map(entry => [pathOf(entry.name), entry]))
}

/** Every path that an entry has, and every folder that one is in. */
export function pathsIn(layer: Layer): ReadonlySet<string> {
  return new Set([...foldersIn(layer), ...layer.entries().map(({ name }) => pathOf(name))])
}

/** Every folder that an entry is in, and every directory. */
export function foldersIn(layer: Layer): Set<string> {
  const folders = new Set<string>()
  for (const entry of layer.entries()) {
    const path = pathOf(entry.name)
    if (entry.kind === 'directory') folders.add(path)
    for (const folder of foldersOf(path)) folders.add(folder)
  }
  return folders
}

/** `hosts-2` for `hosts`, `rc-2.local` for `rc.local`: the first that is not in `there`. */
export function freeName(there: ReadonlySet<string>, path: string): string {
  const slash = path.lastIndexOf('/') + 1
  const dot = path.lastIndexOf('.')
  const end = dot > slash ? dot : path.length
  for (let number = 2; ; number++) {
    const name = `${path.slice(0, end)}-${number}${path.slice(end)}`
    if (!there.has(plain(name))) return name
  }
}

/** The refusal that lists them. */
export function namesTaken(paths: readonly string[]): BootbankError {
  const listed = paths.slice(0, shownNames).join(', ')
  const more = paths.length > shownNames ? ` and ${paths.length - shownNames} more` : ''
  const path = paths[0] ?? ''
  return new BootbankError(
    'NAME_TAKEN',
    paths.length === 1 ? `${path} is there already.` : `${paths.length} names are there already: ${listed}${more}.`,
    { path },
  )
}
