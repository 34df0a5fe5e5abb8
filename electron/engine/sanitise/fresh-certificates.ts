// Certificates in the place of those that name the host: a new key, the same dates, and the names that the rest of the copy has. They sign themselves,
// whoever signed the ones before: that key is nobody's to give out.
import { selfSignedPair } from '../guides/self-signed'
import { isIPv4, isIPv6 } from '../network/addresses'
import { pemBlocks } from '../formats/certificate/pem'
import { parseCertificate } from '../formats/certificate/parse'

export interface FreshCertificate {
  /** Base64 in lines, as it stands between the borders. */
  readonly body: string
  readonly der: Uint8Array
  /** Its private key, PKCS #8 in PEM. */
  readonly key: string
}

/** Certificates that are made at most: each needs a key, and a store of others is no matter of the host. */
const most = 24
const day = 86_400_000

export class FreshCertificates {
  readonly #made = new Map<string, FreshCertificate>()

  /** The one in the place of a certificate (DER); null where none was made. */
  of(der: Uint8Array): FreshCertificate | null {
    return this.#made.get(keyOf(der)) ?? null
  }

  /** Makes one with other names; the same certificate has the same one. Null for what cannot be read, or is one too many. */
  async make(der: Uint8Array, pseudonym: (name: string) => string): Promise<FreshCertificate | null> {
    const known = this.of(der)
    if (known || this.#made.size >= most) return known
    let shown: ReturnType<typeof parseCertificate>['shown']
    try {
      shown = parseCertificate(der, null).shown
    } catch {
      return null
    }
    const { subject, alternativeNames, notBefore, notAfter } = shown
    if (notBefore === null || notAfter === null) return null
    const common = subject.filter(({ type }) => type === 'CN').map(({ value }) => value)
    const others = alternativeNames.flatMap(name => /^(?:DNS|IP):(.+)$/.exec(name)?.[1] ?? [])
    const names = [...new Set([...common, ...others].map(pseudonym))].filter(isName)
    if (names.length === 0) names.push('placeholder')
    const from = new Date(Date.parse(notBefore) + day)
    const pair = await selfSignedPair(names, (Date.parse(notAfter) - from.getTime()) / day, from)
    const [block] = pemBlocks(pair.certificate)
    if (!block || !('der' in block.content)) return null
    const body = pair.certificate.replace(/-----[A-Z ]+-----\n/g, '').trimEnd()
    const made = { body, der: block.content.der, key: pair.key }
    this.#made.set(keyOf(der), made)
    return made
  }
}

/** What an alternative name can be: a name of DNS or an address. */
function isName(text: string): boolean {
  return isIPv4(text) || isIPv6(text) || /^[\w*](?:[\w.-]*\w)?$/.test(text)
}

function keyOf(der: Uint8Array): string {
  return Buffer.from(der).toString('base64')
}
