import { z } from 'zod'
import { atNode, id, path } from '../contract/fields'

/** A new file: `node` is the folder or layer to add to, `name` a path below it. */
export const add = { request: z.strictObject({ ...atNode, name: path, grant: id }) }
