import { z } from 'zod'
import { inDocument, shortText } from '../contract/fields'

/**
 * The password of an account, wherever the backup keeps it: set to `password`, locked (none can be typed), or cleared (an empty one can).
 * `at` is the time of the change, ISO 8601; now, unless given.
 */
export const password = {
  request: z.strictObject({
    ...inDocument,
    account: shortText,
    action: z.enum(['set', 'lock', 'clear']),
    /** Of no meaning unless it is set. */
    password: shortText,
    at: z.iso.datetime().optional(),
  }),
}
