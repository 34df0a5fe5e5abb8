import { z } from 'zod'
import { atNode, path } from '../contract/fields'

/** A new folder: `node` is the folder or layer to make it in, `name` a path below it. */
export const newFolder = { request: z.strictObject({ ...atNode, name: path }) }
