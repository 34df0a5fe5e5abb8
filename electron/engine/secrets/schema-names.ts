// The names that the schema of a backup declares secret (docs/formats.md section 7), for the rule that hides secrets in texts.
import { settingFlags } from '../../../shared/model/settings'
import type { SecretKind } from '../../../shared/secrets/secret'
import type { SchemaNode } from '../settings/schema'
import { secretKindByName } from '../settings/secret-kind'
import type { Settings } from '../settings/settings'

/** Nodes of schemas that are looked at; those of 7.0.2 have some 2,000. */
const mostNodes = 100_000
/** Levels of a schema. */
const deepest = 32

const known = new WeakMap<Settings['schemas'], ReadonlyMap<string, SecretKind>>()

/** Names of properties with the kind of secret to show them as; empty where there is no schema. */
export function secretNamesOf({ schemas }: Settings): ReadonlyMap<string, SecretKind> {
  const before = known.get(schemas)
  if (before) return before
  const names = new Map<string, SecretKind>()
  let left = mostNodes
  const look = (node: SchemaNode | null, depth: number) => {
    if (!node || depth > deepest || left-- <= 0) return
    if (node.flags & settingFlags.secret && node.name !== '')
      names.set(node.name, secretKindByName(node.name) ?? 'password')
    look(node.items, depth + 1)
    for (const name of node.propertyNames) look(node.property(name), depth + 1)
  }
  for (const stored of schemas.all()) look(stored.node, 0)
  known.set(schemas, names)
  return names
}
