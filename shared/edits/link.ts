import { z } from 'zod'
import { atNode, path } from '../contract/fields'

/** Another target for a symbolic or hard link. */
export const link = { request: z.strictObject({ ...atNode, to: path }) }
