// What travels with every reading step: caps, the inflated bytes so far, cancel and progress.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from './bytes'
import { type Limits, withinLimit } from './limits'

/** Called with the phase (such as `Inflating local.tgz`), bytes done, and bytes in all or null. */
export type OnProgress = (phase: string, done: number, total: number | null) => void

export interface CodecContext {
  /** Address of the layer being read, for messages; the file name for the outermost one. */
  readonly layer: string
  /** What addresses inside this layer begin with; empty for the outermost one. */
  readonly inside?: string
  readonly limits: Limits
  readonly budget: Budget
  /** Only names and facts are wanted: the contents of plain files are not kept, and reading one throws INTERNAL. */
  readonly listing?: boolean | undefined
  /** What a layer is expected to hold, by the same label as `layer`: what proves equal to it is held in memory only once. */
  readonly expected?: ((layer: string) => Bytes | null) | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

/** What a whole document has cost so far, over all its layers. */
export class Budget {
  /** Bytes inflated. */
  total = 0
  /** Rounds of PBKDF2. */
  rounds = 0

  /** `sourceBytes`: length of what came from outside. The ratio is looked at over all layers too: each could stay just below it. */
  constructor(public sourceBytes = Number.POSITIVE_INFINITY) {}
}

/** Counts inflated bytes of one layer against the caps `layerBytes`, `totalBytes` and `ratio`. Throws LIMIT. */
export function spend(context: CodecContext, added: number, inflated: number, compressed: number): void {
  const { limits, budget, layer } = context
  budget.total += added
  withinLimit(limits, 'layerBytes', inflated, { layer, offset: compressed })
  withinLimit(limits, 'totalBytes', budget.total, { layer, offset: compressed })
  if (inflated > limits.ratioFloor) {
    withinLimit(limits, 'ratio', inflated / Math.max(1, compressed), { layer, offset: compressed })
  }
  if (budget.total > limits.ratioFloor) {
    withinLimit(limits, 'ratio', budget.total / Math.max(1, budget.sourceBytes), { layer, offset: compressed })
  }
}

/** Throws CANCELLED once the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BootbankError('CANCELLED', 'Cancelled. Nothing was changed.')
}

/** Milliseconds of work after which timers, signals and messages are let in. */
const BREATH = 20
let breathed = Date.now()

/** To be awaited between pieces of work that hold no promise of their own: it is the only way for a cancel to get in. */
export async function breathe(): Promise<void> {
  if (Date.now() - breathed < BREATH) return
  await new Promise(setImmediate)
  breathed = Date.now()
}
