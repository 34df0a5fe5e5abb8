// What an investigator would look at in a backup: observations, each with its reason and place, and its entries by their times.
import type { Place } from './place'

/** One thing that a rule saw. No verdict. */
export interface Observation {
  /** Name of the rule. */
  readonly rule: string
  readonly title: string
  /** Why one would look at it. */
  readonly reason: string
  /** Names out of the archive only as the document shows them. */
  readonly message: string
  readonly place: Place | null
}

export interface ObservationList {
  readonly observations: readonly Observation[]
  /** How many rules were asked. */
  readonly rules: number
  /** SHA-256 of the file as it was opened, hex. */
  readonly sha256: string
}

/** A stretch of time: from `from`, up to and without `to`; seconds since 1970, UTC. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The entries of a host's layers by mtime, counted in buckets of equal length. */
export interface Timeline {
  /** Entries with a time. */
  readonly dated: number
  /** Entries whose header says 1970 or earlier, which is how a missing time looks. */
  readonly undated: number
  /** From the first entry to the last one; null where none has a time. */
  readonly all: Span | null
  /** What the buckets cover. */
  readonly shown: Span
  /** Entries in each bucket, the first one first. */
  readonly buckets: readonly number[]
  /** Long stretches within `shown` in which no entry has its time, the longest first. */
  readonly gaps: readonly Span[]
}

/** An entry by its time. */
export interface TimedEntry {
  readonly address: string
  /** Seconds since 1970. */
  readonly mtime: number
  readonly kind: string
}

export interface TimedEntries {
  readonly entries: readonly TimedEntry[]
  /** All in the span; more than `entries` where there are very many. */
  readonly total: number
}

/** Most buckets that are asked for at once. */
export const mostBuckets = 2000
/** Most entries that are listed for a span. */
export const mostTimedEntries = 1000

/** How the observations are handed out: a page, or one JSON object a line. */
export const observationFormats = ['html', 'json'] as const
export type ObservationFormat = (typeof observationFormats)[number]

/** Bars of the timeline on a page. */
export const reportBuckets = 160
