// The certificates of a file, in PEM or DER. What is no certificate is told, and the others are shown all the same.
import { BootbankError } from '../../../../shared/model/errors'
import type { Certificate, CertificateProblem, CertificatesView } from '../../../../shared/viewers/certificate'
import { toUint8Array } from '../../codecs/bytes'
import type { Reader } from '../format'
import { chainOf, signerOf } from './chain'
import { keyBeside } from './key-beside'
import type { ParsedCertificate } from './parse'
import { pemBlocks } from './pem'

/** Labels of PEM blocks that hold a certificate; openssl's TRUSTED one has more after it. */
export const certificateLabels: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']

/** Certificates that are shown; a store of a system has some 150. */
const mostCertificates = 500
/** Bytes of one certificate: real ones have some kilobytes. */
const largest = 1024 * 1024

interface Found {
  readonly der: Uint8Array
  readonly line: number | null
}

/** The certificates of a content, with what is in it besides. */
export interface ReadCertificates extends Pick<CertificatesView, 'certificates' | 'chain' | 'more' | 'problems'> {
  /** DER of each certificate's public key. */
  readonly publicKeys: readonly Uint8Array[]
}

/** Reads what is PEM where there is a text, and DER otherwise. Throws nothing. */
export async function certificatesOf(bytes: Uint8Array, text: string | null): Promise<ReadCertificates> {
  const problems: CertificateProblem[] = []
  const found = text === null ? [{ der: bytes, line: null }] : inPem(text, problems)
  const { parseCertificate } = await import('./parse')
  const parsed: ParsedCertificate[] = []
  for (const { der, line } of found.slice(0, mostCertificates)) {
    try {
      if (der.length > largest) throw new Error(`it has ${der.length} bytes, too many for a certificate`)
      parsed.push(parseCertificate(der, line))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      problems.push({ line, message: `This is not an X.509 certificate: ${why}.` })
    }
  }
  const signers = parsed.map((_, index) => signerOf(parsed, index))
  return {
    certificates: parsed.map(({ shown }, index): Certificate => ({ ...shown, issuedBy: signers[index] ?? null })),
    chain: chainOf(parsed, signers),
    more: Math.max(0, found.length - mostCertificates),
    problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    publicKeys: parsed.map(({ publicKey }) => publicKey),
  }
}

/** Throws BAD_REQUEST for a file without any. */
export const readCertificates: Reader<'certificate'> = async ({ bytes, document, entry, text }) => {
  const { publicKeys, ...shown } = await certificatesOf(toUint8Array(bytes), text)
  if (shown.certificates.length === 0 && shown.problems.length === 0)
    throw new BootbankError('BAD_REQUEST', 'There is no certificate in this file.')
  return { ...shown, key: entry && keyBeside(document, entry, publicKeys) }
}

function inPem(text: string, problems: CertificateProblem[]): readonly Found[] {
  return pemBlocks(text).flatMap(({ label, line, content }) => {
    if (!certificateLabels.includes(label)) return []
    if ('der' in content) return [{ der: content.der, line }]
    problems.push({ line, message: `The block that begins here cannot be read: ${content.fault}.` })
    return []
  })
}
