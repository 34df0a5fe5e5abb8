import { z } from 'zod'
import { inDocument } from '../contract/fields'

/** local.tgz.ve becomes local.tgz, without encryption.info. */
export const unseal = { request: z.strictObject(inDocument) }
