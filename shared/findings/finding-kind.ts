// What the tables of findings declare of each code.
import type { Severity } from '../model/severity'

/** One code: `message` makes the sentence from what was found, and says by its parameter what that has to be. */
export interface FindingKind<F extends readonly never[] = readonly never[]> {
  readonly severity: Severity
  /** What it means to the host or to the user, for documentation. */
  readonly means: string
  /** Where that is known from. */
  readonly source: string
  readonly message: (...facts: F) => string
}

export type FindingTable = Readonly<Record<string, FindingKind>>
