// A new key with a certificate that it signs itself, as a host makes one at its first start, with names of the host as alternative names.
import { issueCertificate } from '../formats/certificate/issue'

export interface CertificatePair {
  /** PEM. */
  readonly certificate: string
  /** PKCS #8, PEM. */
  readonly key: string
}

const day = 86_400_000

/** Made for host names and addresses, of which the first is the subject; valid from a day before `now`. */
export async function selfSignedPair(names: readonly string[], days: number, now: Date): Promise<CertificatePair> {
  const { certificate, key } = await issueCertificate({
    commonName: names[0] ?? '',
    names,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + days * day),
    isAuthority: false,
  })
  return { certificate, key }
}
