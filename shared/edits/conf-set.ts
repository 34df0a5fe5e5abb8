import { z } from 'zod'
import { inDocument, shortText } from '../contract/fields'

/** A key of esx.conf set or added: only its line changes (docs/formats.md section 6). */
export const confSet = { request: z.strictObject({ ...inDocument, key: shortText, value: shortText }) }
