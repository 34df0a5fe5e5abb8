import { z } from 'zod'
import { inDocument, textBody } from '../contract/fields'
import { answersOf } from '../contract/guides'

/**
 * A guided change (shared/model/guide.ts) made with these answers. `at` is the time that changed rows of ConfigStore are given, ISO 8601; now,
 * unless given.
 */
export const guided = {
  request: z.strictObject({ ...inDocument, ...answersOf, at: z.iso.datetime().optional() }),
  largestBody: textBody,
}
