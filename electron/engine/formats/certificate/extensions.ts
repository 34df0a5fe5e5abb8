// What the extensions of a certificate say, in words (RFC 5280, 4.2). One that is not known here is told by its length.
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type Extension,
  type GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_cRLNumber,
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
import type { CertificateExtension } from '../../../../shared/viewers/certificate'
import { hex, named, safe } from './fields'
import { attributeNames, extendedUsageNames, extensionNames } from './names'

const usages: Readonly<Record<string, string>> = {
  digitalSignature: 'digital signature',
  nonRepudiation: 'non-repudiation',
  keyEncipherment: 'key encipherment',
  dataEncipherment: 'data encipherment',
  keyAgreement: 'key agreement',
  keyCertSign: 'signing certificates',
  crlSign: 'signing CRLs',
  encipherOnly: 'encipher only',
  decipherOnly: 'decipher only',
}

type Describe = (value: ArrayBuffer) => string

const readers: Readonly<Record<string, Describe>> = {
  [id_ce_basicConstraints]: value => {
    const { cA, pathLenConstraint } = AsnConvert.parse(value, BasicConstraints)
    if (!cA) return 'not an authority'
    return pathLenConstraint === undefined ? 'authority' : `authority, at most ${pathLenConstraint} below it`
  },
  [id_ce_keyUsage]: value =>
    AsnConvert.parse(value, KeyUsage)
      .toJSON()
      .map(usage => usages[usage] ?? usage)
      .join(', '),
  [id_ce_extKeyUsage]: value =>
    [...AsnConvert.parse(value, ExtendedKeyUsage)].map(usage => extendedUsageNames[usage] ?? usage).join(', '),
  [id_ce_subjectAltName]: value => [...AsnConvert.parse(value, SubjectAlternativeName)].map(alternativeName).join(', '),
  [id_ce_issuerAltName]: value => [...AsnConvert.parse(value, IssueAlternativeName)].map(alternativeName).join(', '),
  [id_ce_subjectKeyIdentifier]: value => hex(new Uint8Array(AsnConvert.parse(value, SubjectKeyIdentifier).buffer), ':'),
  [id_ce_authorityKeyIdentifier]: value => {
    const { keyIdentifier, authorityCertIssuer } = AsnConvert.parse(value, AuthorityKeyIdentifier)
    if (keyIdentifier) return hex(new Uint8Array(keyIdentifier.buffer), ':')
    return (authorityCertIssuer ?? []).map(alternativeName).join(', ')
  },
  [id_ce_cRLDistributionPoints]: value =>
    [...AsnConvert.parse(value, CRLDistributionPoints)]
      .flatMap(point => point.distributionPoint?.fullName ?? [])
      .map(alternativeName)
      .join(', '),
  [id_pe_authorityInfoAccess]: value =>
    [...AsnConvert.parse(value, AuthorityInfoAccessSyntax)]
      .map(({ accessLocation }) => alternativeName(accessLocation))
      .join(', '),
  [id_ce_cRLNumber]: value => integerOf(value) ?? '',
  [id_ce_certificatePolicies]: value =>
    [...AsnConvert.parse(value, CertificatePolicies)].map(({ policyIdentifier }) => policyIdentifier).join(', '),
}

/** Every extension in words, in its order; never throws. */
export function shownExtensions(extensions: readonly Extension[]): readonly CertificateExtension[] {
  return extensions.map(extension => ({
    name: named(extensionNames, extension.extnID),
    critical: extension.critical,
    summary: summaryOf(extension),
  }))
}

/** An extension's value; null where it is absent or broken: the certificate is shown all the same. */
export function extensionOf<T>(extensions: readonly Extension[], oid: string, type: new () => T): T | null {
  const found = extensions.find(extension => extension.extnID === oid)
  if (!found) return null
  try {
    return AsnConvert.parse(found.extnValue.buffer, type)
  } catch {
    return null
  }
}

/** A whole number of any length, such as that of a revocation list (RFC 5280, 5.2.3), in decimal; null for what is not an INTEGER of DER. */
export function integerOf(value: ArrayBuffer): string | null {
  const [tag, length, ...digits] = new Uint8Array(value)
  if (tag !== 2 || length !== digits.length || length === 0 || length > 21) return null
  return BigInt(`0x${hex(Uint8Array.from(digits), '')}`).toString()
}

function summaryOf(extension: Extension): string {
  const { buffer, byteLength } = extension.extnValue
  try {
    const summary = readers[extension.extnID]?.(buffer)
    if (summary !== undefined && summary !== '') return summary
  } catch {
    return `${byteLength} bytes that break its form`
  }
  return `${byteLength} bytes`
}

/** Such as `DNS:esx01.lab.example` or `IP:192.0.2.10`, as openssl writes them. */
export function alternativeName(name: GeneralName): string {
  if (name.dNSName !== undefined) return `DNS:${safe(name.dNSName)}`
  if (name.iPAddress !== undefined) return `IP:${safe(name.iPAddress)}`
  if (name.rfc822Name !== undefined) return `email:${safe(name.rfc822Name)}`
  if (name.uniformResourceIdentifier !== undefined) return `URI:${safe(name.uniformResourceIdentifier)}`
  if (name.registeredID !== undefined) return `RID:${name.registeredID}`
  if (name.directoryName !== undefined) {
    const parts = [...name.directoryName].flatMap(part => [...part])
    return `DirName:${parts.map(({ type, value }) => `${attributeNames[type] ?? type}=${safe(value.toString())}`).join(', ')}`
  }
  return name.otherName === undefined ? 'a name of another kind' : `otherName:${name.otherName.typeId}`
}
