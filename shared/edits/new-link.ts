import { z } from 'zod'
import { atNode, path } from '../contract/fields'

/** A new symbolic link: `node` is the folder or layer to make it in, `name` a path below it. */
export const newLink = { request: z.strictObject({ ...atNode, name: path, to: path }) }
