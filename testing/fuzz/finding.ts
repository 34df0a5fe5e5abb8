// What the fuzzer calls a finding, and the rules for errors: every refusal is a BootbankError of the table that says where.
import { BootbankError, type ErrorCode, errorCodes } from '../../shared/model/errors'

/** A broken promise of the program; `oracle` names which one. */
export class Finding extends Error {
  constructor(
    readonly oracle: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export function expectThat(holds: boolean, oracle: string, message: () => string): void {
  if (!holds) throw new Finding(oracle, message())
}

/** Codes that no archive may cause. */
const never: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INTERNAL',
  'WORKER_DIED',
  'BAD_REQUEST',
  'VERIFY_FAILED',
  'USAGE',
  'NO_DOCUMENT',
])

/** Codes about bytes, which must say at which, or in which file. */
const offsetNeeded =
  /^(GZIP_|TAR_|PAX_|ENVELOPE_(HEADER|FOOTER|TRUNCATED|CIPHER|TAG)|INFO_SYNTAX|NOT_AN_ARCHIVE|UNSUPPORTED_FORMAT|EMPTY_FILE)/

/** Codes whose message repeats what the user typed; the command line and the window make that safe to show. */
const echoes = /^(NAME_|ADDRESS_|MODE_|ANSWER$|SETTING_PATH$|CONF_KEY$)/
const mangled = /undefined|\[object|\bNaN\b/

/** A cancel is nowhere; a row of the window that is not there any more has a handle, but no address to name; answers belong to their question, or to none. */
const placeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['CANCELLED', 'ADDRESS_NOT_FOUND', 'ANSWER', 'ACCOUNT'])

/** Gives the error back as what it is. Throws Finding when it breaks a rule. */
export function checkedError(error: unknown, during: string): BootbankError {
  if (!(error instanceof BootbankError)) {
    if (error instanceof Finding) throw error
    throw new Finding('exception', `${during}: ${describe(error)}`, { cause: error })
  }
  const { code, message, where } = error
  const broken = (rule: string) =>
    new Finding(rule, `${during}: ${code} ${JSON.stringify(where)}: ${message}`, { cause: error })
  if (!(code in errorCodes) || never.has(code)) throw broken('error-code')
  if (!placeless.has(code) && where.layer === undefined && where.path === undefined) throw broken('error-place')
  if (where.layer === '') throw broken('error-place')
  if (offsetNeeded.test(code) && where.offset === undefined && where.path === undefined) throw broken('error-offset')
  if (where.offset !== undefined && !(Number.isSafeInteger(where.offset) && where.offset >= 0))
    throw broken('error-offset')
  // What stands in quotes comes from the archive.
  const isMangled = mangled.test(message.replace(/"[^"]*"/g, '')) && !mangled.test(JSON.stringify(where))
  if (!echoes.test(code) && (!/\S[.)!]$/.test(message) || isMangled)) throw broken('error-message')
  if (unsafeText.test(message) && !echoes.test(code)) throw broken('unsafe-text')
  return error
}

/** Runs it; gives its error, checked, instead of throwing. */
export async function attempt<T>(
  during: string,
  run: () => T | Promise<T>,
): Promise<{ value: T; error: null } | { value: null; error: BootbankError }> {
  try {
    return { value: await run(), error: null }
  } catch (error) {
    return { value: null, error: checkedError(error, during) }
  }
}

/** Control characters, direction marks and other characters that steer a terminal or hide. */
export const unsafeText = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
