// Mutants that no test can kill, each with the reason: the changed program does the same, only slower or with more memory, or what it
// would do otherwise cannot come about. Known by the file and the changed text, so that a moved line stays known.

export interface Survivor {
  readonly file: string
  /** The text as it stands, and what it was changed to. */
  readonly from: string
  readonly to: string
  readonly why: string
}

export const survivors: readonly Survivor[] = []
