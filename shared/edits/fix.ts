import { z } from 'zod'
import { inDocument, path } from '../contract/fields'
import { checkIds } from '../findings/check-ids'

/** What a check offers to do about an entry that it found (`fix` of its finding). */
export const fix = { request: z.strictObject({ ...inDocument, check: z.enum(checkIds), address: path }) }
