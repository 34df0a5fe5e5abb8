// Hashes of passwords: by their form anywhere, in files of accounts also by their place.
import { isNamed, type SecretRule, type SecretSpan } from '../secret'

/** The files whose second field is a password, their copies and their pristine twins. */
const accountFile = /^(?:\.#)?(?:passwd|g?shadow|group)[-~]?(?:\.(?:bak|old|orig))?$/
const accountLine = /(?<![^\r\n])([^:# \t\r\n][^:\r\n]*:)([^:\r\n]+)/g
/** What stands in that field when there is no password to tell: empty, locked, elsewhere. */
export const noPassword = /^(?:x|\*+|!+|!?\*+|\*?LK\*?|\*?NP\*?)$/i

/**
 * crypt(5) and what follows its manner: an id, parameters, salt and hash between dollar signs. MD5, bcrypt, NT ($3$), SHA-256 and -512,
 * Apache MD5, scrypt ($7$, $scrypt$), yescrypt and gost-yescrypt, Sun MD5 ($md5), NetBSD SHA-1, Argon2, PBKDF2.
 */
const cryptHash =
  /\$(?:[1-9]|md5|sha1|apr1|y|gy|argon2(?:id?|d)|scrypt|pbkdf2(?:-sha\d{1,3})?)(?:,rounds=\d{1,10})?\$(?:[./A-Za-z0-9=,+-]{0,200}\$){1,4}[./A-Za-z0-9=+-]{8,}/g
/** The same cut off or put together by hand: long enough to be nothing else. */
const partialHash = /\$(?:[1-9]|md5|sha1|apr1|y|gy)\$[./A-Za-z0-9$=,+-]{20,}/g
const bcryptHash = /\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{16,}/g
/** RFC 2307 and its followers. */
const taggedHash = /\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2[-\w]{0,10})\}[./A-Za-z0-9$=,+-]{8,}/gi
/** What every hash of each of both manners has, found faster than the hash is. */
const cryptHint =
  /\$(?:[1-9]|md5|sha1|apr1|y|gy|argon2(?:id?|d)|scrypt|pbkdf2(?:-sha\d{1,3})?|2[abxy])(?:,rounds=\d{1,10})?\$/
const tagHint = /\{[CMPScmps][-\w]{2,16}\}[./A-Za-z0-9$=,+-]{8}/

/** Spans of kind `password-hash`. */
export const passwordHashes: SecretRule = function* (text, file): Iterable<SecretSpan> {
  if (isNamed(file, accountFile)) yield* fieldsOfAccounts(text)
  if (cryptHint.test(text)) {
    yield* whole(text, cryptHash)
    yield* whole(text, partialHash)
    yield* whole(text, bcryptHash)
  }
  if (tagHint.test(text)) yield* whole(text, taggedHash)
}

function* fieldsOfAccounts(text: string): Iterable<SecretSpan> {
  for (const match of text.matchAll(accountLine)) {
    const [, lead = '', secret = ''] = match
    const from = match.index + lead.length
    if (!noPassword.test(secret)) yield { from, to: from + secret.length, kind: 'password-hash', identity: secret }
  }
}

function* whole(text: string, pattern: RegExp): Iterable<SecretSpan> {
  for (const { 0: secret, index } of text.matchAll(pattern))
    yield { from: index, to: index + secret.length, kind: 'password-hash', identity: secret }
}
