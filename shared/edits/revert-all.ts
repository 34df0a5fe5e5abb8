import { z } from 'zod'
import { inDocument } from '../contract/fields'

/** Everything as it was in the opened file again. */
export const revertAll = { request: z.strictObject(inDocument) }
