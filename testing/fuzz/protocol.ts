// What travels between the watchdog and the thread that does the work.

/** What a thread is to do: generated inputs, or one that is given. */
export interface Work {
  readonly seed: string
  /** Numbers of the inputs, `to` not included. */
  readonly from: number
  readonly to: number
  /** Instead of generated ones. */
  readonly input: Uint8Array | null
  /** Two numbers: the number of the input in hand (−1 between inputs), and when it was begun (milliseconds since 1970). */
  readonly clock: Float64Array
}

export interface Failure {
  readonly number: number
  /** The promise that was broken. */
  readonly oracle: string
  readonly message: string
  readonly stack: string
}

export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** Outcomes with their counts since the last such report. */
  | { readonly kind: 'done'; readonly outcomes: Readonly<Record<string, number>>; readonly last: boolean }
