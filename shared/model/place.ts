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
