// Another backup beside the opened one, and what differs between the two.
import type { CertificateDifferences } from './certificate-differences'
import type { NetworkDifferences } from './network-differences'

/** The backup to compare with. */
export interface ComparedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** One of the two, as a report names it. */
export interface ComparedSide extends ComparedFile {
  /** ISO 8601; null where it is not known. */
  readonly savedAt: string | null
  /** How often the host had saved its state; null where the backup does not say. */
  readonly counter: number | null
}

/** A fact of the host's card that differs: the texts that only one side has. */
export interface CardDifference {
  /** Id of the fact. */
  readonly id: string
  /** Title of its group. */
  readonly group: string
  readonly title: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What of an entry differs. */
export const comparedAspects = ['content', 'mode', 'owner', 'mtime', 'type', 'link', 'order'] as const
export type ComparedAspect = (typeof comparedAspects)[number]

/** A fact of an entry's header that differs, as text: octal mode, `uid:gid uname:gname`, time in ISO 8601, kind, target of a link. */
export interface ComparedFact {
  readonly aspect: Exclude<ComparedAspect, 'content' | 'order'>
  readonly before: string
  readonly after: string
}

export interface ComparedEntry {
  /** ADDRESS in the later backup; of a removed entry, in the earlier one. */
  readonly address: string
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  /** Empty unless changed. */
  readonly what: readonly ComparedAspect[]
  /** Both sides of those that are about its header. */
  readonly facts: readonly ComparedFact[]
  /** ADDRESS in the earlier backup, where it is another one. */
  readonly from: string | null
  /** Of an esx.conf or a ConfigStore: keys or settings with old and new value, secrets as bullets; null of others. */
  readonly keys:
    | readonly { readonly key: string; readonly before: string | null; readonly after: string | null }[]
    | null
  /** Of a file that holds certificates: what they say differently; null of others. */
  readonly certificates: CertificateDifferences | null
  /** It differs with every backup and means nothing, such as a counter. */
  readonly noise: boolean
}

export interface ComparisonSide extends ComparedSide {
  /** It is the document itself, as it is now. */
  readonly isOpened: boolean
}

export interface Comparison {
  /** The earlier one, by the time at which each was saved. */
  readonly before: ComparisonSide
  readonly after: ComparisonSide
  readonly entries: readonly ComparedEntry[]
  /** Empty, as is what differs in the network, where the inside of one of the two cannot be opened. */
  readonly card: readonly CardDifference[]
  readonly network: NetworkDifferences
  /** Names of those whose inside, with the settings of the host, cannot be opened. */
  readonly unseen: readonly string[]
}

/** What changed from one of several backups to the next. */
export interface ComparisonStep {
  readonly before: ComparisonSide
  readonly after: ComparisonSide
  /** Those that mean something, at most `mostStepEntries`. */
  readonly entries: readonly ComparedEntry[]
  /** Such entries in all. */
  readonly count: number
  /** Entries that differ with every backup and mean nothing. */
  readonly noise: number
  readonly card: readonly CardDifference[]
  /** Parts of the network that differ. */
  readonly networkParts: number
  readonly unseen: readonly string[]
}

/** Entries that are told of a step: its comparison has all. */
export const mostStepEntries = 200
/** Backups that can be put beside the document at once. */
export const mostCompared = 100

/** How a comparison can be handed out: a unified diff, one page that opens anywhere, an object a line. */
export const comparisonFormats = ['html', 'diff', 'json'] as const
export type ComparisonFormat = (typeof comparisonFormats)[number]
