// What a search through everything asks, and what it gives.
import type { Place } from './place'

export interface SearchQuery {
  readonly text: string
  /** The text is a regular expression in the syntax of RE2, which takes time in proportion to what it reads. */
  readonly regex: boolean
  readonly matchCase: boolean
  /** Not within a longer word. */
  readonly word: boolean
}

export interface SearchHit {
  readonly kind: 'name' | 'text' | 'bytes' | 'certificate' | 'setting' | 'row'
  /** The entry, with the line or the row where it is one. */
  readonly place: Place
  /** Byte in the entry, of one that is not text; else null. */
  readonly offset: number | null
  /** The line, cut where it is long: what is before the match, the match, what is after it. Secrets are bullets. */
  readonly before: string
  readonly match: string
  readonly after: string
}

export interface SearchResult {
  /** Hits that were given. */
  readonly found: number
  /** False where there are more, which were not looked for. */
  readonly complete: boolean
}
