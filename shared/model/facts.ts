// Facts about a host, in groups, as its card shows them and `bootbank info` prints them. A fact that the backup does not hold has no
// value; nothing is guessed.
import type { Json } from './json'
import type { Place } from './place'

/** Groups in the order in which they are shown. */
export const factGroups = {
  identity: 'Identity',
  management: 'Management network',
  network: 'Network',
  time: 'Time and logs',
  access: 'Access',
  certificates: 'Certificates',
  storage: 'Storage',
  machines: 'Virtual machines',
  security: 'Security and licence',
  backup: 'This backup',
} as const
export type FactGroupId = keyof typeof factGroups

export interface FactValue {
  /** For people; never a secret. */
  readonly text: string
  /** For programs: the same as plain data. */
  readonly data: Json
  /** Where it is read from; null where it is a property of the file as a whole. */
  readonly source: Place | null
  /** Worth a second look, such as an empty password or a certificate that has expired. */
  readonly attention: boolean
}

export interface Fact {
  /** Stable name, such as `management.gateway`. */
  readonly id: string
  readonly title: string
  /** What it is read from, in one sentence. */
  readonly reads: string
  /** `one`: several values are places that disagree; `list`: each value is one of many. */
  readonly kind: 'one' | 'list'
  /** What matters first; the others are folded away. */
  readonly first: boolean
  /** Empty: not in this backup. */
  readonly values: readonly FactValue[]
}

export interface FactGroup {
  readonly id: FactGroupId
  readonly title: string
  readonly facts: readonly Fact[]
}
