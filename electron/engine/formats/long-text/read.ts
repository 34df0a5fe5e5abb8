import type { Reader } from '../format'
import { textLimit } from '../text/encoding'

export const readLongText: Reader<'long-text'> = ({ size }) => ({ size, limit: textLimit })
