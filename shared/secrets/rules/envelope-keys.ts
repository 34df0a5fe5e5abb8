// The key of local.tgz.ve inside encryption.info (docs/formats.md section 5): the whole value, and its parts where they stand alone.
import type { SecretRule, SecretSpan } from '../secret'

const value = /(?<![^\r\n])([ \t]*ConfigEncData[ \t]*=[ \t]*"?)([^"\r\n]+)/g
const part = /(?<![A-Za-z0-9])(data[12]=)([A-Za-z0-9+/=%]{8,})/g

/** Spans of kind `envelope-key`. */
export const envelopeKeys: SecretRule = function* (text): Iterable<SecretSpan> {
  if (text.includes('ConfigEncData')) yield* second(text, value)
  if (text.includes('data1=') || text.includes('data2=')) yield* second(text, part)
}

function* second(text: string, pattern: RegExp): Iterable<SecretSpan> {
  for (const match of text.matchAll(pattern)) {
    const [, lead = '', secret = ''] = match
    const from = match.index + lead.length
    yield { from, to: from + secret.length, kind: 'envelope-key', identity: secret }
  }
}
