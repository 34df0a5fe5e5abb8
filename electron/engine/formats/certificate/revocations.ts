// A list of revoked certificates (RFC 5280, 5), from DER to what is shown of it.
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  CertificateList,
  CRLReason,
  CRLReasons,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  type RevokedCertificate,
  type Time,
} from '@peculiar/asn1-x509'
import type { Revocation, RevocationList } from '../../../../shared/viewers/certificate'
import { extensionOf, integerOf, shownExtensions } from './extensions'
import { hex, isoDate, named, nameParts, serialOf } from './fields'
import { signatureNames } from './names'
import { printList } from './openssl/print'
import type { ParsedCertificate } from './parse'
import { isSignedBy } from './signature'

/** Revoked certificates of a list that are shown. */
const mostRevocations = 500

const reasons: Readonly<Record<CRLReasons, string>> = {
  [CRLReasons.unspecified]: 'not specified',
  [CRLReasons.keyCompromise]: 'the key is in other hands',
  [CRLReasons.cACompromise]: 'the key of the authority is in other hands',
  [CRLReasons.affiliationChanged]: 'its owner has another name or place',
  [CRLReasons.superseded]: 'another one has taken its place',
  [CRLReasons.cessationOfOperation]: 'no longer in use',
  [CRLReasons.certificateHold]: 'on hold',
  [CRLReasons.removeFromCRL]: 'no longer revoked',
  [CRLReasons.privilegeWithdrawn]: 'a right was withdrawn',
  [CRLReasons.aACompromise]: 'the key of the attribute authority is in other hands',
}

export interface ParsedList {
  readonly shown: RevocationList
  /** As OpenSSL prints it. */
  readonly print: () => string
}

/** Reads one list; `certificates` are those of the same file. Throws Error with the reason for any other bytes. */
export function parseRevocations(
  der: Uint8Array,
  line: number | null,
  certificates: readonly ParsedCertificate[],
): ParsedList {
  const list = AsnConvert.parse(der, CertificateList)
  const { tbsCertList: body } = list
  const extensions = body.crlExtensions ?? []
  const number = extensions.find(({ extnID }) => extnID === id_ce_cRLNumber)
  const issuer = hex(new Uint8Array(AsnConvert.serialize(body.issuer)), '')
  const revoked = body.revokedCertificates ?? []
  const serials = new Set(revoked.map(one => serialOf(one.userCertificate)))
  const signed = {
    body: new Uint8Array(list.tbsCertListRaw ?? AsnConvert.serialize(body)),
    algorithm: list.signatureAlgorithm.algorithm,
    signature: new Uint8Array(list.signature),
  }
  const signer = certificates.findIndex(
    ({ links, publicKey }) => links.subject === issuer && isSignedBy(signed, publicKey) === true,
  )
  const shown: RevocationList = {
    line,
    issuer: nameParts(body.issuer),
    signature: named(signatureNames, signed.algorithm),
    extensions: shownExtensions(extensions),
    thisUpdate: dateOf(body.thisUpdate),
    nextUpdate: dateOf(body.nextUpdate),
    number: number ? integerOf(number.extnValue.buffer) : null,
    revoked: revoked.slice(0, mostRevocations).map(revocationOf),
    more: Math.max(0, revoked.length - mostRevocations),
    issuedBy: signer < 0 ? null : signer,
    revokes: certificates.flatMap(({ links, shown }, index) =>
      links.issuer === issuer && serials.has(shown.serial) ? [index] : [],
    ),
  }
  return { shown, print: () => printList(list) }
}

function revocationOf(one: RevokedCertificate): Revocation {
  const reason = extensionOf(one.crlEntryExtensions ?? [], id_ce_cRLReasons, CRLReason)?.reason
  return {
    serial: serialOf(one.userCertificate),
    date: dateOf(one.revocationDate),
    reason: reason === undefined ? null : (reasons[reason] ?? String(reason)),
  }
}

function dateOf(time: Time | undefined): string | null {
  return time ? isoDate(time.getTime()) : null
}
