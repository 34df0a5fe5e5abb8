import { z } from 'zod'
import { atNode } from '../contract/fields'

/** Another time for an entry: `at` is ISO 8601 with a zone, in whole seconds, such as `2024-05-01T12:00:00Z`. */
export const time = { request: z.strictObject({ ...atNode, at: z.string().min(1).max(64) }) }
