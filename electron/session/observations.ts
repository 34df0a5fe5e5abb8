// Observations and the timeline, as the window asks for them. The times are put in order once for each revision.
import type { ObservationList, Span, TimedEntries, TimedEntry, Timeline } from '../../shared/model/observation'
import type { Document } from '../engine/document/document'
import { observationRules, observe } from '../engine/observe/observe'
import { entriesWithin, timedEntries, timeline } from '../engine/observe/timeline'
import type { CommandContext } from './session-commands'

/** What every rule sees now. Rejects CANCELLED. */
export async function observationsOf(document: Document, context: CommandContext): Promise<ObservationList> {
  const observations = await observe(document, new Date(), context)
  return { observations, rules: observationRules.length, sha256: document.digest() }
}

/** The timeline of one document. */
export class Times {
  #known: { readonly revision: number; readonly layers: number; readonly entries: readonly TimedEntry[] } | null = null

  constructor(private readonly document: Document) {}

  buckets(shown: Span | null, count: number): Timeline {
    return timeline(this.#entries(), shown, count)
  }

  within(span: Span): TimedEntries {
    return entriesWithin(this.#entries(), span)
  }

  #entries(): readonly TimedEntry[] {
    const { revision } = this.document
    // A key opens a layer without an edit.
    const layers = this.document.chain().length
    if (this.#known?.revision !== revision || this.#known.layers !== layers)
      this.#known = { revision, layers, entries: timedEntries(this.document) }
    return this.#known.entries
  }
}
