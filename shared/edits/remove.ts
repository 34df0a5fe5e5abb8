import { z } from 'zod'
import { atNode, path } from '../contract/fields'
import { mostNodes } from './most-nodes'

/** An entry taken out, or a folder with everything in it; `also` are others that go with it. */
export const remove = { request: z.strictObject({ ...atNode, also: z.array(path).max(mostNodes).optional() }) }
