// What a journal needs to know after each command: how the history differs from what was told last. It goes by the edits themselves, so
// that it need not know which command made them.
import { toUint8Array } from '../engine/codecs/bytes'
import type { BlobId } from '../engine/document/blobs'
import type { Document } from '../engine/document/document'
import { blobsOf, type Edit } from '../engine/document/edit'

/** How a history goes on from where it was: some edits stay, others follow. */
export interface HistoryStep {
  /** How many of the edits that were done are still, counted from the oldest. */
  readonly keepDone: number
  readonly done: readonly Edit[]
  /** The same for those that were undone. */
  readonly keepUndone: number
  readonly undone: readonly Edit[]
  /** Contents that these edits are the first to name. */
  readonly blobs: readonly { readonly id: BlobId; readonly content: Uint8Array }[]
  /** Whether this state has been written out: nothing would be lost now. */
  readonly clean: boolean
}

/** What was already told of one document's history. */
export class JournalFeed {
  #done: readonly Edit[] = []
  #undone: readonly Edit[] = []
  #clean = true
  readonly #told = new Set<BlobId>()

  constructor(private readonly document: Document) {}

  /** What came since the last call; null for nothing. `dirty`: there are changes that were never written out. */
  next(dirty: boolean): HistoryStep | null {
    const { history, blobs } = this.document.recorded()
    const { done, undone } = history
    const keepDone = shared(this.#done, done)
    const keepUndone = shared(this.#undone, undone)
    const same = [this.#done.length, done.length].every(length => length === keepDone)
    const sameUndone = [this.#undone.length, undone.length].every(length => length === keepUndone)
    const clean = !dirty
    if (same && sameUndone && clean === this.#clean) return null
    this.#done = done
    this.#undone = undone
    this.#clean = clean
    const fresh = { done: done.slice(keepDone), undone: undone.slice(keepUndone) }
    const ids = [...fresh.done, ...fresh.undone].flatMap(blobsOf).map(({ blob }) => blob)
    const unknown = [...new Set(ids)].filter(id => !this.#told.has(id))
    for (const id of unknown) this.#told.add(id)
    return {
      keepDone,
      keepUndone,
      ...fresh,
      blobs: unknown.flatMap(id => {
        const content = blobs.get(id)
        return content ? [{ id, content: toUint8Array(content) }] : []
      }),
      clean,
    }
  }

  /** The next step tells everything again: for a journal that is started over. */
  restart(): void {
    this.#done = []
    this.#undone = []
    this.#clean = true
    this.#told.clear()
  }
}

function shared(before: readonly Edit[], after: readonly Edit[]): number {
  const end = Math.min(before.length, after.length)
  let at = 0
  while (at < end && before[at] === after[at]) at++
  return at
}
