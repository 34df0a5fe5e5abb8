// Which errors mean that an envelope waits for its key. With one that is given, it opens.
import type { ErrorCode } from './errors'

/** Codes that mean: encrypted, and the key cannot be had here. */
const lockedBy: ReadonlySet<ErrorCode> = new Set([
  'SEALED_TPM',
  'ENVELOPE_NO_KEY',
  'ENVELOPE_KEY_ID',
  'ENVELOPE_KEY_HASH',
  'INFO_SYNTAX',
  'INFO_NO_KEY',
  'INFO_MODE',
  'INFO_VERSION',
  'KEY_WRONG',
])

/** Whether an envelope stays closed because its key is missing, rather than because it is damaged. */
export function isLocked(error: { readonly code: ErrorCode } | null): boolean {
  return error !== null && lockedBy.has(error.code)
}
