import { z } from 'zod'
import { atNode } from '../contract/fields'

/** An entry taken out, or a folder with everything in it. */
export const remove = { request: z.strictObject(atNode) }
