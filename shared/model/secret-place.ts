// Where a secret stands. Its value is not in it.
import type { SecretKind } from '../secrets/secret'
import type { Place } from './place'

/** Secrets that are listed at most. */
export const mostSecrets = 10_000

export interface SecretPlace {
  readonly kind: SecretKind
  /** What it belongs to: path of the setting, or name of the file. */
  readonly title: string
  readonly place: Place
}
