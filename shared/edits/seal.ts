import { z } from 'zod'
import { inDocument } from '../contract/fields'

/** local.tgz becomes local.tgz.ve, with a new key in encryption.info (mode NONE). */
export const seal = { request: z.strictObject(inDocument) }
