// Makes a certificate with a new key: RSA of 2048 bits, SHA-256, signed by its own key or by that of another that was made here (RFC 5280).
import type { webcrypto } from 'node:crypto'
import type { Name, X509Certificate } from '@peculiar/x509'
import { isIPv4 } from '../../network/addresses'

/** What a new certificate says. */
export interface CertificateRequest {
  /** Common name of the subject. */
  readonly commonName: string
  /** Host names and addresses, as alternative names. */
  readonly names: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
  /** Whether it may sign others. */
  readonly isAuthority: boolean
  /** Who signs it; itself unless given. */
  readonly signer?: IssuedCertificate | undefined
}

export interface IssuedCertificate {
  /** PEM. */
  readonly certificate: string
  /** PKCS #8, PEM. */
  readonly key: string
  readonly der: Uint8Array
  readonly subject: Name
  readonly keys: webcrypto.CryptoKeyPair
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
}

/** Makes key and certificate. Rejects what cannot be a name with the reason of the library. */
export async function issueCertificate(request: CertificateRequest): Promise<IssuedCertificate> {
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const { digitalSignature, keyEncipherment, keyCertSign, cRLSign } = x509.KeyUsageFlags
  const { commonName, names, notBefore, notAfter, isAuthority, signer } = request
  const subject = new x509.Name([{ CN: [commonName] }, { OU: ['VMware ESX Server Default Certificate'] }])
  const alternativeNames = names.map(value => ({
    type: isIPv4(value) || value.includes(':') ? ('ip' as const) : ('dns' as const),
    value,
  }))
  const serial = crypto.getRandomValues(new Uint8Array(9))
  // A serial number is positive: its first bit is not set.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const made: X509Certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(serial).toString('hex'),
    subject,
    issuer: signer?.subject ?? subject,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: (signer?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      new x509.KeyUsagesExtension(isAuthority ? keyCertSign | cRLSign : digitalSignature | keyEncipherment, false),
      ...(isAuthority
        ? []
        : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth])]),
      ...(alternativeNames.length > 0 ? [new x509.SubjectAlternativeNameExtension(alternativeNames)] : []),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(signer ? [await x509.AuthorityKeyIdentifierExtension.create(signer.keys.publicKey)] : []),
    ],
  })
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    certificate: `${made.toString('pem').trimEnd()}\n`,
    key: pem('PRIVATE KEY', key),
    der: new Uint8Array(made.rawData),
    subject,
    keys,
  }
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
