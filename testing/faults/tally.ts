// Counting what came of many trials of one kind.
import { availableParallelism } from 'node:os'

/** A line of the table. */
export interface Row {
  readonly fault: string
  readonly job: string
  readonly tries: number
  /** What was found, with how often. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Promises that were broken, in words. */
  readonly broken: readonly string[]
}

export class Tally {
  readonly #outcomes: Record<string, number> = {}
  readonly #broken: string[] = []
  #tries = 0

  constructor(
    readonly fault: string,
    readonly job: string,
  ) {}

  /** Makes a trial of each file operation that is chosen, a few at a time. */
  async each(
    names: readonly string[],
    chosen: readonly number[],
    trial: (at: number) => Promise<string>,
  ): Promise<void> {
    const trials = chosen.map(at => () => this.add(`${names[at - 1]} (${at} of ${names.length})`, () => trial(at)))
    await inLanes(trials)
  }

  /** Counts the outcome, or the promise that was broken. */
  async add(name: string, trial: () => Promise<string>): Promise<void> {
    this.#tries++
    try {
      const outcome = await trial()
      this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1
    } catch (error) {
      this.#broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  get row(): Row {
    return { fault: this.fault, job: this.job, tries: this.#tries, outcomes: this.#outcomes, broken: this.#broken }
  }
}

/** Runs four times as many at a time as there are processors: much of a trial is waiting for the disk. */
export async function inLanes(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = tasks.values()
  const lane = async () => {
    for (const task of waiting) await task()
  }
  await Promise.all(Array.from({ length: 4 * availableParallelism() }, lane))
}

/** 1 to `count`, or `most` numbers of them, evenly spread, the first and the last among them; the middle one alone. */
export function spread(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index + 1)
  if (most === 1) return [Math.ceil(count / 2)]
  return Array.from({ length: most }, (_, index) => 1 + Math.round((index * (count - 1)) / (most - 1)))
}
