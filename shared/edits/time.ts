import { z } from 'zod'
import { atNode } from '../contract/fields'

/** Another time for an entry: `at` is ISO 8601 with a zone, in whole seconds. */
export const time = { request: z.strictObject({ ...atNode, at: z.iso.datetime({ offset: true }) }) }
