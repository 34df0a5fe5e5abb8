// Certificates in the place of those that name the host, and of those above and below them in their chains: a new key, the same dates, and the
// names that the rest of the copy has. Each is signed by the new one of its signer, so that a chain holds as it did; where the signer is not in the
// backup it signs itself, since that one's key is nobody's to give out.
import { signerOf } from '../formats/certificate/chain'
import { type CertificateRequest, type IssuedCertificate, issueCertificate } from '../formats/certificate/issue'
import { type ParsedCertificate, parseCertificate } from '../formats/certificate/parse'
import { isIPv4, isIPv6 } from '../network/addresses'

export interface FreshCertificate {
  /** Base64 in lines, as it stands between the borders. */
  readonly body: string
  readonly der: Uint8Array
  /** Its private key, PKCS #8 in PEM. */
  readonly key: string
}

export interface FreshOptions {
  /** Whether a certificate (DER) has something to hide. */
  namesHost(der: Uint8Array): boolean
  pseudonym(name: string): string
  /** Called before each that is made; throws to end it. */
  next(): void
}

/** Certificates that are made at most: each needs a key, and a store of others is no matter of the host. */
const most = 24

/** The certificates made for one copy. */
export class FreshCertificates {
  readonly #made = new Map<string, FreshCertificate>()
  #standIns = 0

  /** Those that sign themselves although the ones before did not. */
  get standIns(): number {
    return this.#standIns
  }

  /** The one in the place of a certificate (DER); null where none was made. */
  of(der: Uint8Array): FreshCertificate | null {
    return this.#made.get(keyOf(der)) ?? null
  }

  /** Makes those that are needed among all certificates (DER) of a backup; none for what cannot be read, or is one too many. */
  async makeAll(ders: readonly Uint8Array[], options: FreshOptions): Promise<void> {
    const unique = [...new Map(ders.map(der => [keyOf(der), der])).entries()].flatMap(([key, der]) => {
      const parsed = parsedOrNull(der)
      return parsed && parsed.shown.notBefore !== null && parsed.shown.notAfter !== null ? [{ key, der, parsed }] : []
    })
    const all = unique.map(({ parsed }) => parsed)
    const signers = all.map((_, index) => signerOf(all, index))
    const naming = new Set([...all.keys()].filter(index => options.namesHost(unique[index]?.der ?? new Uint8Array(0))))
    const issued = new Map<number, IssuedCertificate>()
    for (const index of inOrderOfSigning(naming, signers).slice(0, most)) {
      const [one, own] = [unique[index], all[index]]
      if (!one || !own) continue
      options.next()
      const by = signers[index] ?? null
      const signer = by === null || by === index ? undefined : issued.get(by)
      if (!signer && by !== index) this.#standIns += 1
      const signsOthers = signers.some((other, at) => other === index && at !== index)
      const made = await issueCertificate({
        ...namesFor(own, naming.has(index), issued.size + 1, options.pseudonym),
        notBefore: new Date(own.shown.notBefore ?? 0),
        notAfter: new Date(own.shown.notAfter ?? 0),
        // Certificates of version 1 cannot say whether they may sign.
        isAuthority: own.shown.isAuthority || (own.shown.version === 1 && signsOthers),
        signer,
      })
      issued.set(index, made)
      const body = made.certificate.replace(/-----[A-Z ]+-----\n/g, '').trimEnd()
      this.#made.set(one.key, { body, der: made.der, key: made.key })
    }
  }
}

/** The ones to make, each after the one that signed it: those that name the host, their signers, and whatever any of these signed. */
function inOrderOfSigning(naming: ReadonlySet<number>, signers: readonly (number | null)[]): readonly number[] {
  const order = new Set<number>()
  const add = (index: number, below: ReadonlySet<number> = new Set()) => {
    if (order.has(index) || below.has(index)) return
    const signer = signers[index] ?? null
    if (signer !== null) add(signer, new Set([...below, index]))
    order.add(index)
  }
  for (const index of naming) add(index)
  for (const by of order) for (const [index, signer] of signers.entries()) if (signer === by) order.add(index)
  return [...order]
}

/** Its names with pseudonyms in their place; a common name that is none of a host becomes one that says nothing. */
function namesFor(
  { shown }: ParsedCertificate,
  isNaming: boolean,
  number: number,
  pseudonym: (name: string) => string,
): Pick<CertificateRequest, 'commonName' | 'names'> {
  const common = shown.subject.filter(({ type }) => type === 'CN').map(({ value }) => value)
  const others = shown.alternativeNames.flatMap(name => /^(?:DNS|IP):(.+)$/.exec(name)?.[1] ?? [])
  const names = [...new Set((shown.isAuthority ? others : [...common, ...others]).map(pseudonym))].filter(isName)
  const [first = `placeholder ${number}`] = [...common.map(pseudonym).filter(isName), ...names]
  return { commonName: isNaming ? first : (common[0] ?? first), names }
}

/** What an alternative name can be: a name of DNS or an address. */
function isName(text: string): boolean {
  return isIPv4(text) || isIPv6(text) || /^[\w*](?:[\w.-]*\w)?$/.test(text)
}

/** Null for what is not a certificate: nothing is made for it. */
function parsedOrNull(der: Uint8Array): ParsedCertificate | null {
  try {
    return parseCertificate(der, null)
  } catch {
    return null
  }
}

function keyOf(der: Uint8Array): string {
  return Buffer.from(der).toString('base64')
}
