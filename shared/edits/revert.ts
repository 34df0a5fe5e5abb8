import { z } from 'zod'
import { atNode, path } from '../contract/fields'
import { mostNodes } from './most-nodes'

/** An entry as it was in the opened file again, also one that was removed, or all of a folder; `also` are others that go back with it. */
export const revert = { request: z.strictObject({ ...atNode, also: z.array(path).max(mostNodes).optional() }) }
