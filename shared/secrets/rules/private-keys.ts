// Private keys as text: PEM of any label (PKCS #8, PKCS #1, SEC 1, OpenSSH, PGP), SSH2, and PuTTY's own form. The body is secret, headers
// inside it included; without an END, all of the rest.
import type { SecretRule, SecretSpan } from '../secret'

const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g
const end = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g
const putty = /(?<![^\r\n])Private-Lines: \d{1,6}\r?\n((?:[A-Za-z0-9+/=]{1,200}(?:\r?\n|$))+)/g

/** Spans of kind `private-key`. */
export const privateKeys: SecretRule = function* (text): Iterable<SecretSpan> {
  if (text.includes('PRIVATE KEY')) yield* bodies(text)
  if (text.includes('Private-Lines:')) {
    for (const match of text.matchAll(putty)) {
      const body = match[1] ?? ''
      const from = match.index + match[0].length - body.length
      yield { from, to: from + body.length, kind: 'private-key', identity: body }
    }
  }
}

/** One walk over the text, so that a thousand BEGINs without an END cost no more than one. */
function* bodies(text: string): Iterable<SecretSpan> {
  for (let at = 0; ; ) {
    const opening = firstFrom(begin, text, at)
    if (!opening) return
    const from = opening.index + opening[0].length
    const closing = firstFrom(end, text, from)
    const to = closing?.index ?? text.length
    yield { from, to, kind: 'private-key', identity: text.slice(from, to) }
    if (!closing) return
    at = to + closing[0].length
  }
}

function firstFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
