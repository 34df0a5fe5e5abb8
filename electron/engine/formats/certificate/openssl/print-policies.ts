// What a certificate says of policies and of names, as OpenSSL prints it (RFC 5280, 4.2.1.4, 4.2.1.5, 4.2.1.10, 4.2.1.11).
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  CertificatePolicies,
  GeneralName,
  id_ce_certificatePolicies_anyPolicy,
  PolicyMappings,
  type PolicyQualifierInfo,
  UserNotice,
} from '@peculiar/asn1-x509'
import { safe } from '../fields'
import { type DerElement, elementsIn, inside, smallInteger } from './der'
import { fullGeneralName } from './print-general-name'

const policyName = (oid: string) => (oid === id_ce_certificatePolicies_anyPolicy ? 'X509v3 Any Policy' : oid)

/** Policies, each with where its statement is and with what it tells the user. */
export function policies(value: ArrayBuffer): readonly string[] {
  return [...AsnConvert.parse(value, CertificatePolicies)].flatMap(({ policyIdentifier, policyQualifiers }) => [
    `Policy: ${policyName(policyIdentifier)}`,
    ...(policyQualifiers ?? []).flatMap(qualifierLines),
  ])
}

function qualifierLines({ policyQualifierId, qualifier }: PolicyQualifierInfo): readonly string[] {
  if (policyQualifierId === '1.3.6.1.5.5.7.2.1') {
    const [pointer] = elementsIn(new Uint8Array(qualifier)) ?? []
    if (pointer?.tag !== 0x16) throw new Error('a pointer that is no IA5String')
    return [`  CPS: ${safe(Buffer.from(pointer.content).toString('latin1'))}`]
  }
  if (policyQualifierId !== '1.3.6.1.5.5.7.2.2') return [`  Unknown Qualifier: ${policyQualifierId}`]
  const { explicitText, noticeRef } = AsnConvert.parse(qualifier, UserNotice)
  const numbers = noticeRef ? numbersOf(qualifier) : []
  return [
    '  User Notice:',
    ...(noticeRef
      ? [
          `    Organization: ${safe(noticeRef.organization.toString())}`,
          `    Number${numbers.length === 1 ? '' : 's'}: ${numbers.join(', ')}`,
        ]
      : []),
    ...(explicitText ? [`    Explicit Text: ${safe(explicitText.toString())}`] : []),
  ]
}

/** The numbers of a NoticeReference: its second part, whose library type holds them as JavaScript's. */
function numbersOf(notice: ArrayBuffer): readonly string[] {
  const [reference] = inside(new Uint8Array(notice), 0x30) ?? []
  const numbers = reference && elementsIn(reference.content)?.[1]
  return (numbers ? (elementsIn(numbers.content) ?? []) : []).map(({ content }) => numberOf(content))
}

/** Such as `Require Explicit Policy:3, Inhibit Policy Mapping:0`. */
export function policyConstraints(value: ArrayBuffer): readonly string[] | null {
  const names: Readonly<Record<number, string>> = { 128: 'Require Explicit Policy', 129: 'Inhibit Policy Mapping' }
  const parts = inside(new Uint8Array(value), 0x30)
  return parts && [parts.map(({ tag, content }) => `${names[tag]}:${numberOf(content)}`).join(', ')]
}

export function policyMappings(value: ArrayBuffer): readonly string[] {
  const mappings = [...AsnConvert.parse(value, PolicyMappings)]
  return [
    mappings
      .map(
        ({ issuerDomainPolicy, subjectDomainPolicy }) =>
          `${policyName(issuerDomainPolicy)}:${policyName(subjectDomainPolicy)}`,
      )
      .join(', '),
  ]
}

/** Names that certificates below may have, and those that they may not. */
export function nameConstraints(value: ArrayBuffer): readonly string[] | null {
  const lists = inside(new Uint8Array(value), 0x30)
  if (!lists?.every(({ tag }) => tag === 0xa0 || tag === 0xa1)) return null
  return (
    lists?.flatMap(({ tag, content }) => [
      `${tag === 0xa0 ? 'Permitted' : 'Excluded'}:`,
      ...(elementsIn(content) ?? []).map(tree => `  ${constrainedName(tree)}`),
    ]) ?? null
  )
}

function constrainedName({ content }: DerElement): string {
  const [base] = elementsIn(content) ?? []
  if (!base) throw new Error('a constraint without a name')
  return base.tag === 0x87 ? addresses(base.content) : fullGeneralName(AsnConvert.parse(base.whole, GeneralName))
}

/** An address and its mask. */
function addresses(bytes: Uint8Array): string {
  const half = bytes.length / 2
  const written = (part: Uint8Array) =>
    half === 4
      ? part.join('.')
      : Array.from({ length: 8 }, (_, at) => (((part[at * 2] ?? 0) << 8) | (part[at * 2 + 1] ?? 0)).toString(16)).join(
          ':',
        )
  if (half !== 4 && half !== 16) return 'IP Address:<invalid>'
  return `IP:${written(bytes.subarray(0, half))}/${written(bytes.subarray(half))}`.toUpperCase()
}

function numberOf(content: Uint8Array): string {
  const number = smallInteger(content)
  if (number === null) throw new Error('a number of more than eight bytes')
  return number.toString()
}
