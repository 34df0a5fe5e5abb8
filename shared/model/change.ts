// One line of the changes list, and what its diff shows.
import type { CertificateDifference } from './certificate-differences'
import type { SecretNames } from '../secrets/secret'
import type { TextLanguage } from './preview'
import type { NodeId } from './node'

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'content'
  | 'mode'
  | 'owner'
  | 'time'
  | 'link'
  | 'renamed'
  | 'sealed'
  | 'unsealed'

export interface Change {
  /** The entry; also the handle to revert it by. */
  readonly node: NodeId
  /** Address now; for a removed entry, the address it had. */
  readonly address: string
  /** Address in the opened file; null for an added entry. */
  readonly before: string | null
  /** At least one; `added` and `removed` stand alone. */
  readonly kinds: readonly ChangeKind[]
  /** Octal modes when `mode` is among the kinds. */
  readonly mode: { readonly before: string; readonly after: string } | null
  /** Both sides of what differs in the header beside the mode: owner as `uid:gid uname:gname`, time in ISO 8601, link target. */
  readonly facts: readonly HeaderDifference[]
  /** Bytes before and after; null on the side where the entry is not. */
  readonly size: { readonly before: number | null; readonly after: number | null }
}

/** A fact of the header that differs. */
export interface HeaderDifference {
  readonly kind: 'owner' | 'time' | 'link'
  readonly before: string
  readonly after: string
}

export interface DiffSide {
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** One setting of ConfigStore that differs; values as text, secrets as bullets, null where it is not. */
export interface SettingDifference {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** One value of a stored row that differs; secrets as bullets, null on the side where the row is not. */
export interface RowDifference {
  readonly table: string
  /** The rowid, or the values of the primary key where the rows of the table have none. */
  readonly row: string
  readonly column: string
  readonly before: string | null
  readonly after: string | null
}

export type ChangeDiff =
  /** Null: the entry is absent on that side. */
  | {
      readonly kind: 'text'
      readonly before: string
      readonly after: string
      readonly language: TextLanguage
      /** Beyond those that are secret everywhere. */
      readonly secretNames: SecretNames
    }
  | { readonly kind: 'binary'; readonly before: DiffSide | null; readonly after: DiffSide | null }
  /** A ConfigStore: what its settings were and are. */
  | {
      readonly kind: 'settings'
      readonly before: DiffSide | null
      readonly after: DiffSide | null
      readonly settings: readonly SettingDifference[]
      /** What differs in its rows, as far as both are states of one file. */
      readonly rows: readonly RowDifference[]
    }
  /** An SQLite file, row by row. */
  | {
      readonly kind: 'rows'
      readonly before: DiffSide | null
      readonly after: DiffSide | null
      readonly rows: readonly RowDifference[]
    }
  /** Certificates that are all that differs. */
  | {
      readonly kind: 'certificates'
      readonly before: DiffSide | null
      readonly after: DiffSide | null
      readonly certificates: readonly CertificateDifference[]
    }
  | { readonly kind: 'too-large'; readonly before: DiffSide | null; readonly after: DiffSide | null }
  /** Content is the same: only header facts differ. */
  | { readonly kind: 'header' }
