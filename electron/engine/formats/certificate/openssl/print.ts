// Certificates, requests and revocation lists as `openssl x509 -text`, `req -text` and `crl -text` of OpenSSL 3 print them, with
// `-nameopt oneline -certopt ext_dump`. An extension that OpenSSL knows and this does not is a dump of its bytes.
import type { CertificationRequest } from '@peculiar/asn1-csr'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  type AlgorithmIdentifier,
  type Certificate,
  type CertificateList,
  Extensions,
  type Time,
} from '@peculiar/asn1-x509'
import { serialOf } from '../fields'
import { inside } from './der'
import { colonLines } from './hex-lines'
import { algorithmNames, requestAttributeNames } from './oid-names'
import { printedExtensions } from './print-extensions'
import { printedKey } from './print-key'
import { printedName } from './print-name'
import { pssSignatureLines } from './print-pss'
import { printedTime } from './print-time'

/** The attribute that asks for extensions (RFC 2985, 5.4.2). */
const extensionRequest = '1.2.840.113549.1.9.14'
const challengePassword = '1.2.840.113549.1.9.7'
/** Revoked certificates that are printed. */
const mostRevoked = 500

/** The lines of `openssl x509 -text`. Throws nothing that reading the certificate did not. */
export function printCertificate({ tbsCertificate: body, signatureAlgorithm, signatureValue }: Certificate): string {
  const extensions = [...(body.extensions ?? [])]
  return lines(
    'Certificate:',
    '    Data:',
    `        Version: ${body.version + 1} (0x${body.version.toString(16)})`,
    ...serialLines(body.serialNumber),
    ...algorithmLines(8, body.signature),
    `        Issuer: ${printedName(body.issuer)}`,
    '        Validity',
    `            Not Before: ${timeOf(body.validity.notBefore)}`,
    `            Not After : ${timeOf(body.validity.notAfter)}`,
    `        Subject: ${printedName(body.subject)}`,
    ...printedKey(body.subjectPublicKeyInfo),
    ...(extensions.length > 0 ? ['        X509v3 extensions:', ...printedExtensions(extensions, 12)] : []),
    ...signatureLines(signatureAlgorithm, signatureValue),
  )
}

/** The lines of `openssl req -text`, with bullets for a challenge password. */
export function printRequest({
  certificationRequestInfo,
  signatureAlgorithm,
  signature,
}: CertificationRequest): string {
  const { attributes, subject, subjectPKInfo, version } = certificationRequestInfo
  return lines(
    'Certificate Request:',
    '    Data:',
    `        Version: ${version + 1} (0x${version.toString(16)})`,
    `        Subject: ${printedName(subject)}`,
    ...printedKey(subjectPKInfo),
    '        Attributes:',
    ...(attributes.length === 0 ? ['            (none)'] : []),
    ...[...attributes]
      .toSorted((a, b) => Number(a.type === extensionRequest) - Number(b.type === extensionRequest))
      .flatMap(({ type, values }) => attributeLines(type, values)),
    ...signatureLines(signatureAlgorithm, signature),
  )
}

/** The lines of `openssl crl -text`; after a bound, how many more are revoked. */
export function printList({ tbsCertList: body, signatureAlgorithm, signature }: CertificateList): string {
  const { crlExtensions: extensions = [], revokedCertificates: revoked = [], version = 0 } = body
  return lines(
    'Certificate Revocation List (CRL):',
    `        Version ${version + 1} (0x${version.toString(16)})`,
    ...algorithmLines(8, body.signature),
    `        Issuer: ${printedName(body.issuer)}`,
    `        Last Update: ${timeOf(body.thisUpdate)}`,
    `        Next Update: ${body.nextUpdate ? timeOf(body.nextUpdate) : 'NONE'}`,
    ...(extensions.length > 0 ? ['        CRL extensions:', ...printedExtensions(extensions, 12)] : []),
    revoked.length === 0 ? 'No Revoked Certificates.' : 'Revoked Certificates:',
    ...revoked
      .slice(0, mostRevoked)
      .flatMap(one => [
        `    Serial Number: ${serialOf(one.userCertificate)}`,
        `        Revocation Date: ${timeOf(one.revocationDate)}`,
        ...(one.crlEntryExtensions
          ? ['        CRL entry extensions:', ...printedExtensions(one.crlEntryExtensions, 12)]
          : []),
      ]),
    ...(revoked.length > mostRevoked ? [`    … and ${revoked.length - mostRevoked} more`] : []),
    ...signatureLines(signatureAlgorithm, signature),
  )
}

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`

/** A number of up to eight bytes in decimal and hexadecimal, a longer one as bytes. */
function serialLines(serial: ArrayBuffer): readonly string[] {
  const bytes = new Uint8Array(serial)
  const number = BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`))
  const size = number < 0n ? -number : number
  const sign = number < 0n ? '-' : ''
  if (size < 2n ** 63n) return [`        Serial Number: ${number} (${sign}0x${size.toString(16)})`]
  const digits = size.toString(16)
  const whole = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return [
    '        Serial Number:',
    `            ${sign && ' (Negative)'}${colonLines(whole, 0, whole.length).join('')}`,
  ]
}

const timeOf = (time: Time) => printedTime(time.getTime())

/** After `Signature Algorithm:`; of RSASSA-PSS with its parameters in lines below. */
function algorithmLines(indent: number, { algorithm, parameters }: AlgorithmIdentifier): readonly string[] {
  const title = `${' '.repeat(indent)}Signature Algorithm: ${algorithmNames[algorithm] ?? algorithm}`
  if (algorithmNames[algorithm] !== 'rsassaPss') return [title]
  return [`${title}        `, ...pssLines(parameters)]
}

const pssLines = (parameters: AlgorithmIdentifier['parameters']) =>
  (pssSignatureLines(parameters ? new Uint8Array(parameters) : null) ?? ['(INVALID PSS PARAMETERS)']).map(
    line => `        ${line}`,
  )

function signatureLines(algorithm: AlgorithmIdentifier, signature: ArrayBuffer): readonly string[] {
  const name = algorithmNames[algorithm.algorithm] ?? algorithm.algorithm
  const bytes = new Uint8Array(signature)
  const isPss = name === 'rsassaPss'
  return [
    `    Signature Algorithm: ${name}`,
    `    Signature Value:${isPss ? '        ' : ''}`,
    ...(isPss ? pssLines(algorithm.parameters) : []),
    ...((/^dsa/i.test(name) ? dsaSignature(bytes) : null) ?? colonLines(bytes, 8, 18)),
  ]
}

/** Its two numbers (RFC 3279, 2.2.2); null for anything else. */
function dsaSignature(bytes: Uint8Array): readonly string[] | null {
  const [r, s, ...more] = inside(bytes, 0x30) ?? []
  if (r?.tag !== 2 || s?.tag !== 2 || more.length > 0) return null
  return ['        r:   ', ...colonLines(r.content, 12, 15), '        s:   ', ...colonLines(s.content, 12, 15)]
}

function attributeLines(type: string, values: readonly ArrayBuffer[]): readonly string[] {
  if (type === extensionRequest)
    return ['            Requested Extensions:', ...values.flatMap(value => requested(value))]
  const name = (requestAttributeNames[type] ?? type).padEnd(25)
  return values.map(value => `            ${name}:${type === challengePassword ? '••••••••' : textOf(value)}`)
}

/** Nothing where the value breaks its form, as `openssl` prints nothing then. */
function requested(value: ArrayBuffer): readonly string[] {
  try {
    return printedExtensions([...AsnConvert.parse(value, Extensions)], 16)
  } catch {
    return []
  }
}

/** A string of up to 127 bytes; another one, and what is none, is not printed, as OpenSSL does. */
function textOf(value: ArrayBuffer): string {
  const [tag = 0, length = 0, ...content] = new Uint8Array(value)
  const isText = [0x0c, 0x13, 0x14, 0x16].includes(tag) && length === content.length
  return isText
    ? Buffer.from(content)
        .toString(tag === 0x0c ? 'utf8' : 'latin1')
        .replace(/[\p{Cc}\p{Cf}]/gu, '.')
    : 'unable to print attribute'
}
