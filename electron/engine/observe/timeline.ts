// The entries of the host's layers by mtime: counted in buckets, with the long gaps between them, or listed for a span. The times are those of
// the tar headers (docs/formats.md section 3): whole seconds since 1970 in UTC, set by whoever wrote the file, and no proof of anything.
import {
  mostTimedEntries,
  type Span,
  type TimedEntries,
  type TimedEntry,
  type Timeline,
} from '../../../shared/model/observation'
import type { Document } from '../document/document'

/** Part of the shown stretch that a gap takes at the least. */
const GAP_PART = 0.05
const MOST_GAPS = 20

/** Every entry of the layers from the file to the host's archive, by time, as the document is now. */
export function timedEntries(document: Document): readonly TimedEntry[] {
  return document
    .chain()
    .flatMap(layer => layer.entries().map(({ address, mtime, kind }) => ({ address, mtime, kind })))
    .sort((a, b) => a.mtime - b.mtime)
}

/**
 * Counts entries, which are in the order of their times, in `count` buckets of equal length. `shown` null: from the first to the last one. Every
 * dated entry within the stretch is in exactly one bucket.
 */
export function timeline(entries: readonly TimedEntry[], shown: Span | null, count: number): Timeline {
  const undated = firstFrom(entries, 1)
  const dated = entries.length - undated
  const [first, last] = [entries[undated], entries.at(-1)]
  const all = dated > 0 && first && last ? { from: first.mtime, to: last.mtime + 1 } : null
  const span = shown ?? all ?? { from: 0, to: 1 }
  const from = firstFrom(entries, Math.max(1, span.from))
  const to = firstFrom(entries, Math.max(1, span.to))
  const buckets = new Array<number>(count).fill(0)
  const length = (span.to - span.from) / count
  for (let at = from; at < to; at++) {
    const bucket = Math.floor(((entries[at]?.mtime ?? 0) - span.from) / length)
    // Rounding may put the last second a hair beyond the end.
    const within = Math.min(bucket, count - 1)
    buckets[within] = (buckets[within] ?? 0) + 1
  }
  return { dated, undated, all, shown: span, buckets, gaps: gapsOf(entries, from, to, span) }
}

/** The dated entries of a span, at most `mostTimedEntries` of them, the first one first. */
export function entriesWithin(entries: readonly TimedEntry[], { from, to }: Span): TimedEntries {
  const start = firstFrom(entries, Math.max(1, from))
  const end = firstFrom(entries, Math.max(1, to))
  return { entries: entries.slice(start, Math.min(end, start + mostTimedEntries)), total: Math.max(0, end - start) }
}

/** Stretches between two neighbours that both lie in the span. What comes before the first and after the last one is not a gap. */
function gapsOf(entries: readonly TimedEntry[], from: number, to: number, span: Span): readonly Span[] {
  const least = (span.to - span.from) * GAP_PART
  const gaps: Span[] = []
  for (let at = from + 1; at < to; at++) {
    const gap = { from: (entries[at - 1]?.mtime ?? 0) + 1, to: entries[at]?.mtime ?? 0 }
    if (gap.to - gap.from >= least) gaps.push(gap)
  }
  return gaps.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_GAPS)
}

/** Index of the first entry at or after a time. */
function firstFrom(entries: readonly TimedEntry[], time: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entries[middle]?.mtime ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
