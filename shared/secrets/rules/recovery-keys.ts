// The recovery key of a host with a TPM (docs/formats.md section 11): 16 groups of six digits, and whatever is given at boot as one.
import { keysAt } from './license-keys'
import type { SecretRule, SecretSpan } from '../secret'

const groups = /(?<![0-9-])\d{6}(?:-\d{6}){15}(?![0-9-])/y
/** The second group of every key, found faster than a key is, and the characters before it. */
const hint = /-\d{6}-/g
const beforeHint = 6
const option = /encryptionRecoveryKey=([^ \t\r\n"']+)/g

/** Spans of kind `recovery-key`. */
export const recoveryKeys: SecretRule = function* (text): Iterable<SecretSpan> {
  for (const [from, secret] of keysAt(text, hint, beforeHint, groups))
    yield { from, to: from + secret.length, kind: 'recovery-key', identity: secret }
  if (!text.includes('encryptionRecoveryKey=')) return
  for (const match of text.matchAll(option)) {
    const secret = match[1] ?? ''
    // In prose the value is an ellipsis.
    if (!/[0-9A-Za-z]/.test(secret)) continue
    const to = match.index + match[0].length
    yield { from: to - secret.length, to, kind: 'recovery-key', identity: secret }
  }
}
