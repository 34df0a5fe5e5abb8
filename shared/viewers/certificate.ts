// X.509 certificates as the window shows them (RFC 5280). Times are UTC.

/** One part of a name, such as `CN` and `esx01.lab.example`. */
export interface NamePart {
  /** The short name where there is one, else the OID. */
  readonly type: string
  readonly value: string
}

export interface CertificateExtension {
  /** Its name, or its OID where it has none here. */
  readonly name: string
  readonly critical: boolean
  /** What it says in words; its length where it is not read. */
  readonly summary: string
}

export interface Certificate {
  /** Line of its BEGIN, from 1; null in DER. */
  readonly line: number | null
  /** 1 to 3. */
  readonly version: number
  /** Hex digits in pairs. */
  readonly serial: string
  readonly subject: readonly NamePart[]
  readonly issuer: readonly NamePart[]
  /** DNS names, addresses and the like of the extension subjectAltName. */
  readonly alternativeNames: readonly string[]
  /** ISO 8601, or null for a date that cannot be read. */
  readonly notBefore: string | null
  readonly notAfter: string | null
  /** Such as `RSA with SHA-256`. */
  readonly signature: string
  readonly key: {
    /** Such as `RSA` or `EC`; the OID of what is not known. */
    readonly type: string
    /** Bits; null where the type alone says it, or it cannot be read. */
    readonly bits: number | null
    readonly curve: string | null
  }
  readonly isAuthority: boolean
  readonly extensions: readonly CertificateExtension[]
  /** Hex digits in pairs, with colons, as openssl and browsers write them. */
  readonly sha256: string
  readonly sha1: string
  /** Which certificate of the same file signed it, by names, key identifiers and signature: its index; its own for a self-signed one; else null. */
  readonly issuedBy: number | null
}

/** How several certificates of a file hang together. Numbers are indexes of `certificates`. */
export type CertificateChain =
  /** Authorities that are trusted each for itself, such as castore.pem: their order says nothing. */
  | { readonly kind: 'store' }
  | {
      readonly kind: 'chain'
      /** From the certificate that signed no other on, each followed by its signer. */
      readonly path: readonly number[]
      /** The file has them in the order of `path`. */
      readonly isInOrder: boolean
      /** The last one signed itself; else its signer is not in the file. */
      readonly isComplete: boolean
      /** Those that are not part of the chain; `copyOf`: the same certificate, earlier in the file. */
      readonly others: readonly { readonly index: number; readonly copyOf: number | null }[]
      /** Those that signed another and are not authorities, so that nobody accepts what they signed. */
      readonly notAllowed: readonly number[]
      /** `named` has the name of the signer of `index`, but did not sign it. */
      readonly misnamed: readonly { readonly index: number; readonly named: number }[]
    }

/** A request for a certificate (PKCS #10, RFC 2986). */
export interface CertificateRequest
  extends Pick<Certificate, 'line' | 'subject' | 'alternativeNames' | 'signature' | 'key' | 'extensions'> {
  /** Whether its own key signed it; null where that cannot be told. */
  readonly isSigned: boolean | null
  /** What it asks for besides the extensions, by name alone: a challenge password is a secret. */
  readonly attributes: readonly string[]
}

/** One certificate that a list revokes. */
export interface Revocation {
  /** Hex digits in pairs. */
  readonly serial: string
  /** ISO 8601, or null for a date that cannot be read. */
  readonly date: string | null
  /** In words; null where none is given. */
  readonly reason: string | null
}

/** A list of revoked certificates (RFC 5280, 5). */
export interface RevocationList extends Pick<Certificate, 'line' | 'issuer' | 'signature' | 'extensions'> {
  /** ISO 8601; null for none, or a date that cannot be read. */
  readonly thisUpdate: string | null
  readonly nextUpdate: string | null
  /** Decimal; null where it has none. */
  readonly number: string | null
  readonly revoked: readonly Revocation[]
  /** Revoked ones besides, too many to show. */
  readonly more: number
  /** Which certificate of the file signed it: its index; null for none. */
  readonly issuedBy: number | null
  /** Indexes of certificates of the file that it revokes. */
  readonly revokes: readonly number[]
}

/** What stands in the file and is not a certificate. */
export interface CertificateProblem {
  /** Line of its BEGIN, from 1; null in DER. */
  readonly line: number | null
  readonly message: string
}

/** The private key beside a certificate: `rui.key` beside `rui.crt`. */
export interface KeyBeside {
  /** ADDRESS of the key. */
  readonly address: string
  /** The index of the certificate that it belongs to; null for none. */
  readonly matches: number | null
  /** The index of the request that it belongs to; null for none. */
  readonly matchesRequest: number | null
  /** Why that cannot be told: encrypted, or no key that can be read. */
  readonly unknown: string | null
}

/** Kinds of what such a file holds, each with an index of its own. */
export const certificateParts = ['certificates', 'requests', 'lists'] as const
export type CertificatePart = (typeof certificateParts)[number]

export interface CertificatesView {
  /** In the order of the file. */
  readonly certificates: readonly Certificate[]
  /** Null for fewer than two. */
  readonly chain: CertificateChain | null
  /** Certificates that the file holds besides, too many to show. */
  readonly more: number
  readonly requests: readonly CertificateRequest[]
  readonly lists: readonly RevocationList[]
  readonly problems: readonly CertificateProblem[]
  readonly key: KeyBeside | null
}
