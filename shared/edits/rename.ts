import { z } from 'zod'
import { atNode, path } from '../contract/fields'

/** Another path for an entry: `name` is the whole new path inside its layer. */
export const rename = { request: z.strictObject({ ...atNode, name: path }) }
