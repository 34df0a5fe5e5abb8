import { BootbankError } from '../../../../shared/model/errors'
import type { Reader } from '../format'

/** Why a sealed layer is locked. Throws BAD_REQUEST for one that is open. */
export const readSeal: Reader<'sealed'> = ({ opened }) => {
  if (opened instanceof BootbankError) return { error: opened.toData() }
  throw new BootbankError('BAD_REQUEST', 'This layer is open; there is no seal to show.')
}
