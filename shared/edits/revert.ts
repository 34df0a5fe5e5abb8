import { z } from 'zod'
import { atNode } from '../contract/fields'

/** An entry as it was in the opened file again, also one that was removed. */
export const revert = { request: z.strictObject(atNode) }
