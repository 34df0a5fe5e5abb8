// The words of the certificate viewer.
import { formatCount } from '../../ui/format'

const days = (amount: number) => (amount === 1 ? '1 day' : `${formatCount(amount)} days`)

export const certificateText = {
  title: 'Certificate',
  amount: (certificates: number) =>
    certificates === 1 ? '1 certificate' : `${formatCount(certificates)} certificates`,
  amountOfRequests: (requests: number) => (requests === 1 ? '1 request' : `${formatCount(requests)} requests`),
  amountOfLists: (lists: number) => (lists === 1 ? '1 revocation list' : `${formatCount(lists)} revocation lists`),
  list: 'Certificates of this file',
  more: (certificates: number) =>
    `${formatCount(certificates)} more of this file are not shown here; they are in its text.`,
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
  printed: 'As OpenSSL prints it',
  copyPrinted: 'Copy this text',

  keyMatches: (key: string, number: number, several: boolean) =>
    several ? `${key} is the private key of number ${formatCount(number)}.` : `${key} is its private key.`,
  keyMatchesRequest: (key: string, number: number, several: boolean) =>
    several ? `${key} is the private key of request ${formatCount(number)}.` : `${key} is its private key.`,
  keyDiffers: (key: string) => `${key} is the key of another certificate: the host cannot use the two together.`,
  keyUnknown: (key: string, why: string) => `Whether ${key} is its private key cannot be told: ${why}.`,

  requests: 'Requests for certificates of this file',
  requestOf: (name: string) => `Request: ${name}`,
  signed: 'Signed by its key',
  unsigned: 'Its signature is wrong',
  unsure: 'Its signature cannot be checked here',
  ownSignature: 'Own signature',
  good: 'good',
  wrong: 'wrong',
  unsureFact: 'cannot be told',
  asks: 'Asks besides for',
  asked: (amount: number) => (amount === 1 ? 'Asks for 1 extension' : `Asks for ${formatCount(amount)} extensions`),

  lists: 'Revocation lists of this file',
  listOf: (name: string) => `Revoked by ${name}`,
  next: (days_: number) => (days_ === 0 ? 'The next list is due today' : `The next list is due in ${days(days_)}`),
  overdue: (days_: number) =>
    days_ === 0 ? 'The next list was due today' : `The next list was due ${days(days_)} ago`,
  ahead: (days_: number) => (days_ === 0 ? 'Holds from later today' : `Holds in ${days(days_)}`),
  noNext: 'No date of the next list',
  thisUpdate: 'Made',
  nextUpdate: 'Next list',
  listNumber: 'Number',
  none: 'none',
  revokesHere: (numbers: readonly number[]) =>
    numbers.length === 1
      ? `It revokes number ${numbers.join('')} of this file.`
      : `It revokes numbers ${numbers.join(', ')} of this file.`,
  revoked: (amount: number) =>
    amount === 0
      ? 'Nothing is revoked'
      : amount === 1
        ? '1 revoked certificate'
        : `${formatCount(amount)} revoked certificates`,
  revokedAt: 'Revoked',
  reason: 'Reason',
  noReason: 'not given',
  moreRevoked: (amount: number) => `${formatCount(amount)} more are not shown here.`,
} as const
