// Bytes of a file in pages, fetched when they come into view and forgotten when others are needed. Trap: a fast scroll
// through a large file passes thousands of pages; only those still wanted when their turn comes are fetched.
import { BootbankError, toErrorData } from '../../../shared/model/errors'

/** Bytes of one page. */
export const pageSize = 16 * 1024

/** Fetches `length` bytes at `offset`, fewer at the end of the file. */
export type LoadBytes = (offset: number, length: number) => Promise<Uint8Array>

interface Page {
  readonly bytes: Uint8Array
  /** Generation in which it was fetched. */
  readonly generation: number
}

export interface PageCacheOptions {
  /** Pages kept. */
  readonly capacity: number
  /** Requests under way at once. */
  readonly parallel: number
}

export class PageCache {
  #load: LoadBytes
  #generation = 0
  /** In the order of use, the least recent first. */
  readonly #pages = new Map<number, Page>()
  #wanted: readonly number[] = []
  readonly #loading = new Set<number>()
  #failure: BootbankError | null = null
  #version = 0
  readonly #listeners = new Set<() => void>()

  constructor(
    load: LoadBytes,
    private readonly options: PageCacheOptions = { capacity: 96, parallel: 2 },
  ) {
    this.#load = load
  }

  /** Bound, for useSyncExternalStore: raised whenever `byteAt` or `failure` may answer differently. */
  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Why bytes that are wanted could not be fetched; null once they could. */
  get failure(): BootbankError | null {
    return this.#failure
  }

  /** The byte at an offset; null while it is not here or beyond the end. */
  byteAt(offset: number): number | null {
    const page = this.#pages.get(Math.floor(offset / pageSize))
    return page?.bytes[offset % pageSize] ?? null
  }

  /** Bytes from `start` (inclusive) to `end` (exclusive) are on the screen: fetches what is missing of them. */
  want(start: number, end: number): void {
    const first = Math.floor(start / pageSize)
    const last = Math.floor(Math.max(start, end - 1) / pageSize)
    this.#wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    for (const number of this.#wanted) this.#touch(number)
    this.#fetchNext()
  }

  /** The file changed: what is here stays visible until it has been fetched again. */
  renew(load: LoadBytes): void {
    this.#load = load
    this.#generation++
    this.#loading.clear()
    this.#failure = null
    this.#fetchNext()
  }

  /** Fetches again what failed. */
  retry(): void {
    this.#failure = null
    this.#changed()
    this.#fetchNext()
  }

  #touch(number: number): void {
    const page = this.#pages.get(number)
    if (!page) return
    this.#pages.delete(number)
    this.#pages.set(number, page)
  }

  #fetchNext(): void {
    if (this.#failure) return
    for (const number of this.#wanted) {
      if (this.#loading.size >= this.options.parallel) return
      const isFresh = this.#pages.get(number)?.generation === this.#generation
      if (!isFresh && !this.#loading.has(number)) void this.#fetch(number)
    }
  }

  async #fetch(number: number): Promise<void> {
    const generation = this.#generation
    this.#loading.add(number)
    try {
      const bytes = await this.#load(number * pageSize, pageSize)
      if (generation !== this.#generation) return
      this.#pages.delete(number)
      this.#pages.set(number, { bytes, generation })
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= this.options.capacity) break
        this.#pages.delete(oldest)
      }
    } catch (thrown) {
      if (generation !== this.#generation) return
      this.#failure = BootbankError.from(toErrorData(thrown))
    }
    this.#loading.delete(number)
    this.#changed()
    this.#fetchNext()
  }

  #changed(): void {
    this.#version++
    for (const listener of this.#listeners) listener()
  }
}
