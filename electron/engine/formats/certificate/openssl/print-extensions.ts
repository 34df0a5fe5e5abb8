// Extensions as OpenSSL prints them. What is not known here, and what breaks its form, is a dump of its bytes, as OpenSSL prints with
// `-certopt ext_dump` what it does not know.
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificateIssuer,
  CRLReason,
  ExtendedKeyUsage,
  type Extension,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  id_ce_certificateIssuer,
  id_ce_deltaCRLIndicator,
  id_ce_freshestCRL,
  id_ce_inhibitAnyPolicy,
  id_ce_invalidityDate,
  id_ce_nameConstraints,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  id_ce_privateKeyUsagePeriod,
  id_pe_subjectInfoAccess,
  InvalidityDate,
  PrivateKeyUsagePeriod,
  id_ce_extKeyUsage,
  id_ce_issuerAltName,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_pe_authorityInfoAccess,
  IssueAlternativeName,
  KeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import { integerOf } from '../extensions'
import { hex, objectIdentifier, safe, serialOf } from '../fields'
import { elementsIn, inside, smallInteger } from './der'
import { dumpLines } from './hex-lines'
import { accessNames, extendedUsageNames, extensionNames, holdInstructions, reasonNames, usageNames } from './oid-names'
import { printedGeneralName, printedGeneralNames } from './print-general-name'
import { distributionPoints, issuingPoint } from './print-points'
import { nameConstraints, policies, policyConstraints, policyMappings } from './print-policies'
import { timestamps } from './print-scts'
import { printedTime } from './print-time'

/** The lines of a value, which will be indented by so many spaces; null for one that only its bytes can tell. */
type Print = (value: ArrayBuffer, indent: number) => readonly string[] | null

/** RFC 5280, 5.2.5; the library has no class for it. */
const issuingDistributionPoint = '2.5.29.28'

const colons = (bytes: ArrayBuffer) => hex(new Uint8Array(bytes), ':')
const oneLine = (text: string | null) => (text === null ? null : [text])

const printers: Readonly<Record<string, Print>> = {
  [id_ce_basicConstraints]: value => {
    const { cA, pathLenConstraint: length } = AsnConvert.parse(value, BasicConstraints)
    return [`CA:${cA ? 'TRUE' : 'FALSE'}${length === undefined ? '' : `, pathlen:${length}`}`]
  },
  [id_ce_keyUsage]: value => {
    const usages = AsnConvert.parse(value, KeyUsage).toJSON()
    const inOrder = Object.entries(usageNames).filter(([usage]) => usages.some(one => one === usage))
    return [inOrder.map(([, name]) => name).join(', ')]
  },
  [id_ce_extKeyUsage]: value => [
    [...AsnConvert.parse(value, ExtendedKeyUsage)].map(usage => extendedUsageNames[usage] ?? usage).join(', '),
  ],
  [id_ce_subjectAltName]: value => oneLine(printedGeneralNames(AsnConvert.parse(value, SubjectAlternativeName))),
  [id_ce_issuerAltName]: value => oneLine(printedGeneralNames(AsnConvert.parse(value, IssueAlternativeName))),
  [id_ce_subjectKeyIdentifier]: value => [colons(AsnConvert.parse(value, SubjectKeyIdentifier).buffer)],
  [id_ce_authorityKeyIdentifier]: authorityKey,
  [id_ce_cRLDistributionPoints]: distributionPoints,
  [id_pe_authorityInfoAccess]: accesses,
  [id_pe_subjectInfoAccess]: accesses,
  [id_ce_freshestCRL]: distributionPoints,
  [issuingDistributionPoint]: issuingPoint,
  [id_ce_nameConstraints]: nameConstraints,
  [id_ce_policyConstraints]: policyConstraints,
  [id_ce_policyMappings]: policyMappings,
  [id_ce_inhibitAnyPolicy]: value => oneLine(integerOf(value)),
  [id_ce_deltaCRLIndicator]: value => oneLine(integerOf(value)),
  [id_ce_invalidityDate]: value => [printedTime(AsnConvert.parse(value, InvalidityDate).value)],
  '2.5.29.23': value => oneLine(holdInstructions[objectIdentifier(new Uint8Array(value)) ?? ''] ?? null),
  [id_ce_certificateIssuer]: value => oneLine(printedGeneralNames(AsnConvert.parse(value, CertificateIssuer))),
  [id_ce_privateKeyUsagePeriod]: keyUsagePeriod,
  '1.3.6.1.5.5.7.1.24': tlsFeatures,
  '1.3.6.1.5.5.7.48.1.5': value => (new Uint8Array(value)[0] === 0x05 ? [''] : null),
  '1.3.6.1.4.1.11129.2.4.2': timestamps,
  '2.16.840.1.113730.1.1': netscapeType,
  ...Object.fromEntries([2, 3, 4, 7, 8, 12, 13].map(last => [`2.16.840.1.113730.1.${last}`, netscapeText])),
  [id_ce_certificatePolicies]: policies,
  [id_ce_cRLNumber]: value => oneLine(integerOf(value)),
  [id_ce_cRLReasons]: value => oneLine(reasonNames[AsnConvert.parse(value, CRLReason).reason] ?? null),
}

/** Every extension in its order: its name, and its value below, indented by four more. */
export function printedExtensions(extensions: readonly Extension[], indent: number): readonly string[] {
  const spaces = ' '.repeat(indent)
  return extensions.flatMap(({ extnID, critical, extnValue }) => [
    `${spaces}${extensionNames[extnID] ?? extnID}: ${critical ? 'critical' : ''}`,
    ...(linesOf(extnID, extnValue.buffer, indent + 4)?.map(line => line && `${spaces}    ${line}`) ?? [
      ...dumpLines(new Uint8Array(extnValue.buffer), indent + 4),
      '',
    ]),
  ])
}

/** Null for an extension that is not known or breaks its form: its bytes are printed then. */
function linesOf(oid: string, value: ArrayBuffer, indent: number): readonly string[] | null {
  try {
    return printers[oid]?.(value, indent) ?? null
  } catch {
    return null
  }
}

/** With names for its parts where there is more than the identifier. */
function authorityKey(value: ArrayBuffer): readonly string[] | null {
  const { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber } = AsnConvert.parse(
    value,
    AuthorityKeyIdentifier,
  )
  const isAlone = !authorityCertIssuer && !authorityCertSerialNumber
  const issuers = allOf((authorityCertIssuer ?? []).map(printedGeneralName))
  if (!issuers) return null
  const serial = authorityCertSerialNumber && serialOf(authorityCertSerialNumber).replace(/..(?=.)/g, '$&:')
  return [
    ...(keyIdentifier ? [`${isAlone ? '' : 'keyid:'}${colons(keyIdentifier.buffer)}`] : []),
    ...issuers,
    ...(serial ? [`serial:${serial}`] : []),
  ]
}

/** Names of TLS extensions that a server promises (RFC 7633); the numbers of others. */
function tlsFeatures(value: ArrayBuffer): readonly string[] | null {
  const names: Readonly<Record<string, string>> = { 5: 'status_request', 17: 'status_request_v2' }
  const numbers = inside(new Uint8Array(value), 0x30)?.map(({ content }) => smallInteger(content))
  if (!numbers) return null
  return [numbers.map(number => names[String(number)] ?? String(number)).join(', ')]
}

function keyUsagePeriod(value: ArrayBuffer): readonly string[] {
  const { notBefore, notAfter } = AsnConvert.parse(value, PrivateKeyUsagePeriod)
  return [
    [
      ...(notBefore ? [`Not Before: ${printedTime(notBefore)}`] : []),
      ...(notAfter ? [`Not After: ${printedTime(notAfter)}`] : []),
    ].join(', '),
  ]
}

/** Bits of Netscape's kind of a certificate, from the first. */
function netscapeType(value: ArrayBuffer): readonly string[] | null {
  const names = [
    'SSL Client',
    'SSL Server',
    'S/MIME',
    'Object Signing',
    'Unused',
    'SSL CA',
    'S/MIME CA',
    'Object Signing CA',
  ]
  const [bits] = elementsIn(new Uint8Array(value)) ?? []
  if (bits?.tag !== 0x03) return null
  return [names.filter((_, bit) => ((bits.content[1] ?? 0) & (0x80 >> bit)) !== 0).join(', ')]
}

function netscapeText(value: ArrayBuffer): readonly string[] | null {
  const [text] = elementsIn(new Uint8Array(value)) ?? []
  return text?.tag === 0x16 ? [safe(Buffer.from(text.content).toString('latin1'))] : null
}

function accesses(value: ArrayBuffer): readonly string[] | null {
  const lines = [...AsnConvert.parse(value, AuthorityInfoAccessSyntax)].map(({ accessMethod, accessLocation }) => {
    const name = printedGeneralName(accessLocation)
    return name === null ? null : `${accessNames[accessMethod] ?? accessMethod} - ${name}`
  })
  return allOf(lines)
}

/** All values, or null where one is. */
function allOf<T>(values: readonly (T | null)[]): readonly T[] | null {
  const known = values.filter(value => value !== null)
  return known.length === values.length ? known : null
}
