// What each database was left at, so that a look into another file and back loses nothing; and the row that a setting leads to.
import { create } from 'zustand'
import type { RowQuery } from '../../../shared/viewers/tables'

/** The cell that the keys are at: row 0 is the first of the query, -1 the header. */
export interface Cursor {
  readonly row: number
  readonly column: number
}

export interface ShownTable {
  readonly query: RowQuery
  readonly cursor: Cursor
  /** The cell is shown as a whole. */
  readonly open: boolean
  readonly structure: boolean
}

interface TablesState {
  /** Document and node of the database. */
  readonly file: string | null
  readonly shown: ShownTable | null
}

export const useTables = create<TablesState>(() => ({ file: null, shown: null }))

/** Shows a table of a file from its first row. */
export function showTable(file: string, table: string): void {
  const query = { table, sort: null, filter: '' }
  useTables.setState({ file, shown: { query, cursor: { row: 0, column: 0 }, open: false, structure: false } })
}

/** Changes what is shown of the table. */
export function changeShown(change: Partial<ShownTable>): void {
  useTables.setState(({ shown }) => ({ shown: shown && { ...shown, ...change } }))
}

/** Another order or filter: the first row is another one. */
export function changeQuery(change: Partial<RowQuery>): void {
  const { shown } = useTables.getState()
  if (!shown) return
  const { cursor, query } = shown
  changeShown({ query: { ...query, ...change }, cursor: { ...cursor, row: Math.min(cursor.row, 0) }, open: false })
}
