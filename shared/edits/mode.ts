import { z } from 'zod'
import { atNode } from '../contract/fields'

/** Another mode for an entry, T flag included: octal text such as `01644`, or changes to the one it has, such as `u+w,-t`. */
export const mode = { request: z.strictObject({ ...atNode, mode: z.string().min(1).max(64) }) }
