import { z } from 'zod'
import { atNode, jsonText, shortText, textBody } from '../contract/fields'

/** A new row: `values` is a JSON object of values by column as in rowSet, and a column that is not named has its default. `at` as there. */
export const rowAdd = {
  request: z.strictObject({ ...atNode, table: shortText, values: jsonText, at: z.iso.datetime().optional() }),
  largestBody: textBody,
}
