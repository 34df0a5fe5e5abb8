import { z } from 'zod'
import { inDocument, shortText } from '../contract/fields'

/** A key of esx.conf removed, with all of its lines. */
export const confRemove = { request: z.strictObject({ ...inDocument, key: shortText }) }
