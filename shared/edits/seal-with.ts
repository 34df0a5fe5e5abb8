import { z } from 'zod'
import { id, inDocument } from '../contract/fields'

/** local.tgz becomes local.tgz.ve, with the key of the granted encryption.info, which is put beside it. */
export const sealWith = { request: z.strictObject({ ...inDocument, grant: id }) }
