import { z } from 'zod'
import { atNode } from '../contract/fields'

const number = z.int().min(0).max(0xffff_ffff)
const name = z.string().max(255)

/** Another owner for an entry. A name that is not given stays where its number stays, and is left empty where that changes. */
export const owner = {
  request: z.strictObject({ ...atNode, uid: number, gid: number, uname: name.optional(), gname: name.optional() }),
}
