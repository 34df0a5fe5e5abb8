// What to do about an error, by its family, where the message of the error says only what is wrong: one sentence.
import type { ErrorCode } from '../../../shared/model/errors'
import { text } from '../../ui/text'

type Advice = keyof typeof text.advice

const families: Partial<Record<ErrorCode, Advice>> = {
  GZIP_HEADER: 'copyAgain',
  GZIP_DATA: 'copyAgain',
  GZIP_CRC: 'copyAgain',
  GZIP_ISIZE: 'copyAgain',
  TAR_CHECKSUM: 'copyAgain',
  TAR_HEADER: 'copyAgain',
  TAR_TRUNCATED: 'copyAgain',
  PAX_RECORD: 'copyAgain',
  ENVELOPE_HEADER: 'copyAgain',
  ENVELOPE_FOOTER: 'copyAgain',
  ENVELOPE_TRUNCATED: 'copyAgain',
  ENVELOPE_TAG: 'copyAgain',
  ENVELOPE_KEY_ID: 'openOuter',
  ENVELOPE_KEY_HASH: 'openOuter',
  INFO_SYNTAX: 'openOuter',
  INFO_NO_KEY: 'openOuter',
  INTERNAL: 'reload',
}

/** One sentence, or null where the message says all there is. */
export function adviceFor(code: ErrorCode): string | null {
  const family = families[code]
  return family === undefined ? null : text.advice[family]
}
