// How far a long operation is, told sparsely: nothing while it is quick, then each quarter of a phase once, or each new phase where
// its total is not known. Its start and its end are announced by the code that runs it.
import type { OperationId } from '../../shared/model/operation'
import { announce } from '../ui/announcer'
import { text } from '../ui/text'
import { type Operation, useOperations } from './operations'

/** Milliseconds that an operation may take without being told about. */
export const quiet = 2_000

/** Takes what runs now, as often as it changes, and says what is worth saying. `now`: milliseconds. */
export function progressTeller(say: (message: string) => void, now: () => number) {
  const begun = new Map<OperationId, { readonly at: number; told: string }>()
  return (running: readonly Operation[]): void => {
    for (const id of begun.keys()) if (!running.some(operation => operation.id === id)) begun.delete(id)
    for (const operation of running) {
      const known = begun.get(operation.id)
      if (known === undefined) begun.set(operation.id, { at: now(), told: worthTelling(operation) })
      else {
        const news = worthTelling(operation)
        if (news === known.told || now() - known.at < quiet) continue
        known.told = news
        if (news !== '' && !operation.cancelling) say(news)
      }
    }
  }
}

/** A sentence that changes as rarely as it is to be told; empty in the first quarter. */
function worthTelling({ title, phase, done, total }: Operation): string {
  if (total === null || total <= 0) return phase === title ? '' : phase
  const quarters = Math.min(3, Math.floor((done / total) * 4))
  return quarters === 0 ? '' : text.app.progress(phase, quarters * 25)
}

/** Announces progress from now on. */
export function announceProgress(): void {
  const tell = progressTeller(announce, () => performance.now())
  useOperations.subscribe(({ running }) => tell(running))
}
