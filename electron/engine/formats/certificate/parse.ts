// One certificate, from DER to what is shown of it. The structure is read by @peculiar/asn1-x509, in JavaScript: so that it is the same
// under Node's OpenSSL and Electron's BoringSSL, which refuses keys and curves that old hosts have. Loaded when the first one is shown.
import { createHash, createPublicKey } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate as X509,
  type Extension,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  type Name,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import type { Certificate, NamePart } from '../../../../shared/viewers/certificate'
import { displayName } from '../../codecs/names'
import { alternativeName, summaryOf } from './extensions'
import { attributeNames, curves, extensionNames, keyNames, signatureNames } from './names'
import type { Signed } from './signature'

/** A certificate with what is needed to tell who signed it and which key is its own. */
export interface ParsedCertificate {
  readonly shown: Omit<Certificate, 'issuedBy'>
  /** Bytes of both names and of the key identifiers, as hex; null where there is none. */
  readonly links: {
    readonly subject: string
    readonly issuer: string
    readonly subjectKey: string | null
    readonly authorityKey: string | null
  }
  /** DER of the public key (SubjectPublicKeyInfo). */
  readonly publicKey: Uint8Array
  readonly signed: Signed
}

/** Reads one certificate. Throws Error with the reason for bytes that are none. */
export function parseCertificate(der: Uint8Array, line: number | null): ParsedCertificate {
  const certificate = AsnConvert.parse(der, X509)
  const { tbsCertificate: body } = certificate
  const extensions = [...(body.extensions ?? [])]
  const publicKey = new Uint8Array(AsnConvert.serialize(body.subjectPublicKeyInfo))
  const altNames = read(extensions, id_ce_subjectAltName, SubjectAlternativeName)
  return {
    shown: {
      line,
      version: body.version + 1,
      serial: hex(new Uint8Array(body.serialNumber), ''),
      subject: nameParts(body.subject),
      issuer: nameParts(body.issuer),
      alternativeNames: altNames ? [...altNames].map(alternativeName) : [],
      notBefore: isoDate(body.validity.notBefore.getTime()),
      notAfter: isoDate(body.validity.notAfter.getTime()),
      signature: named(signatureNames, certificate.signatureAlgorithm.algorithm),
      key: keyOf(publicKey, body.subjectPublicKeyInfo.algorithm),
      isAuthority: read(extensions, id_ce_basicConstraints, BasicConstraints)?.cA ?? false,
      extensions: extensions.map(extension => ({
        name: named(extensionNames, extension.extnID),
        critical: extension.critical,
        summary: summaryOf(extension),
      })),
      sha256: hex(createHash('sha256').update(der).digest(), ':'),
      sha1: hex(createHash('sha1').update(der).digest(), ':'),
    },
    links: {
      subject: hex(new Uint8Array(AsnConvert.serialize(body.subject)), ''),
      issuer: hex(new Uint8Array(AsnConvert.serialize(body.issuer)), ''),
      subjectKey: identifier(read(extensions, id_ce_subjectKeyIdentifier, SubjectKeyIdentifier)?.buffer),
      authorityKey: identifier(
        read(extensions, id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier?.buffer,
      ),
    },
    publicKey,
    signed: {
      body: new Uint8Array(certificate.tbsCertificateRaw ?? AsnConvert.serialize(body)),
      algorithm: certificate.signatureAlgorithm.algorithm,
      signature: new Uint8Array(certificate.signatureValue),
    },
  }
}

/** An extension's value; null where it is absent or broken: the certificate is shown all the same. */
function read<T>(extensions: readonly Extension[], oid: string, type: new () => T): T | null {
  const found = extensions.find(extension => extension.extnID === oid)
  if (!found) return null
  try {
    return AsnConvert.parse(found.extnValue.buffer, type)
  } catch {
    return null
  }
}

function nameParts(name: Name): readonly NamePart[] {
  return [...name].flatMap(part =>
    [...part].map(({ type, value }) => ({ type: named(attributeNames, type), value: safe(value.toString()) })),
  )
}

function keyOf(
  spki: Uint8Array,
  algorithm: { algorithm: string; parameters?: ArrayBuffer | null },
): Certificate['key'] {
  const type = named(keyNames, algorithm.algorithm)
  if (type === 'EC') {
    const oid = algorithm.parameters ? objectIdentifier(new Uint8Array(algorithm.parameters)) : null
    const curve = oid === null ? null : curves[oid]
    return { type, bits: curve?.bits ?? null, curve: curve?.name ?? oid }
  }
  return { type, bits: type.startsWith('Ed') || type.startsWith('X') ? null : modulusBits(spki), curve: null }
}

/** Null for a key that the crypto library at hand refuses. */
function modulusBits(spki: Uint8Array): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.modulusLength ?? null
  } catch {
    return null
  }
}

/** The dotted form of an OBJECT IDENTIFIER in DER; null for anything else (explicit curve parameters). */
function objectIdentifier(der: Uint8Array): string | null {
  const length = der[1] ?? 0
  if (der[0] !== 6 || length !== der.length - 2) return null
  const numbers: number[] = []
  let number = 0
  for (const byte of der.subarray(2)) {
    number = number * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0
  }
  const [first = 0, ...rest] = numbers
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

function identifier(bytes: ArrayBuffer | undefined): string | null {
  return bytes ? hex(new Uint8Array(bytes), '') : null
}

function isoDate(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function named(names: Readonly<Record<string, string>>, oid: string): string {
  return names[oid] ?? oid
}

function hex(bytes: Uint8Array, between: string): string {
  return (Buffer.from(bytes).toString('hex').toUpperCase().match(/../g) ?? []).join(between)
}

/** Text out of a certificate, with control and direction characters escaped. */
function safe(text: string): string {
  return displayName(Buffer.from(text))
}
