import { BootbankError } from '../../../../shared/model/errors'
import { secretFileOf } from '../../secrets/schema-names'
import type { Reader } from '../format'
import { textLimit } from '../text/encoding'
import { encodingOfSample, longTextRows } from './rows'

/** Rows that come with the first answer: more than a screen has. */
const firstRows = 100

/** Reads the beginning alone, so that a file of any size is there at once. Throws NOT_TEXT for what is not a file. */
export const readLongText: Reader<'long-text'> = async ({ address, bytes, document, entry, size }) => {
  if (entry === null) throw new BootbankError('NOT_TEXT', 'This is not text that could be shown.')
  const file = await secretFileOf(document, [address])
  return {
    size,
    encoding: encodingOfSample(bytes),
    limit: textLimit,
    ...longTextRows(bytes, file, 0, firstRows),
  }
}
