// The names that the schema of a backup declares secret (docs/formats.md section 7), beside those that are secret everywhere: for the one rule
// that hides secrets in texts.
import { settingFlags } from '../../../shared/model/settings'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import type { Document } from '../document/document'
import { settingsOf } from '../settings/read-settings'
import type { SchemaNode } from '../settings/schema'
import { secretKindByName } from '../settings/secret-kind'
import type { Settings } from '../settings/settings'

/** Nodes of schemas that are looked at; those of 7.0.2 have some 2,000. */
const mostNodes = 100_000
/** Levels of a schema. */
const deepest = 32

type Names = ReadonlyMap<string, SecretKind>

const known = new WeakMap<Settings['schemas'], Names>()

/** A file of a document, with all that its secrets depend on. Layers that are not open yet are not opened. Rejects for faults of our own alone. */
export async function secretFileOf(document: Document, paths: readonly string[]): Promise<SecretFile> {
  return fileWith(paths, secretNamesOf(await settingsOf(document)))
}

/** Names of properties that are secret in this backup alone, with the kind to show them as; empty where there is no schema. */
export function secretNamesOf({ schemas }: Settings): Names {
  const before = known.get(schemas)
  if (before) return before
  const names = new Map<string, SecretKind>()
  let left = mostNodes
  const look = (node: SchemaNode | null, depth: number) => {
    if (!node || depth > deepest || left-- <= 0) return
    if (node.flags & settingFlags.secret && node.name !== '' && secretKindByName(node.name) === null)
      names.set(node.name, 'password')
    look(node.items, depth + 1)
    for (const name of node.propertyNames) look(node.property(name), depth + 1)
  }
  for (const stored of schemas.all()) look(stored.node, 0)
  known.set(schemas, names)
  return names
}
