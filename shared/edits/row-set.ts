import { z } from 'zod'
import { atNode, jsonText, rowid, shortText, textBody } from '../contract/fields'

/**
 * One value of a stored row of an SQLite file, as it is: no schema is asked, what the host makes of it is not known. `row` is the rowid in
 * digits; `value` is JSON: null, a text, a number, or `{"hex": "00ff"}` for bytes. `at` is the time that triggers are given, ISO 8601; now, unless given.
 */
export const rowSet = {
  request: z.strictObject({
    ...atNode,
    table: shortText,
    row: rowid,
    column: shortText,
    value: jsonText,
    at: z.iso.datetime().optional(),
  }),
  largestBody: textBody,
}
