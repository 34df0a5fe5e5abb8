// A request for a certificate (PKCS #10, RFC 2986), from DER to what is shown of it.
import { CertificationRequest } from '@peculiar/asn1-csr'
import { AsnConvert } from '@peculiar/asn1-schema'
import { type Extension, Extensions, id_ce_subjectAltName, SubjectAlternativeName } from '@peculiar/asn1-x509'
import type { CertificateRequest } from '../../../../shared/viewers/certificate'
import { alternativeName, extensionOf, shownExtensions } from './extensions'
import { keyOf, named, nameParts } from './fields'
import { requestAttributeNames, signatureNames } from './names'
import { printRequest } from './openssl/print'
import { isSignedBy } from './signature'

/** The attribute that asks for extensions (RFC 2985, 5.4.2), and Microsoft's of the same form. */
const extensionRequests: readonly string[] = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']

export interface ParsedRequest {
  readonly shown: CertificateRequest
  /** DER of the public key (SubjectPublicKeyInfo). */
  readonly publicKey: Uint8Array
  /** As OpenSSL prints it. */
  readonly print: () => string
}

/** Reads one request. Throws Error with the reason for any other bytes. */
export function parseRequest(der: Uint8Array, line: number | null): ParsedRequest {
  const request = AsnConvert.parse(der, CertificationRequest)
  const { attributes, subject, subjectPKInfo } = request.certificationRequestInfo
  const extensions = [...attributes].flatMap(({ type, values }) =>
    extensionRequests.includes(type) ? values.flatMap(extensionsIn) : [],
  )
  const names = extensionOf(extensions, id_ce_subjectAltName, SubjectAlternativeName)
  const publicKey = new Uint8Array(AsnConvert.serialize(subjectPKInfo))
  const { algorithm } = request.signatureAlgorithm
  const body = request.certificationRequestInfoRaw ?? AsnConvert.serialize(request.certificationRequestInfo)
  const shown = {
    line,
    subject: nameParts(subject),
    alternativeNames: names ? [...names].map(alternativeName) : [],
    key: keyOf(publicKey, subjectPKInfo.algorithm),
    signature: named(signatureNames, algorithm),
    isSigned: isSignedBy(
      { body: new Uint8Array(body), algorithm, signature: new Uint8Array(request.signature) },
      publicKey,
    ),
    extensions: shownExtensions(extensions),
    attributes: [...attributes].flatMap(({ type }) =>
      extensionRequests.includes(type) ? [] : [named(requestAttributeNames, type)],
    ),
  }
  return { shown, publicKey, print: () => printRequest(request) }
}

/** None of a value that breaks its form: the request is shown all the same. */
function extensionsIn(value: ArrayBuffer): readonly Extension[] {
  try {
    return [...AsnConvert.parse(value, Extensions)]
  } catch {
    return []
  }
}
