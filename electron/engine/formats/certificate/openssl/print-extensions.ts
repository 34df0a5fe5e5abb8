// Extensions as OpenSSL prints them. What is not known here, and what breaks its form, is a dump of its bytes, as OpenSSL prints with
// `-certopt ext_dump` what it does not know.
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  CRLReason,
  ExtendedKeyUsage,
  type Extension,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_certificatePolicies_anyPolicy,
  id_ce_cRLDistributionPoints,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
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
import { hex, serialOf } from '../fields'
import { dumpLines } from './hex-lines'
import { accessNames, extendedUsageNames, extensionNames, reasonNames, usageNames } from './oid-names'
import { printedGeneralName, printedGeneralNames } from './print-general-name'

/** The lines of a value; null for one that only its bytes can tell. */
type Print = (value: ArrayBuffer) => readonly string[] | null

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
  [id_pe_authorityInfoAccess]: value => {
    const lines = [...AsnConvert.parse(value, AuthorityInfoAccessSyntax)].map(({ accessMethod, accessLocation }) => {
      const name = printedGeneralName(accessLocation)
      return name === null ? null : `${accessNames[accessMethod] ?? accessMethod} - ${name}`
    })
    return allOf(lines)
  },
  [id_ce_certificatePolicies]: policies,
  [id_ce_cRLNumber]: value => oneLine(integerOf(value)),
  [id_ce_cRLReasons]: value => oneLine(reasonNames[AsnConvert.parse(value, CRLReason).reason] ?? null),
}

/** Every extension in its order: its name, and its value below, indented by four more. */
export function printedExtensions(extensions: readonly Extension[], indent: number): readonly string[] {
  const spaces = ' '.repeat(indent)
  return extensions.flatMap(({ extnID, critical, extnValue }) => [
    `${spaces}${extensionNames[extnID] ?? extnID}: ${critical ? 'critical' : ''}`,
    ...(linesOf(extnID, extnValue.buffer)?.map(line => `${spaces}    ${line}`) ?? [
      ...dumpLines(new Uint8Array(extnValue.buffer), indent + 4),
      '',
    ]),
  ])
}

function linesOf(oid: string, value: ArrayBuffer): readonly string[] | null {
  try {
    return printers[oid]?.(value) ?? null
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

/** Points that have a full name and nothing else. */
function distributionPoints(value: ArrayBuffer): readonly string[] | null {
  const points = [...AsnConvert.parse(value, CRLDistributionPoints)].map(point => {
    const { fullName } = point.distributionPoint ?? {}
    if (!fullName || point.reasons || point.cRLIssuer) return null
    const names = allOf(fullName.map(printedGeneralName))
    return names && ['Full Name:', ...names.map(name => `  ${name}`)]
  })
  return allOf(points)?.flat() ?? null
}

/** Policies, with addresses of their statements. */
function policies(value: ArrayBuffer): readonly string[] | null {
  const lines = [...AsnConvert.parse(value, CertificatePolicies)].map(({ policyIdentifier, policyQualifiers }) => {
    const name = policyIdentifier === id_ce_certificatePolicies_anyPolicy ? 'X509v3 Any Policy' : policyIdentifier
    const statements = allOf((policyQualifiers ?? []).map(statementOf))
    return statements && [`Policy: ${name}`, ...statements]
  })
  return allOf(lines)?.flat() ?? null
}

/** A CPS pointer: an IA5String (RFC 5280, 4.2.1.4); null for a notice. */
function statementOf(qualifier: { policyQualifierId: string; qualifier: ArrayBuffer }): string | null {
  const [tag, length, ...text] = new Uint8Array(qualifier.qualifier)
  if (qualifier.policyQualifierId !== '1.3.6.1.5.5.7.2.1' || tag !== 0x16 || length !== text.length) return null
  return `  CPS: ${Buffer.from(text).toString('latin1')}`
}

/** All values, or null where one is. */
function allOf<T>(values: readonly (T | null)[]): readonly T[] | null {
  const known = values.filter(value => value !== null)
  return known.length === values.length ? known : null
}
