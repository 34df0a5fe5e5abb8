// What a table of the fleet is: names, types and meanings of its columns. The trap: names stand in SQL, so none may be a reserved word.

/** Types of values, each also as null: `time` is ISO 8601 in UTC, `texts` a list, `json` a text that holds JSON. */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'time' | 'texts' | 'json'

interface Values {
  readonly text: string
  readonly integer: number
  readonly boolean: boolean
  readonly time: string
  readonly texts: readonly string[]
  readonly json: string
}

/** A column as [type, meaning]. */
export type Column = readonly [type: ColumnType, meaning: string]

export interface Table {
  /** What a row is. */
  readonly row: string
  readonly columns: Readonly<Record<string, Column>>
}

/** One row: every column of the table, null where the backup does not hold it. */
export type RowOf<T extends Table> = {
  readonly [C in keyof T['columns']]: Values[T['columns'][C][0]] | null
}

/** Where a value stands in the backup. */
export const source = {
  address: ['text', 'ADDRESS of the entry it is read from'],
  line: ['integer', 'line in it, from 1'],
  setting: ['text', 'path of the setting'],
} as const satisfies Table['columns']
