import { BootbankError } from '../../../../shared/model/errors'
import type { Reader } from '../format'

/** Why a layer cannot be read, and how many entries could be. Throws BAD_REQUEST for one that is whole. */
export const readDamage: Reader<'damaged'> = ({ opened }) => {
  if (opened instanceof BootbankError) return { error: opened.toData(), readable: 0 }
  if (opened?.problem) return { error: opened.problem.toData(), readable: opened.entries().length }
  throw new BootbankError('BAD_REQUEST', 'This layer is whole; there is no damage to show.')
}
