// Which settings are secret: by the type that their schema gives them, else by their name (shared/secrets, one rule for all of the
// program).
import { secretKindOfName } from '../../../shared/secrets/rules/named-values'
import type { SecretKind } from '../../../shared/secrets/secret'

const known = new Map<string, SecretKind | null>()

/** The kind of secret that a setting of this name is, whatever its schema says; null for an ordinary one. */
export function secretKindByName(name: string): SecretKind | null {
  const before = known.get(name)
  if (before !== undefined) return before
  const kind = secretKindOfName(name, { paths: [] })
  // Names come out of files: a hostile one must not fill the memory with them.
  if (known.size < 10_000) known.set(name, kind)
  return kind
}
