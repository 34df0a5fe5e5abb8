// Which names an edit may give. What an archive already holds is shown whatever it is; what Bootbank writes must be a plain
// relative path that no other entry has.
import { BootbankError } from '../../../shared/model/errors'
import { nameFromDisplay } from '../codecs/names'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { foldersOf, plain } from './plain-name'

const PATH_MAX = 4096

/** The bytes of a new name. Throws NAME_INVALID with the reason. */
export function checkedName(name: string): Uint8Array {
  const bytes = nameFromDisplay(name)
  const segments = name.split('/')
  const reason =
    name === ''
      ? 'it is empty'
      : bytes.length > PATH_MAX
        ? `it is longer than ${PATH_MAX} bytes`
        : bytes.includes(0)
          ? 'it holds a NUL byte'
          : name.startsWith('/')
            ? 'it is absolute; paths in a host state are relative, such as etc/hosts'
            : segments.includes('..')
              ? 'it holds ".."'
              : segments.slice(name.startsWith('./') ? 1 : 0).some(segment => segment === '' || segment === '.')
                ? 'it has an empty segment'
                : null
  if (reason)
    throw new BootbankError('NAME_INVALID', `"${name}" cannot be the name of an entry: ${reason}.`, { path: name })
  return bytes
}

/** Throws NAME_TAKEN when the layer has another entry than `except`, or a folder, of that name, or a file where a folder would have to be. */
export function checkFree(layer: Layer, name: string, except: Entry): void {
  const there = layer.entries().filter(entry => entry.slot !== except.slot)
  new NamesThere(layer, there).check(name)
}

/** The names that a layer has, for one or many new ones; each that is taken counts for the next. */
export class NamesThere {
  /** The address of an entry by its path, and by every folder that it is in. */
  readonly #paths = new Map<string, string>()
  readonly #folders = new Map<string, string>()
  /** Paths of what is not a directory, so that nothing can be in it. */
  readonly #leaves = new Map<string, string>()

  constructor(
    private readonly layer: Layer,
    there: readonly Entry[] = layer.entries(),
  ) {
    for (const { name, kind, address } of there) this.#note(plain(name), kind === 'directory', address)
  }

  /** Throws NAME_TAKEN when there is an entry, or a folder, of that name, or a file where a folder would have to be. */
  check(name: string): void {
    const { label, prefix } = this.layer
    const wanted = plain(name)
    const clash =
      this.#paths.get(wanted) ??
      this.#folders.get(wanted) ??
      firstOf(foldersOf(wanted), folder => this.#leaves.get(folder))
    if (clash === undefined) return
    throw new BootbankError('NAME_TAKEN', `${prefix}${name} cannot be made: ${clash} is there already.`, {
      layer: label,
      path: name,
    })
  }

  /** Notes a new name, after checking it. */
  take(name: string, isDirectory: boolean): void {
    this.check(name)
    this.#note(plain(name), isDirectory, this.layer.prefix + name)
  }

  #note(path: string, isDirectory: boolean, address: string): void {
    this.#paths.set(path, address)
    if (!isDirectory) this.#leaves.set(path, address)
    for (const folder of foldersOf(path)) {
      // Whoever has noted a folder has noted those around it.
      if (this.#folders.has(folder)) break
      this.#folders.set(folder, address)
    }
  }
}

function firstOf<T, R>(all: Iterable<T>, find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one)
    if (found !== undefined) return found
  }
  return undefined
}
