import { z } from 'zod'
import { atNode, id, path } from '../contract/fields'

/**
 * A new file: `node` is the folder or layer to add to, `name` a path below it. `asSiblings` gives it the mode of the files beside it, T flag
 * included; it is 0644 without.
 */
export const add = { request: z.strictObject({ ...atNode, name: path, grant: id, asSiblings: z.boolean().optional() }) }
