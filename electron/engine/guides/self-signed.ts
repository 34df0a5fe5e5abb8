// A new key with a certificate that it signs itself, as a host makes one at its first start: RSA of 2048 bits, SHA-256, names of the host as
// alternative names (RFC 5280).
import { isIPv4 } from '../network/addresses'

export interface CertificatePair {
  /** PEM. */
  readonly certificate: string
  /** PKCS #8, PEM. */
  readonly key: string
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
}

/** Made for host names and addresses, of which the first is the subject; valid from a day before `now`. */
export async function selfSignedPair(names: readonly string[], days: number, now: Date): Promise<CertificatePair> {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const day = 86_400_000
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags
  const serial = crypto.getRandomValues(new Uint8Array(9))
  // A serial number is positive: its first bit is not set.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(serial).toString('hex'),
    name: [{ CN: [names[0] ?? ''] }, { OU: ['VMware ESX Server Default Certificate'] }],
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + days * day),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(digitalSignature | keyEncipherment, false),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map(value => ({
          type: isIPv4(value) || value.includes(':') ? ('ip' as const) : ('dns' as const),
          value,
        })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate: `${made.toString('pem').trimEnd()}\n`, key: pem('PRIVATE KEY', der) }
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
