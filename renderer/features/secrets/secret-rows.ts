// Secrets as rows of a tree: one branch a kind, in the order of the rules, each secret below it.
import type { SecretPlace } from '../../../shared/model/secret-place'
import type { SecretKind } from '../../../shared/secrets/secret'
import { secretsText as texts } from './text'

export interface SecretRow {
  readonly node: { readonly id: string; readonly expandable: boolean }
  readonly expanded: boolean
  readonly parent: number
  readonly level: number
  readonly setSize: number
  readonly position: number
  readonly label: string
  readonly kind: SecretKind
  /** Index in the list of all secrets; null for a kind. */
  readonly index: number | null
  /** Secrets of the kind that match; 1 for a secret. */
  readonly count: number
}

/** The rows of those in which every word of the filter is, and how many they are. */
export function secretRows(
  secrets: readonly SecretPlace[],
  filter: string,
  folded: ReadonlySet<string>,
): { readonly rows: readonly SecretRow[]; readonly matches: number } {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  const byKind = new Map<SecretKind, number[]>()
  for (const [index, { kind, title, place }] of secrets.entries()) {
    const searched = `${texts.kinds[kind]} ${title} ${place.address}`.toLowerCase()
    if (!words.every(word => searched.includes(word))) continue
    const known = byKind.get(kind)
    if (known) known.push(index)
    else byKind.set(kind, [index])
  }
  const kinds = (Object.keys(texts.kinds) as SecretKind[]).filter(kind => byKind.has(kind))
  const rows: SecretRow[] = []
  let matches = 0
  for (const [at, kind] of kinds.entries()) {
    const indexes = byKind.get(kind) ?? []
    matches += indexes.length
    const expanded = !folded.has(kind)
    const parent =
      rows.push({
        node: { id: kind, expandable: true },
        expanded,
        parent: -1,
        level: 1,
        setSize: kinds.length,
        position: at + 1,
        label: texts.kinds[kind],
        kind,
        index: null,
        count: indexes.length,
      }) - 1
    if (!expanded) continue
    for (const [position, index] of indexes.entries()) {
      rows.push({
        node: { id: `${kind} ${index}`, expandable: false },
        expanded: false,
        parent,
        level: 2,
        setSize: indexes.length,
        position: position + 1,
        label: secrets[index]?.title ?? '',
        kind,
        index,
        count: 1,
      })
    }
  }
  return { rows, matches }
}
