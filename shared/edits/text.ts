import { z } from 'zod'
import { atNode, id, textBody, wholeText } from '../contract/fields'

/** Another text for a text file, in the encoding it is shown in. Consecutive texts of the same `typing` for one file are one step. */
export const text = {
  request: z.strictObject({ ...atNode, text: wholeText, typing: id }),
  largestBody: textBody,
}
