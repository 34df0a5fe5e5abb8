import { z } from 'zod'
import { atNode, id } from '../contract/fields'

/** Another content for a file, whatever it was before. */
export const replace = { request: z.strictObject({ ...atNode, grant: id }) }
