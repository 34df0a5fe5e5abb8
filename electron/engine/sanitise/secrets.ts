// The secrets of one copy while it is made: what was found, what stands for it, and the texts with it replaced. Texts are strings of bytes
// (Latin-1), as the rule for secrets allows, so that no encoding loses anything.
import { createPrivateKey } from 'node:crypto'
import type { SecretFile } from '../../../shared/secrets/secret'
import { replaceSpans, secretSpans } from '../../../shared/secrets/spans'
import { pemBlocks } from '../formats/certificate/pem'
import { type Match, Needles } from './needles'
import { Placeholders } from './placeholders'

/** Is told of each value that is replaced. */
export type Tell = (kind: string, count?: number) => void

/** The secrets of one copy, and texts without them. */
export class Secrets {
  readonly needles = new Needles()
  readonly placeholders = new Placeholders()
  readonly #public: Buffer[] = []

  /** Takes what is public although it looks like a part of a key: certificates and public keys. */
  addPublic(text: string): void {
    for (const { label, content } of pemBlocks(text))
      if (!label.includes('PRIVATE') && 'der' in content) this.#public.push(Buffer.from(content.der))
    for (const [, base64 = ''] of text.matchAll(/(?:ssh-\w+|ecdsa-\S+) (AAAA[A-Za-z0-9+/=]+)/g))
      this.#public.push(Buffer.from(base64, 'base64'))
  }

  addPublicBytes(bytes: Uint8Array): void {
    this.#public.push(Buffer.from(bytes))
  }

  /** Takes all secrets of a text. */
  collect(text: string, file: SecretFile): void {
    for (const { from, to, kind } of secretSpans(text, file)) {
      const secret = text.slice(from, to)
      if (this.placeholders.isOne(secret)) continue
      if (kind === 'private-key') {
        if (!this.#isPublic(Buffer.from(secret, 'base64'))) this.needles.addText(kind, secret)
      } else this.needles.addText(kind, secret)
      if (kind === 'envelope-key')
        for (const [, value = ''] of secret.matchAll(/data[12]=([^:"]+)/g))
          this.addBytes(kind, Buffer.from(decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '')), 'base64'))
    }
    if (!text.includes('PRIVATE KEY')) return
    for (const { label, content } of pemBlocks(text))
      if (label.includes('PRIVATE KEY') && 'der' in content) this.#addKey(content.der)
  }

  /** Takes a secret of bytes. */
  addBytes(kind: string, bytes: Uint8Array): void {
    this.needles.addBytes(kind, bytes, piece => this.#isPublic(piece))
  }

  /** Takes a value that is secret by the name of its column. */
  collectValue(kind: string, value: string): void {
    if (this.placeholders.isOne(value)) return
    this.needles.addText(kind, value)
  }

  /** The text without its secrets: those that the rule finds, and those found anywhere in the backup, in whatever form. */
  clean(text: string, file: SecretFile, tell: Tell): string {
    const spans = secretSpans(text, file)
    const keys = new Set<string>()
    const ruled = replaceSpans(text, spans, ({ from, to, kind, identity }) => {
      const secret = text.slice(from, to)
      if (this.placeholders.isOne(secret)) return secret
      // The lines of one key are one secret.
      if (secret === identity || !keys.has(identity)) tell(kind)
      keys.add(identity)
      return this.placeholders.of(kind, secret)
    })
    return this.cleanCopies(ruled, tell)
  }

  /** The text without copies of secrets in places that no rule knows. */
  cleanCopies(text: string, tell: Tell): string {
    const bytes = Buffer.from(text, 'latin1')
    let result: Buffer | null = null
    for (const match of this.needles.matches(bytes)) {
      result ??= Buffer.from(bytes)
      tell(`copy of a ${match.kind}`)
      fill(result, match)
    }
    return result ? result.toString('latin1') : text
  }

  #addKey(der: Uint8Array): void {
    // Of another form, or encrypted: all of it after the first bytes, which only say what it is.
    const parts = secretNumbers(der) ?? [Buffer.from(der).subarray(36)]
    // The name of a key and who made it (`root@host`) stand in its private part as well, and are not secret.
    for (const part of parts)
      this.needles.addBytes('private-key', part, piece => isReadable(piece) || this.#isPublic(piece))
  }

  #isPublic(piece: Buffer): boolean {
    return this.#public.some(known => known.includes(piece))
  }
}

/** The numbers of a key that are secret, without those of its public half; null where it cannot be read. */
function secretNumbers(der: Uint8Array): readonly Buffer[] | null {
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      const { d, p, q, dp, dq, qi } = createPrivateKey({ key: Buffer.from(der), format: 'der', type }).export({
        format: 'jwk',
      })
      return [d, p, q, dp, dq, qi].flatMap(part => (part === undefined ? [] : [Buffer.from(part, 'base64url')]))
    } catch {
      // Of the next type, then.
    }
  }
  return null
}

function isReadable(piece: Uint8Array): boolean {
  return piece.every(byte => byte >= 0x20 && byte < 0x7f)
}

/** Hex stays hex, base64 stays base64, all else becomes letters. */
function fill(bytes: Buffer, { from, to, form }: Match): void {
  if (form === 'utf-16') {
    for (let at = from; at < to; at += 2) bytes[at] = 0x78
    return
  }
  bytes.fill(form === 'hex' ? 0x30 : 0x78, from, to)
}
