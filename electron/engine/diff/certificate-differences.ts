// Two states of a file compared by what its certificates say: lines of base64 tell nobody which name or date is another one.
import {
  type CertificateAspect,
  type CertificateDifference,
  type CertificateDifferences,
  certificateAspects,
} from '../../../shared/model/certificate-differences'
import type { Certificate, NamePart } from '../../../shared/viewers/certificate'
import { type Bytes, toUint8Array } from '../codecs/bytes'
import { hasPemCertificate, isDerCertificate } from '../formats/certificate/format'
import { certificateLabels, certificatesOf } from '../formats/certificate/read'

/** Bytes of a file that is looked at; the store of a whole system has some hundred KiB. */
const largest = 4 * 1024 * 1024

/** The certificates of one state, and the text around them. */
interface State {
  readonly certificates: readonly Certificate[]
  /** The text without its certificates; empty in DER. */
  readonly rest: string
}

/**
 * What differs between the certificates of two contents, of which one may not be there. Null where the same ones are in both, or where one
 * holds something that only looks like a certificate. Throws nothing.
 */
export async function certificatesBetween(
  before: Bytes | null,
  after: Bytes | null,
): Promise<CertificateDifferences | null> {
  const [old, now] = [await stateOf(before), await stateOf(after)]
  if (old === null || now === null) return null
  const list = pairs(old.certificates, now.certificates).flatMap(([a, b]) => differenceOf(a, b))
  const isSame = before === null || after === null ? `${old.rest}${now.rest}`.trim() === '' : old.rest === now.rest
  return list.length === 0 ? null : { list, isAll: isSame }
}

/** Null for what is broken, too large or too much to be told whole: there the bytes are compared. */
async function stateOf(content: Bytes | null): Promise<State | null> {
  if (content === null) return { certificates: [], rest: '' }
  if (content.length > largest) return null
  const bytes = toUint8Array(content)
  if (isDerCertificate(bytes, bytes.length)) {
    const { certificates } = await certificatesOf(bytes, null)
    return certificates.length === 0 ? null : { certificates, rest: '' }
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (!hasPemCertificate(bytes)) return { certificates: [], rest: text }
  const { certificates, problems, more } = await certificatesOf(bytes, text)
  return problems.length > 0 || more > 0 ? null : { certificates, rest: text.replace(blocks, '') }
}

const label = `(?:${certificateLabels.join('|')})`
const blocks = new RegExp(`-----BEGIN ${label}-----[A-Za-z0-9+/=\\s]*-----END ${label}-----`, 'g')

/** The same certificate by its fingerprint is left out; others belong together by their subject, and then by their order. */
function pairs(
  before: readonly Certificate[],
  after: readonly Certificate[],
): readonly (readonly [Certificate | null, Certificate | null])[] {
  const [old, now] = [withoutShared(before, after), withoutShared(after, before)]
  const found: [Certificate | null, Certificate | null][] = []
  const waiting = [...old]
  const left: Certificate[] = []
  for (const b of now) {
    const at = waiting.findIndex(a => nameOf(a.subject) === nameOf(b.subject))
    if (at < 0) left.push(b)
    else found.push([waiting.splice(at, 1)[0] ?? null, b])
  }
  // One that took the place of one: a host that got another name.
  const isReplaced = waiting.length === 1 && left.length === 1
  if (isReplaced) found.push([waiting[0] ?? null, left[0] ?? null])
  else
    found.push(
      ...left.map((b): [null, Certificate] => [null, b]),
      ...waiting.map((a): [Certificate, null] => [a, null]),
    )
  return found
}

/** Those that the other side does not have, each as often as it has it more. */
function withoutShared(all: readonly Certificate[], others: readonly Certificate[]): readonly Certificate[] {
  const shared = new Map<string, number>()
  for (const { sha256 } of others) shared.set(sha256, (shared.get(sha256) ?? 0) + 1)
  return all.filter(({ sha256 }) => {
    const count = shared.get(sha256) ?? 0
    shared.set(sha256, count - 1)
    return count <= 0
  })
}

function differenceOf(a: Certificate | null, b: Certificate | null): readonly CertificateDifference[] {
  const one = b ?? a
  if (one === null) return []
  const [old, now] = [a && factsOf(a), b && factsOf(b)]
  const facts = (Object.keys(certificateAspects) as CertificateAspect[])
    .map(aspect => ({ aspect, before: old?.[aspect] ?? null, after: now?.[aspect] ?? null }))
    .filter(({ before, after }) => before !== after)
  const change = a === null ? 'added' : b === null ? 'removed' : 'changed'
  return [{ change, subject: nameOf(one.subject), facts }]
}

function factsOf(one: Certificate): Record<CertificateAspect, string | null> {
  const { type, bits, curve } = one.key
  return {
    subject: nameOf(one.subject),
    issuer: nameOf(one.issuer),
    names: one.alternativeNames.length === 0 ? null : one.alternativeNames.join(', '),
    notBefore: one.notBefore,
    notAfter: one.notAfter,
    key: curve === null ? (bits === null ? type : `${type} ${bits}`) : `${type} ${curve}`,
    signature: one.signature,
    serial: one.serial,
    sha256: one.sha256,
  }
}

function nameOf(parts: readonly NamePart[]): string {
  return parts.length === 0 ? '(empty)' : parts.map(({ type, value }) => `${type}=${value}`).join(', ')
}
