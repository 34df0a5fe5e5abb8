import { z } from 'zod'
import { atNode, rowid, shortText } from '../contract/fields'

/** A stored row of an SQLite file taken out; `row` and `at` as in rowSet. */
export const rowRemove = {
  request: z.strictObject({ ...atNode, table: shortText, row: rowid, at: z.iso.datetime().optional() }),
}
