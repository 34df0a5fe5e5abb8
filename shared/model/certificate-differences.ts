// What differs between the certificates of two states of a file, in words.

/** What of a certificate is told, with its name for people. */
export const certificateAspects = {
  subject: 'Subject',
  issuer: 'Issuer',
  names: 'Alternative names',
  notBefore: 'Valid from',
  notAfter: 'Valid to',
  key: 'Key',
  signature: 'Signature',
  serial: 'Serial number',
  sha256: 'SHA-256 fingerprint',
} as const
export type CertificateAspect = keyof typeof certificateAspects

export interface CertificateDifferences {
  readonly list: readonly CertificateDifference[]
  /** They are all that differs: the text around them is the same. */
  readonly isAll: boolean
}

export interface CertificateDifference {
  readonly change: 'added' | 'removed' | 'changed'
  /** The subject, as the later state has it where both do. */
  readonly subject: string
  /** Null on the side that does not say it; of a certificate that only one state has, everything. */
  readonly facts: readonly {
    readonly aspect: CertificateAspect
    readonly before: string | null
    readonly after: string | null
  }[]
}
