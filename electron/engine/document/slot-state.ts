// What a slot of an archive holds, as data. What an edit put there is described by its name, its mode, the number of its content, and
// where an edit gave it others by owner, time and link. Trap: these are absent and never null where they are as opened, since journals
// of earlier releases do not have them.
import type { BlobId } from './blobs'

/** Whom an entry belongs to. Readers that unpack as root go by the names first, and by the numbers where a name is empty or unknown. */
export interface Owner {
  readonly uid: number
  readonly gid: number
  readonly uname: string
  readonly gname: string
}

/** An entry that is there. Null fields: as in the opened file. */
export interface Present {
  /** Whole path inside the layer, as it is shown. */
  readonly name: string | null
  /** 0 to 07777. */
  readonly mode: number | null
  readonly content: BlobId | null
  /** Absent: stored as its content is. Else an envelope is put around it when it is written, or the one that it has is left off. */
  readonly seal?: Seal
  /** What an added entry is, where it is not a file. */
  readonly kind?: 'directory' | 'symlink'
  readonly owner?: Owner
  /** Whole seconds since 1970. */
  readonly mtime?: number
  /** Target of a link, as it is shown. */
  readonly link?: string
}

/** `sealed`: under the key of the encryption.info beside it, whatever the content was sealed with. */
export type Seal = 'sealed' | 'unsealed'

/** Null: nothing is there (removed, or not added yet). */
export type SlotState = Present | null

/** The state of every slot that no edit has touched. */
export const AS_OPENED: Present = Object.freeze({ name: null, mode: null, content: null })

/** True when nothing differs from the opened file. */
export function isAsOpened(state: SlotState): boolean {
  return state !== null && sameState(state, AS_OPENED)
}

/** True when both are the same, field by field. */
export function sameState(a: SlotState, b: SlotState): boolean {
  if (a === null || b === null) return a === b
  return (
    a.name === b.name &&
    a.mode === b.mode &&
    a.content === b.content &&
    a.seal === b.seal &&
    a.kind === b.kind &&
    a.mtime === b.mtime &&
    a.link === b.link &&
    (a.owner === b.owner || (a.owner !== undefined && b.owner !== undefined && sameOwner(a.owner, b.owner)))
  )
}

/** True when numbers and names are the same. */
export function sameOwner(a: Owner, b: Owner): boolean {
  return a.uid === b.uid && a.gid === b.gid && a.uname === b.uname && a.gname === b.gname
}
