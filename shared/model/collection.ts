// What was collected of a host for somebody else to look at (a vm-support bundle, a UAC collection, or either unpacked), as every host of the
// program tells of it: the copies of the host's state in it.

export type CollectionKind = 'vm-support' | 'uac' | 'archive' | 'folder'

/** What a copy is a copy of. */
export type CopyKind = 'state' | 'config-bundle' | 'local' | 'esx-conf' | 'config-store'

/** One copy of a host's state, or of a part of it. */
export interface FoundCopy {
  /** 1 for the first one: by which it is asked for. */
  readonly number: number
  /** As it stands in the collection. */
  readonly path: string
  readonly kind: CopyKind
  /** Bytes. */
  readonly size: number
  /** ISO 8601, UTC; null where it is not a date. */
  readonly modified: string | null
  /** Why it cannot be opened; null where it can. Of an esx.conf or a ConfigStore, opening it opens all files of the host beside it. */
  readonly problem: string | null
}

export interface CollectionReport {
  readonly name: string
  readonly kind: CollectionKind
  /** Bytes of the file; 0 for a folder. */
  readonly size: number
  /** Files and folders that were looked at. */
  readonly entries: number
  /** Bytes of all that were, unpacked. */
  readonly bytes: number
  readonly copies: readonly FoundCopy[]
  /** Where reading ended before the end, and what was left out. */
  readonly problems: readonly string[]
}
