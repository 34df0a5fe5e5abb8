// What a sanitised copy has to say for itself: what was replaced, and what was not looked into. Places, kinds and counts; never a value.
import type { BundleFile } from './bundle'

/** What `--pseudonymise` takes. */
export const pseudonymKinds = ['addresses', 'names', 'uuids', 'macs'] as const
export type PseudonymKind = (typeof pseudonymKinds)[number]

/** Values of one kind in one place. */
export interface Replaced {
  /** ADDRESS in the copy's source. */
  readonly address: string
  /** A kind of secret, or of pseudonym. */
  readonly kind: string
  readonly count: number
}

/** What could not be looked into, and is not in the copy: a note stands in its place. */
export interface NotLookedInto {
  readonly address: string
  readonly reason: string
}

/** A copy that was written, with what it says of itself. */
export interface SanitisedResult {
  readonly file: BundleFile
  readonly report: SanitisedReport
  /** Where it is, for the user's eyes. */
  readonly label: string
  /** Address to fetch it from, in the browser host; null in the desktop window. */
  readonly download: string | null
}

export interface SanitisedReport {
  readonly replaced: readonly Replaced[]
  readonly removed: readonly NotLookedInto[]
  /** What is worth knowing besides, as sentences. */
  readonly notes: readonly string[]
  readonly proof: {
    readonly layers: number
    readonly entries: number
    /** Byte patterns that were searched for: each secret as it is, as hex, as base64, in UTF-16. */
    readonly patterns: number
    /** Secrets too short or too plain to be searched for as bytes: they were replaced where the rule for secrets knows them. */
    readonly tooPlain: number
  }
}
