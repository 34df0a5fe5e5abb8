// The certificates of a file, in PEM or DER, with the requests and revocation lists beside them. What is none of these is told, and the others
// are shown all the same.
import { BootbankError } from '../../../../shared/model/errors'
import type {
  Certificate,
  CertificatePart,
  CertificateProblem,
  CertificatesView,
} from '../../../../shared/viewers/certificate'
import { toUint8Array } from '../../codecs/bytes'
import type { Reader } from '../format'
import { chainOf, signerOf } from './chain'
import { keyBeside } from './key-beside'
import type { ParsedCertificate } from './parse'
import { pemBlocks } from './pem'
import type { ParsedRequest } from './request'
import type { ParsedList } from './revocations'

/** Labels of PEM blocks that hold a certificate; openssl's TRUSTED one has more after it. */
export const certificateLabels: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']
/** Of requests (RFC 7468, 7) and of revocation lists (6). */
export const requestLabels: readonly string[] = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']
export const listLabels: readonly string[] = ['X509 CRL']

/** Certificates that are shown, and requests, and lists; a store of a system has some 150. */
const mostCertificates = 500
/** Bytes of one certificate, request or list: real ones have some kilobytes. */
const largest = 1024 * 1024
/** Characters of one text as OpenSSL prints it: those of real certificates have some thousands. */
const mostPrinted = 2_000_000

interface Found {
  readonly der: Uint8Array
  readonly line: number | null
}

type Shown = Omit<CertificatesView, 'key'>

/** The certificates of a content, with what is in it besides. */
export interface ReadCertificates extends Shown {
  /** DER of each certificate's public key. */
  readonly publicKeys: readonly Uint8Array[]
  /** The same of each request. */
  readonly requestKeys: readonly Uint8Array[]
  /** What makes the text of each as OpenSSL prints it. */
  readonly printers: Readonly<Record<CertificatePart, readonly (() => string)[]>>
}

/** Reads what is PEM where there is a text, and DER otherwise. Throws nothing. */
export async function certificatesOf(bytes: Uint8Array, text: string | null): Promise<ReadCertificates> {
  const problems: CertificateProblem[] = []
  const [{ parseCertificate }, { parseRequest }, { parseRevocations }] = await Promise.all([
    import('./parse'),
    import('./request'),
    import('./revocations'),
  ])
  const blocks = text === null ? [] : pemBlocks(text)
  /** All that can be read of the blocks with these labels, or of the only block of DER. */
  const read = <T>(labels: readonly string[], what: string, parse: (found: Found) => T) => {
    const found = text === null ? [{ der: bytes, line: null }] : foundIn(blocks, labels, problems)
    const parsed: T[] = []
    for (const one of found.slice(0, mostCertificates)) {
      try {
        if (one.der.length > largest) throw new Error(`it has ${one.der.length} bytes, too many for ${what}`)
        parsed.push(parse(one))
      } catch (error) {
        problems.push({ line: one.line, message: `This is not ${what}: ${reasonOf(error)}.` })
      }
    }
    return { parsed, more: Math.max(0, found.length - mostCertificates) }
  }
  const certificates = read(certificateLabels, 'an X.509 certificate', ({ der, line }) => parseCertificate(der, line))
  const parsed: readonly ParsedCertificate[] = certificates.parsed
  // DER has no label: it is the first of the three that it can be read as, and its problem is that of a certificate.
  const isDerCertificate = text === null && parsed.length > 0
  const requests = isDerCertificate
    ? { parsed: [], more: 0 }
    : read<ParsedRequest>(requestLabels, 'a certificate request', ({ der, line }) => parseRequest(der, line))
  const lists =
    isDerCertificate || (text === null && requests.parsed.length > 0)
      ? { parsed: [], more: 0 }
      : read<ParsedList>(listLabels, 'a revocation list', ({ der, line }) => parseRevocations(der, line, parsed))
  const isReadable = parsed.length + requests.parsed.length + lists.parsed.length > 0
  if (text === null) problems.splice(isReadable ? 0 : 1)
  const signers = parsed.map((_, index) => signerOf(parsed, index))
  return {
    certificates: parsed.map(({ shown }, index): Certificate => ({ ...shown, issuedBy: signers[index] ?? null })),
    chain: chainOf(parsed, signers),
    requests: requests.parsed.map(({ shown }) => shown),
    lists: lists.parsed.map(({ shown }) => shown),
    more: certificates.more + requests.more + lists.more,
    problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    publicKeys: parsed.map(({ publicKey }) => publicKey),
    requestKeys: requests.parsed.map(({ publicKey }) => publicKey),
    printers: {
      certificates: parsed.map(({ print }) => print),
      requests: requests.parsed.map(({ print }) => print),
      lists: lists.parsed.map(({ print }) => print),
    },
  }
}

/** Throws BAD_REQUEST for a file without any. */
export const readCertificates: Reader<'certificate'> = async ({ bytes, document, entry, text }) => {
  const { publicKeys, requestKeys, printers, ...shown } = await certificatesOf(toUint8Array(bytes), text)
  const { certificates, lists, problems, requests } = shown
  if (certificates.length + lists.length + problems.length + requests.length === 0)
    throw new BootbankError('BAD_REQUEST', 'There is no certificate in this file.')
  return { ...shown, key: entry && keyBeside(document, entry, publicKeys, requestKeys) }
}

/**
 * One of the parts as OpenSSL prints it, challenge passwords as bullets, cut at a bound; what cannot be printed says so in its place. Throws
 * BAD_REQUEST where there is no such part.
 */
export async function printedCertificate(
  bytes: Uint8Array,
  text: string | null,
  part: CertificatePart,
  index: number,
): Promise<string> {
  const print = (await certificatesOf(bytes, text)).printers[part][index]
  if (!print) throw new BootbankError('BAD_REQUEST', 'There is no such certificate in this file.')
  try {
    const printed = print()
    return printed.length > mostPrinted ? `${printed.slice(0, mostPrinted)}…\n` : printed
  } catch (error) {
    return `This cannot be printed: ${reasonOf(error)}.`
  }
}

/** Why something could not be read, as the rest of a sentence; what the schema library says of every other form is said in our words. */
function reasonOf(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return /does not match to \w+ ASN1 schema/.test(why) ? 'its bytes have another form' : why.replace(/\.$/, '')
}

function foundIn(
  blocks: ReturnType<typeof pemBlocks>,
  labels: readonly string[],
  problems: CertificateProblem[],
): readonly Found[] {
  return blocks.flatMap(({ label, line, content }) => {
    if (!labels.includes(label)) return []
    if ('der' in content) return [{ der: content.der, line }]
    problems.push({ line, message: `The block that begins here cannot be read: ${content.fault}.` })
    return []
  })
}
