// What stands in the place of a secret: as long, of the same kind of characters, and different for different secrets, so that a parser, a
// schema and a list without repeats are content with it. The same secret has the same placeholder within one copy.
import type { SecretKind } from '../../../shared/secrets/secret'

const MARK = 'REDACTED'

/** The placeholders of one copy: the same secret has the same one everywhere. */
export class Placeholders {
  readonly #byValue = new Map<string, string>()
  readonly #made = new Set<string>()

  /** Whether a text is a placeholder of this copy. */
  isOne(text: string): boolean {
    return this.#made.has(text)
  }

  /** The placeholder of a secret: characters below 0x80 alone. `real` is what the copy has itself, such as its own new key. */
  of(kind: SecretKind, secret: string): string {
    if (this.#made.has(secret)) return secret
    const known = this.#byValue.get(secret)
    if (known !== undefined) return known
    for (let number = this.#made.size + 1; ; number++) {
      const made = shaped(kind, secret, number)
      if (made === secret || this.#made.has(made)) continue
      this.#byValue.set(secret, made)
      this.#made.add(made)
      return made
    }
  }

  /** Takes a text as one that may stay: the copy's own key. */
  allow(text: string): void {
    this.#made.add(text)
  }
}

function shaped(kind: SecretKind, secret: string, number: number): string {
  switch (kind) {
    case 'password-hash':
      return hash(secret, number)
    case 'private-key':
      return keyLine(secret, number)
    case 'recovery-key':
      if (/^\d{6}(?:-\d{6}){15}$/.test(secret)) return `${'000000-'.repeat(15)}${String(number).padStart(6, '0')}`
      return filled(secret, number)
    case 'license-key':
      if (/^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}$/.test(secret))
        return `REDAC-TED00-00000-00000-${String(number).padStart(5, '0')}`
      return filled(secret, number)
    default:
      return filled(secret, number)
  }
}

/** `$id$`, parameters and lengths stay; salt and hash go. */
function hash(secret: string, number: number): string {
  const lock = /^!*/.exec(secret)?.[0] ?? ''
  const ldap = /^\{\w+\}/.exec(secret)?.[0]
  if (ldap !== undefined) return ldap + filled(secret.slice(ldap.length), number)
  const [first, id, ...fields] = secret.slice(lock.length).split('$')
  if (first !== '' || id === undefined || fields.length === 0) return lock + filled(secret.slice(lock.length), number)
  const last = fields.length - 1
  const others = fields.map((field, index) => {
    if (index === last) return filled(field, number)
    return field.includes('=') || /^\d{1,6}$/.test(field) ? field : MARK.repeat(8).slice(0, field.length)
  })
  return `${lock}$${id}$${others.join('$')}`
}

/** A line of base64 that says that it is none, as long as it was. */
function keyLine(secret: string, number: number): string {
  const tail = /=*$/.exec(secret)?.[0] ?? ''
  const length = secret.length - tail.length
  const digits = String(number)
  const words = `${MARK}/BY/BOOTBANK/THIS/IS/NO/KEY/`
  const body = words.repeat(Math.ceil(length / words.length)).slice(0, Math.max(0, length - digits.length))
  return body + digits.padStart(Math.min(length, digits.length), '0') + tail
}

/** As many characters, of the narrowest alphabet that the secret keeps to. */
function filled(secret: string, number: number): string {
  const tail = /=*$/.exec(secret)?.[0] ?? ''
  const length = secret.length - tail.length
  if (/^[0-9]+$/.test(secret)) return String(number).padStart(length, '0')
  if (/^[0-9a-f]+$/i.test(secret) && length % 2 === 0 && length >= 16) return number.toString(16).padStart(length, '0')
  const digits = String(number).padStart(Math.min(4, Math.max(1, length - MARK.length)), '0')
  const mark = length >= MARK.length + digits.length ? MARK : ''
  return mark + 'x'.repeat(Math.max(0, length - mark.length - digits.length)) + digits + tail
}

/** Bytes that say that they replace a secret, as many as there were. */
export function placeholderBytes(what: string, length: number): Uint8Array {
  const words = `${MARK} by Bootbank: this is no ${what}. `
  return Buffer.from(words.repeat(Math.ceil(length / words.length)).slice(0, length))
}
