// Pages of something large, fetched when they come into view and forgotten when others are needed. Trap: a fast scroll passes thousands of
// pages; only those still wanted when their turn comes are fetched.
import { BootbankError, toErrorData } from '../../../shared/model/errors'

export interface PagesOptions {
  /** Pages kept. */
  readonly capacity: number
  /** Requests under way at once. */
  readonly parallel: number
}

/** Fetches a page by its number, from 0. */
export type LoadPage<T> = (page: number) => Promise<T>

interface Held<T> {
  readonly content: T
  /** Generation in which it was fetched. */
  readonly generation: number
}

/** The pages of one thing. */
export class Pages<T> {
  #load: LoadPage<T>
  #generation = 0
  /** In the order of use, the least recent first. */
  readonly #held = new Map<number, Held<T>>()
  #wanted: readonly number[] = []
  readonly #loading = new Set<number>()
  #failure: BootbankError | null = null
  #version = 0
  readonly #listeners = new Set<() => void>()

  constructor(
    load: LoadPage<T>,
    private readonly options: PagesOptions,
  ) {
    this.#load = load
  }

  /** Bound, for useSyncExternalStore: raised whenever a page or `failure` may be another one. */
  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Why pages that are wanted could not be fetched; null once they could. */
  get failure(): BootbankError | null {
    return this.#failure
  }

  /** Fetches again what failed. */
  retry(): void {
    this.#failure = null
    this.#changed()
    this.#fetchNext()
  }

  /** Undefined while it is not here. */
  protected page(number: number): T | undefined {
    return this.#held.get(number)?.content
  }

  /** Takes a page that is here already. */
  protected put(number: number, content: T): void {
    this.#held.delete(number)
    this.#held.set(number, { content, generation: this.#generation })
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.options.capacity) break
      this.#held.delete(oldest)
    }
  }

  /** Pages from one to another are on the screen: fetches those that are missing. */
  protected wantPages(first: number, last: number): void {
    this.#wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    for (const number of this.#wanted) {
      const held = this.#held.get(number)
      if (!held) continue
      this.#held.delete(number)
      this.#held.set(number, held)
    }
    this.#fetchNext()
  }

  /** Everything changed: what is here stays until it has been fetched again. */
  protected renewPages(load: LoadPage<T>): void {
    this.#load = load
    this.#generation++
    this.#loading.clear()
    this.#failure = null
    this.#fetchNext()
  }

  #fetchNext(): void {
    if (this.#failure) return
    for (const number of this.#wanted) {
      if (this.#loading.size >= this.options.parallel) return
      const isFresh = this.#held.get(number)?.generation === this.#generation
      if (!isFresh && !this.#loading.has(number)) void this.#fetch(number)
    }
  }

  async #fetch(number: number): Promise<void> {
    const generation = this.#generation
    this.#loading.add(number)
    try {
      const content = await this.#load(number)
      if (generation !== this.#generation) return
      this.put(number, content)
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
