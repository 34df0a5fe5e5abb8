// SHA-512 crypt, the `$6$` hash of etc/shadow and of ConfigStore's user_accounts, after Ulrich Drepper's specification
// ("Unix crypt using SHA-256 and SHA-512"). The trap: the filler for a password is one digest per started 64 bytes, so
// lengths that are multiples of 64 go wrong in many an implementation; the lengths are bytes of UTF-8, not characters.
import { createHash } from 'node:crypto'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const digestBytes = 64
/** Rounds where the hash names none (specification, step 21). */
const defaultRounds = 5000
/** Characters of salt that count; the rest is ignored (specification, step 2). */
const saltLength = 16

const sha512 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha512')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** `block` repeated and cut to `length` bytes. */
const repeated = (block: Uint8Array, length: number) => Buffer.alloc(length, block)

/** Step 11: the bits of the length, lowest first, choose between the digest and the password. */
function lengthBits(password: Buffer, digest: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let rest = password.length; rest > 0; rest = Math.floor(rest / 2)) {
    parts.push(rest % 2 === 1 ? digest : password)
  }
  return parts
}

/** Step 22: groups of three bytes, 21 positions apart and turning, as four characters each, lowest six bits first. */
function encode(digest: Buffer): string {
  let text = ''
  const take = (bytes: readonly number[], characters: number) => {
    let value = bytes.reduce((sum, index) => sum * 256 + (digest[index] ?? 0), 0)
    for (let n = 0; n < characters; n++) {
      text += alphabet.charAt(value % 64)
      value = Math.floor(value / 64)
    }
  }
  for (let n = 0, group = [0, 21, 42]; n < 21; n++) {
    take(group, 4)
    const [a = 0, b = 0, c = 0] = group
    group = [b + 1, c + 1, a + 1]
  }
  take([63], 2)
  return text
}

/**
 * The hash to put into etc/shadow: `$6$salt$…`, 86 characters after the salt.
 * `salt`: up to 16 characters count; `rounds`: 1,000 to 999,999,999, named in the result only where it is given.
 * Throws RangeError for a salt with `$`, `:` or a line break, and for rounds out of range.
 */
export function sha512Crypt(password: string, salt: string, rounds?: number): string {
  if (/[$:\r\n]/.test(salt)) throw new RangeError('a salt must not hold $, a colon or a line break')
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1000 && rounds <= 999_999_999)) {
    throw new RangeError('rounds must be a whole number from 1,000 to 999,999,999')
  }
  const key = Buffer.from(password, 'utf8')
  const shortSalt = Buffer.from(salt, 'utf8').subarray(0, saltLength)

  const second = sha512(key, shortSalt, key)
  const first = sha512(key, shortSalt, repeated(second, key.length), ...lengthBits(key, second))
  const p = repeated(sha512(...Array<Buffer>(key.length).fill(key)), key.length)
  const saltRepeats = 16 + (first[0] ?? 0)
  const s = repeated(sha512(...Array<Buffer>(saltRepeats).fill(shortSalt)), shortSalt.length)

  let digest = first
  for (let round = 0; round < (rounds ?? defaultRounds); round++) {
    const odd = round % 2 === 1
    const parts = [odd ? p : digest]
    if (round % 3 !== 0) parts.push(s)
    if (round % 7 !== 0) parts.push(p)
    parts.push(odd ? digest : p)
    digest = sha512(...parts)
  }
  if (digest.length !== digestBytes) throw new Error('SHA-512 gave no 64 bytes')
  const prefix = rounds === undefined ? '$6$' : `$6$rounds=${rounds}$`
  return `${prefix}${shortSalt.toString('utf8')}$${encode(digest)}`
}
