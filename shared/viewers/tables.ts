// An SQLite database as it crosses to the window: what it is made of at once, rows and cells when they are asked for.

export interface TableColumn {
  readonly name: string
  /** As it was declared; empty where nothing was. */
  readonly type: string
  /** Place in the primary key, from 1; 0 for a column outside of it. */
  readonly key: number
}

export interface TableFacts {
  readonly name: string
  /** `computed`: a view or a virtual table, which is not read. */
  readonly kind: 'table' | 'computed'
  /** Those that are stored. */
  readonly columns: readonly TableColumn[]
  /** Null where they could not be counted, or were not yet. */
  readonly rows: number | null
  readonly sql: string
}

/** An index or a trigger. */
export interface SchemaPart {
  readonly type: string
  readonly name: string
  readonly table: string
  /** Empty for an index that SQLite made by itself. */
  readonly sql: string
}

export type DatabaseCheck =
  | { readonly kind: 'sound' }
  /** The first thing that is wrong, in SQLite's words. */
  | { readonly kind: 'damaged'; readonly complaint: string }
  /** Not asked: the check would compute this part of the schema for each row. */
  | { readonly kind: 'computes'; readonly part: string }

export interface TablesView {
  readonly tables: readonly TableFacts[]
  readonly parts: readonly SchemaPart[]
  /** Bytes. */
  readonly pageSize: number
  readonly pages: number
  readonly freePages: number
  readonly encoding: string
  readonly writeAheadLog: boolean
  readonly schemaVersion: number
  readonly userVersion: number
  readonly applicationId: number
  /** What SQLite's own check says; null for a file that is too large to be checked here. */
  readonly check: DatabaseCheck | null
  /** What is to be known of this reading, a sentence each. */
  readonly notes: readonly string[]
}

/** Which rows of a table, in which order. */
export interface RowQuery {
  readonly table: string
  /** Null: as they are stored. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null
  /** Only rows in which some value holds this text; empty for all. */
  readonly filter: string
}

export interface TableCell {
  readonly kind: 'null' | 'integer' | 'real' | 'text' | 'blob' | 'unreadable'
  /** The value, secrets as bullets; bytes as hex. */
  readonly text: string
  /** Bytes of the whole value, where the text is only its beginning. */
  readonly bytes: number | null
  /** Something in it is hidden. */
  readonly secret: boolean
}

export interface TableRows {
  /** Of the query. */
  readonly total: number
  /** One list of cells a row, in the order of the stored columns. */
  readonly rows: readonly (readonly TableCell[])[]
  /** The rowid of each of them, in digits; null where the rows of the table have none. */
  readonly ids: readonly string[] | null
  /** What could not be read, and where. */
  readonly damage: string | null
}
