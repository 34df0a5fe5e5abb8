// Rows of a text in pages, fetched when they come into view and forgotten when others are needed. Trap: a fast scroll passes thousands of pages;
// only those still wanted when their turn comes are fetched.
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import type { LongTextRow, LongTextRows } from '../../../shared/viewers/long-text'

/** Rows of one page. */
export const pageRows = 100
/** Pages that are kept: with the longest rows some megabytes. */
const capacity = 40
/** Requests under way at once. */
const parallel = 2

/** Fetches so many rows from one on, fewer at the end. */
export type LoadRows = (from: number, count: number) => Promise<LongTextRows>

export class RowCache {
  /** In the order of use, the least recent first. */
  readonly #pages = new Map<number, readonly LongTextRow[]>()
  readonly #loading = new Set<number>()
  #wanted: readonly number[] = []
  #failure: BootbankError | null = null
  #version = 0
  readonly #listeners = new Set<() => void>()

  /** `first` are the rows that are there already. */
  constructor(
    private readonly load: LoadRows,
    first: readonly LongTextRow[],
  ) {
    // A page that is not whole would hide the rows after it.
    if (first.length >= pageRows) this.#pages.set(0, first.slice(0, pageRows))
  }

  /** Bound, for useSyncExternalStore: raised whenever `row` or `failure` may answer differently. */
  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Why rows that are wanted could not be fetched; null once they could. */
  get failure(): BootbankError | null {
    return this.#failure
  }

  /** Undefined while it is not here, and beyond the end. */
  row(index: number): LongTextRow | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows]
  }

  /** Rows from `start` (inclusive) to `end` (exclusive) are on the screen: fetches what is missing of them. */
  want(start: number, end: number): void {
    const first = Math.floor(start / pageRows)
    const last = Math.floor(Math.max(start, end - 1) / pageRows)
    this.#wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    for (const page of this.#wanted) {
      const rows = this.#pages.get(page)
      if (!rows) continue
      this.#pages.delete(page)
      this.#pages.set(page, rows)
    }
    this.#fetchNext()
  }

  /** Fetches again what failed. */
  retry(): void {
    this.#failure = null
    this.#changed()
    this.#fetchNext()
  }

  #fetchNext(): void {
    if (this.#failure) return
    for (const page of this.#wanted) {
      if (this.#loading.size >= parallel) return
      if (!this.#pages.has(page) && !this.#loading.has(page)) void this.#fetch(page)
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#loading.add(page)
    try {
      const { rows } = await this.load(page * pageRows, pageRows)
      this.#pages.set(page, rows)
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= capacity) break
        this.#pages.delete(oldest)
      }
    } catch (thrown) {
      this.#failure = BootbankError.from(toErrorData(thrown))
    }
    this.#loading.delete(page)
    this.#changed()
    this.#fetchNext()
  }

  #changed(): void {
    this.#version++
    for (const listener of this.#listeners) listener()
  }
}
