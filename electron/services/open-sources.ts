// The files that are open, of all windows of a program: a second window on one file is told to both, and so is a file that changes on the
// disk while it is open. What is shown stays what was read.
import { type Stats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Milliseconds between two looks at a file: watching by events misses what happens on network drives. */
const pause = 2000

/** Who has a file open. */
export interface SourceListener {
  /** Another window opened the same file. */
  shared(): void
  /** It is not as it was when it was opened; told once for each such change. */
  changed(now: 'changed' | 'gone'): void
}

export interface AddedSource {
  /** Another window has the file. */
  readonly isShared: boolean
  /** What became of it while it was being opened; null where it is as it was. */
  readonly changed: 'changed' | 'gone' | null
  end(): void
}

interface OpenSource extends SourceListener {
  readonly path: string
  /** How it was when it was opened. */
  readonly before: Stats | null
}

/** The open files of all windows. */
export class OpenSources {
  readonly #open = new Set<OpenSource>()

  constructor(private readonly interval: number = pause) {}

  /** The file as it is before it is read; null where it cannot be looked at. */
  look(path: string): Stats | null {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  }

  /** A file was opened; `before` is how it was then. Says what is known of it by now, and gives the function that ends this. */
  add(path: string, before: Stats | null, listener: SourceListener): AddedSource {
    const others = [...this.#open].filter(one => one.path === path || isSameFile(one.before, before))
    for (const other of others) other.shared()
    const source = { path, before, ...listener }
    this.#open.add(source)
    const now = this.look(path)
    const end = watch(path, now, this.interval, state => source.changed(state === null ? 'gone' : 'changed'))
    return {
      isShared: others.length > 0,
      changed: isSame(before, now) ? null : now === null ? 'gone' : 'changed',
      end: () => {
        end()
        this.#open.delete(source)
      },
    }
  }
}

/**
 * Calls back each time a file is not as it was at the look before, the first of which is `last`; gives the function that ends this. Node's
 * watchFile is not used: it compares with a first look of its own, and what changes before that one is never told.
 */
function watch(path: string, last: Stats | null, interval: number, changed: (now: Stats | null) => void): () => void {
  let timer: NodeJS.Timeout
  let ended = false
  let before = last
  const wait = () => {
    timer = setTimeout(() => void look(), interval).unref()
  }
  const look = async () => {
    const now = await stat(path).catch(() => null)
    if (ended) return
    if (!isSame(before, now)) {
      before = now
      changed(now)
    }
    wait()
  }
  wait()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** Whether two names are of one file. A system that numbers its files 0 does not tell. */
function isSameFile(a: Stats | null, b: Stats | null): boolean {
  return a !== null && b !== null && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev
}

function isSame(a: Stats | null, b: Stats | null): boolean {
  if (a === null || b === null) return a === b
  return a.mtimeMs === b.mtimeMs && a.size === b.size && a.ino === b.ino
}
