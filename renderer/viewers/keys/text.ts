// The words of the viewer of keys.
import { formatCount } from '../../ui/format'

export const keysText = {
  title: 'Key facts',
  amount: (keys: number) => (keys === 1 ? '1 key' : `${formatCount(keys)} keys`),
  list: 'Keys of this file',
  more: (keys: number) => `${formatCount(keys)} more keys of this file are not shown here; they are in its text.`,
  problems: 'Not everything in this file is a key',
  atLine: (line: number) => `Line ${formatCount(line)}:`,
  kind: (isPrivate: boolean, encrypted: boolean) =>
    isPrivate ? (encrypted ? 'Private key, protected by a passphrase' : 'Private key') : 'Public key',
  type: 'Type',
  bits: (type: string, bits: number | null) => (bits === null ? type : `${type}, ${formatCount(bits)} bits`),
  unknown: 'not known without the passphrase',
  sha256: 'SHA-256',
  md5: 'MD5',
  copy: (what: string) => `Copy the ${what} fingerprint`,
  comment: 'Comment',
  before: 'In front of it',
  line: 'Line',
  belongs: (name: string) => `${name} is its other half.`,
  differs: (name: string) => `${name} is the half of another key.`,
} as const
