// What became of one mutant.
import { survivors } from './survivors'

export interface Outcome {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly mutator: string
  readonly from: string
  readonly to: string
  readonly status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage'
}

export const isKilled = ({ status }: Outcome) => status === 'Killed' || status === 'Timeout'

/** Why no test can kill it, where that is known. */
export const reasonFor = (one: Outcome): string | null =>
  survivors.find(({ file, from, to }) => file === one.file && from === one.from && to === one.to)?.why ?? null
