// VMware licence keys: five groups of five capitals and digits. Zeros alone stand for the evaluation mode.
import type { SecretRule, SecretSpan } from '../secret'

const key = /(?<![0-9A-Za-z-])[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}(?![0-9A-Za-z-])/y
/** The second group of every key, found faster than a key is, and the characters before it. */
const hint = /-[0-9A-Z]{5}-/g
const beforeHint = 5
const evaluation = /^[0-]+$/

/** Spans of kind `license-key`. */
export const licenseKeys: SecretRule = function* (text): Iterable<SecretSpan> {
  for (const [from, secret] of keysAt(text, hint, beforeHint, key))
    if (!evaluation.test(secret)) yield { from, to: from + secret.length, kind: 'license-key', identity: secret }
}

/**
 * Keys in groups that hyphens join, from the front: `pattern` (sticky) is tried where `second` finds the hyphens around a second group,
 * `before` characters back.
 */
export function* keysAt(
  text: string,
  second: RegExp,
  before: number,
  pattern: RegExp,
): Iterable<readonly [from: number, key: string]> {
  let next = 0
  for (;;) {
    second.lastIndex = next
    const found = second.exec(text)
    if (!found) return
    pattern.lastIndex = found.index - before
    const whole = found.index >= before ? pattern.exec(text) : null
    if (whole) yield [whole.index, whole[0]]
    // The hyphen at the end may begin another second group.
    next = whole ? whole.index + whole[0].length : found.index + found[0].length - 1
  }
}
