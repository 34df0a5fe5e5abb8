// Files that are secret as a whole, or known to hold nothing, though they are not text. Data: a row a kind.
import { isDropbearKey } from '../formats/binary/magic'
import { secretKindOfBytes } from '../formats/binary/secret-bytes'
import { isZero } from '../codecs/bytes'

export interface WholeFile {
  /** For the report. */
  readonly kind: string
  /** `this is no …` */
  readonly what: string
  readonly matches: (name: string, bytes: Uint8Array) => boolean
}

const lastName = (name: string) => (name.split('/').at(-1) ?? '').replace(/^\.#/, '')

export const wholeSecrets: readonly WholeFile[] = [
  { kind: 'random-seed', what: 'random seed', matches: name => lastName(name) === 'random-seed' },
  { kind: 'host-key', what: 'SSH host key', matches: (_, bytes) => isDropbearKey(bytes) },
  {
    kind: 'keytab',
    what: 'Kerberos keytab',
    matches: (name, bytes) => (bytes[0] === 5 && (bytes[1] === 1 || bytes[1] === 2)) || /keytab$/i.test(lastName(name)),
  },
  { kind: 'private-key', what: 'private key', matches: (_, bytes) => secretKindOfBytes(bytes) !== null },
]

/** Binary content that is known to hold no secret. */
export function isHarmless(name: string, bytes: Uint8Array): boolean {
  // The time of the last entry of the hardware's log.
  if (lastName(name) === 'IpmiSelDate.bin') return bytes.length === 4
  return isZero(bytes)
}
