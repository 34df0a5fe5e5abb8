// One certificate, from DER to what is shown of it. The structure is read by @peculiar/asn1-x509, in JavaScript: so that it is the same
// under Node's OpenSSL and Electron's BoringSSL, which refuses keys and curves that old hosts have. Loaded when the first one is shown.
import { createHash } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate as X509,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import type { Certificate } from '../../../../shared/viewers/certificate'
import { alternativeName, extensionOf, shownExtensions } from './extensions'
import { hex, isoDate, keyOf, named, nameParts, serialOf } from './fields'
import { signatureNames } from './names'
import { printCertificate } from './openssl/print'
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
  /** As OpenSSL prints it. */
  readonly print: () => string
}

/** Reads one certificate. Throws Error with the reason for any other bytes. */
export function parseCertificate(der: Uint8Array, line: number | null): ParsedCertificate {
  const certificate = AsnConvert.parse(der, X509)
  const { tbsCertificate: body } = certificate
  const extensions = [...(body.extensions ?? [])]
  const publicKey = new Uint8Array(AsnConvert.serialize(body.subjectPublicKeyInfo))
  const altNames = extensionOf(extensions, id_ce_subjectAltName, SubjectAlternativeName)
  return {
    shown: {
      line,
      version: body.version + 1,
      serial: serialOf(body.serialNumber),
      subject: nameParts(body.subject),
      issuer: nameParts(body.issuer),
      alternativeNames: altNames ? [...altNames].map(alternativeName) : [],
      notBefore: isoDate(body.validity.notBefore.getTime()),
      notAfter: isoDate(body.validity.notAfter.getTime()),
      signature: named(signatureNames, certificate.signatureAlgorithm.algorithm),
      key: keyOf(publicKey, body.subjectPublicKeyInfo.algorithm),
      isAuthority: extensionOf(extensions, id_ce_basicConstraints, BasicConstraints)?.cA ?? false,
      extensions: shownExtensions(extensions),
      sha256: hex(createHash('sha256').update(der).digest(), ':'),
      sha1: hex(createHash('sha1').update(der).digest(), ':'),
    },
    links: {
      subject: hex(new Uint8Array(AsnConvert.serialize(body.subject)), ''),
      issuer: hex(new Uint8Array(AsnConvert.serialize(body.issuer)), ''),
      subjectKey: identifier(extensionOf(extensions, id_ce_subjectKeyIdentifier, SubjectKeyIdentifier)?.buffer),
      authorityKey: identifier(
        extensionOf(extensions, id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier?.buffer,
      ),
    },
    publicKey,
    print: () => printCertificate(certificate),
    signed: {
      body: new Uint8Array(certificate.tbsCertificateRaw ?? AsnConvert.serialize(body)),
      algorithm: certificate.signatureAlgorithm.algorithm,
      signature: new Uint8Array(certificate.signatureValue),
    },
  }
}

function identifier(bytes: ArrayBuffer | undefined): string | null {
  return bytes ? hex(new Uint8Array(bytes), '') : null
}
