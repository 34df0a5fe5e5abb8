// The files that are open, of all windows of a program: a second window on one file is told to both, and so is a file that changes on the
// disk while it is open. What is shown stays what was read.
import { type Stats, statSync, unwatchFile, watchFile } from 'node:fs'

/** Milliseconds between two looks at a file: watching by events misses what happens on network drives. */
const pause = 2000

/** Who has a file open. */
export interface SourceListener {
  /** Another window opened the same file. */
  shared(): void
  /** It is not as it was when it was opened; told once for each such change. */
  changed(now: 'changed' | 'gone'): void
}

interface OpenSource extends SourceListener {
  readonly path: string
}

export class OpenSources {
  readonly #open = new Set<OpenSource>()

  constructor(private readonly interval: number = pause) {}

  /** The file as it is before it is read; null where it cannot be looked at. */
  look(path: string): Stats | null {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  }

  /** A file was opened; `before` is how it was then. Says whether another window has it, and gives the function that ends this. */
  add(path: string, before: Stats | null, listener: SourceListener): { readonly isShared: boolean; end(): void } {
    const others = [...this.#open].filter(one => one.path === path)
    for (const other of others) other.shared()
    const source = { path, ...listener }
    this.#open.add(source)
    let last = before
    const look = (now: Stats) => {
      const state = now.mtimeMs === 0 && now.size === 0 ? null : now
      if (isSame(last, state)) return
      last = state
      source.changed(state === null ? 'gone' : 'changed')
    }
    watchFile(path, { interval: this.interval, persistent: false }, look)
    return {
      isShared: others.length > 0,
      end: () => {
        unwatchFile(path, look)
        this.#open.delete(source)
      },
    }
  }
}

function isSame(a: Stats | null, b: Stats | null): boolean {
  if (a === null || b === null) return a === b
  return a.mtimeMs === b.mtimeMs && a.size === b.size && a.ino === b.ino
}
