// Several backups and the document in the order in which they were saved, and what changed from each to the next. Two of them are open at a time
// beside the document, however many there are.
import { type ComparisonStep, mostStepEntries } from '../../shared/model/comparison'
import { compareBackups } from '../engine/diff/comparison'
import type { Document } from '../engine/document/document'
import { backupFacts } from '../engine/facts/backup-facts'
import { type ComparedSource, comparedSource } from './compared-source'
import type { CommandContext } from './session-commands'

/** The steps between several backups, and the two that are looked at. */
export class ComparisonLog {
  private constructor(
    private readonly document: Document,
    /** In the order of time. */
    private readonly sources: readonly ComparedSource[],
  ) {}

  /** Reads the files at paths and puts them in order; those of one time, or of none, stay as they were given, those without a time first,
   * and the document after others of its time. */
  static async of(document: Document, paths: readonly string[], context: CommandContext): Promise<ComparisonLog> {
    await document.openChain(context)
    const itself: ComparedSource = { open: async () => document }
    const timed: { readonly source: ComparedSource; readonly time: string }[] = []
    for (const path of paths) {
      const source = await comparedSource(path, context)
      timed.push({ source, time: backupFacts(await source.open(document, context)).savedAt ?? '' })
    }
    timed.push({ source: itself, time: backupFacts(document).savedAt ?? '' })
    const ordered = timed.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    return new ComparisonLog(
      document,
      ordered.map(({ source }) => source),
    )
  }

  /** What changed with each step. Rejects CANCELLED. */
  async steps(context: CommandContext): Promise<readonly ComparisonStep[]> {
    const steps: ComparisonStep[] = []
    let before: Document | null = null
    for (const source of this.sources) {
      const after: Document = await source.open(this.document, context)
      if (before) steps.push(await this.#stepBetween(before, after, context))
      before = after
    }
    return steps
  }

  /** Both backups of a step, opened; null where there is no such step. */
  async pairAt(index: number, context: CommandContext): Promise<readonly [Document, Document] | null> {
    const [before, after] = [this.sources[index], this.sources[index + 1]]
    if (!before || !after) return null
    return [await before.open(this.document, context), await after.open(this.document, context)]
  }

  async #stepBetween(a: Document, b: Document, context: CommandContext): Promise<ComparisonStep> {
    const { before, after, entries, card, network, unseen } = await compareBackups(a, b, context)
    const told = entries.filter(({ noise }) => !noise)
    return {
      before: { ...before, isOpened: a === this.document },
      after: { ...after, isOpened: b === this.document },
      entries: told.slice(0, mostStepEntries),
      count: told.length,
      noise: entries.length - told.length,
      card,
      networkParts: network.parts.length,
      unseen,
    }
  }
}
