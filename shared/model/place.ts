// Where in a backup something stands, so that a window can go there in one step.

export interface Place {
  /** ADDRESS of the entry. */
  readonly address: string
  /** Line of a text, from 1. */
  readonly line?: number
  /** Row of a database. */
  readonly row?: {
    readonly table: string
    /** Values of the primary key, in the order of its columns. */
    readonly key: readonly string[]
  }
  /** Path of the setting. */
  readonly setting?: string
}

/** Something that does not hold and that the user should know of. */
export interface Finding {
  /** Stable name of the kind of finding, such as `STORE_BAD_JSON`. */
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  /** One sentence: what is wrong, and where. */
  readonly message: string
  readonly place: Place
}
