// The words of the certificate viewer.
import { formatCount } from '../../ui/format'

const days = (amount: number) => (amount === 1 ? '1 day' : `${formatCount(amount)} days`)

export const certificateText = {
  title: 'Certificate',
  amount: (certificates: number) =>
    certificates === 1 ? '1 certificate' : `${formatCount(certificates)} certificates`,
  list: 'Certificates of this file',
  more: (certificates: number) =>
    `${formatCount(certificates)} more certificates of this file are not shown here; they are in its text.`,
  problems: 'Not everything in this file is a certificate',
  atLine: (line: number) => `Line ${formatCount(line)}:`,
  unnamed: 'A certificate without a subject',

  valid: (left: number) => (left === 0 ? 'Valid until today' : `Valid for ${days(left)}`),
  soon: (left: number) => (left === 0 ? 'Expires today' : `Expires in ${days(left)}`),
  expired: (ago: number) => (ago === 0 ? 'Expired today' : `Expired ${days(ago)} ago`),
  early: (ahead: number) => (ahead === 0 ? 'Valid later today' : `Not valid for another ${days(ahead)}`),
  undated: 'Its dates cannot be read',

  subject: 'Subject',
  issuer: 'Issuer',
  issuedBy: 'Signed by',
  selfSigned: 'Itself',
  signer: (number: number, name: string) => `${name} (number ${formatCount(number)} of this file)`,
  signerElsewhere: 'A certificate that is not in this file',
  validity: 'Valid',
  span: (from: string, to: string) => `${from} to ${to}`,
  unknownDate: 'unknown',
  names: 'Alternative names',
  key: 'Public key',
  bits: (type: string, bits: number) => `${type}, ${formatCount(bits)} bits`,
  curve: (type: string, curve: string) => `${type}, ${curve}`,
  signature: 'Signature',
  serial: 'Serial number',
  version: 'Version',
  authority: 'Authority',
  yes: 'Yes',
  no: 'No',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
  copySha256: 'Copy the SHA-256 fingerprint',
  copySha1: 'Copy the SHA-1 fingerprint',
  extensions: (amount: number) => (amount === 1 ? '1 extension' : `${formatCount(amount)} extensions`),
  critical: 'critical',

  keyMatches: (key: string, number: number, several: boolean) =>
    several ? `${key} is the private key of number ${formatCount(number)}.` : `${key} is its private key.`,
  keyDiffers: (key: string) => `${key} is the key of another certificate: the host cannot use the two together.`,
  keyUnknown: (key: string, why: string) => `Whether ${key} is its private key cannot be told: ${why}.`,
} as const
