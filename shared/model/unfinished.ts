/** Edits that were never written out, of a run of the program that has ended. */
export interface UnfinishedWork {
  readonly id: string
  readonly name: string
  /** Folder of the file, shortened for the eye; null for an upload, which has to be given again. */
  readonly place: string | null
  /** Steps that can be undone. */
  readonly edits: number
  /** What the last of them did, such as `Edit etc/hosts`. */
  readonly last: string
  /** When, ISO 8601. */
  readonly at: string
  /** Something at the end could not be read, and is lost. */
  readonly torn: boolean
}

/** All of it, newest first. */
export interface UnfinishedList {
  readonly work: readonly UnfinishedWork[]
  /** Who keeps the key that it is sealed with; null where the program keeps no edits. */
  readonly keptBy: 'system' | 'file' | null
}
