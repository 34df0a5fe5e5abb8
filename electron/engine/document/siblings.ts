// Which entry a new one is made like: the last file or directory beside it, else around it. Made of the layer's list once, and told of each
// new entry, so that the next one finds it.
import type { EntryKind } from '../../../shared/model/node'
import type { Layer } from './layer'
import { folderOf, foldersOf, pathOf } from './plain-name'
import type { Present } from './slot-state'

/** What a new entry takes of another one. */
export interface Sibling {
  /** The slot whose dialect, owner and time it has; null where nothing is there that it could be like. */
  readonly like: number | null
  /** 0 to 07777. */
  readonly mode: number
  /** What edits have made of that owner and time. */
  readonly inherited: Pick<Present, 'owner' | 'mtime'>
}

/** Finds the entry that a new one takes dialect, owner and time from. */
export class Siblings {
  /** The last one in each folder. */
  readonly #files = new Map<string, Sibling>()
  readonly #directories = new Map<string, Sibling>()
  /** The last one of each path. */
  readonly #byPath = new Map<string, Sibling>()
  #lastFile: Sibling | null = null
  #lastDirectory: Sibling | null = null
  #last: Sibling | null = null

  constructor(layer: Layer) {
    for (const { name, kind, origin, slot, state, mode } of layer.entries())
      this.#note(name, kind, { like: origin ? slot : layer.siblingSlot(slot), mode, inherited: inheritedOf(state) })
  }

  /** Notes one that is going to be added after all others. */
  add(one: {
    readonly name: string
    readonly kind: EntryKind
    readonly like: number | null
    readonly state: Present
  }): void {
    const { name, kind, like, state } = one
    this.#note(name, kind, { like, mode: state.mode ?? 0o644, inherited: inheritedOf(state) })
  }

  /** The last regular file in the folder of a name, else in the archive, else the last entry. */
  nearFile(name: string): Sibling | null {
    return this.#files.get(folderOf(pathOf(name))) ?? this.#lastFile ?? this.#last
  }

  /** The last directory beside a new one, or else the nearest one around it, or else the last one. */
  nearDirectory(name: string): Sibling | null {
    const path = pathOf(name)
    const beside = this.#directories.get(folderOf(path))
    if (beside) return beside
    for (const folder of foldersOf(path)) {
      const around = this.#byPath.get(folder)
      if (around) return around
    }
    return this.#lastDirectory
  }

  /**
   * The mode of the last file in the folder that the name is in, or else in the nearest folder around it that has files; 0644 where none has.
   * A program that runs as its owner (set-id bits) is not made by adding a file beside one.
   */
  modeAround(name: string): number {
    for (const folder of foldersOf(pathOf(name))) {
      const sibling = this.#files.get(folder)
      if (sibling) return sibling.mode & 0o1777
    }
    return (this.#files.get('')?.mode ?? 0o644) & 0o1777
  }

  #note(name: string, kind: EntryKind, sibling: Sibling): void {
    if (kind === 'other') return
    this.#last = sibling
    const path = pathOf(name)
    if (kind === 'file') {
      this.#lastFile = sibling
      this.#files.set(folderOf(path), sibling)
    }
    if (kind === 'directory' && path !== '') {
      this.#lastDirectory = sibling
      this.#directories.set(folderOf(path), sibling)
      this.#byPath.set(path, sibling)
    }
  }
}

function inheritedOf({ owner, mtime }: Present): Sibling['inherited'] {
  return { ...(owner === undefined ? {} : { owner }), ...(mtime === undefined ? {} : { mtime }) }
}
