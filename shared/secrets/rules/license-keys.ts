// VMware licence keys: five groups of five capitals and digits. Zeros alone stand for the evaluation mode.
import type { SecretRule, SecretSpan } from '../secret'

const key = /(?<![0-9A-Za-z-])[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}(?![0-9A-Za-z-])/g
/** In the middle of every key: found faster than a key is. */
const hint = /-[0-9A-Z]{5}-/
const evaluation = /^[0-]+$/

export const licenseKeys: SecretRule = function* (text): Iterable<SecretSpan> {
  if (!hint.test(text)) return
  for (const { 0: secret, index } of text.matchAll(key))
    if (!evaluation.test(secret))
      yield { from: index, to: index + secret.length, kind: 'license-key', identity: secret }
}
