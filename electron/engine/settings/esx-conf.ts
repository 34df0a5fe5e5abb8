// esx.conf as entries of the settings model (docs/formats.md sections 6 and 11). The first two segments of a key are group and name, an
// index or bracketed name after them makes an item of its own: `/net/vswitch/child[0000]/mtu` is property `mtu` of
// `esx.conf/net/vswitch/0000`. What follows is the property path, `portgroup.child[0001].vlanId`.
import { parseEsxConf, type ConfEntry } from '../../../shared/esx-conf/esx-conf'
import { rawLineKind } from '../../../shared/esx-conf/raw-line'
import { finding } from '../../../shared/findings/finding'
import type { Json } from '../../../shared/model/json'
import type { Place } from '../../../shared/model/place'
import { CONF_COMPONENT, type ConfLeaf, type SplitKey, splitKey } from './conf-keys'
import { SettingEntry } from './entry'
import type { Findings } from './findings'
import { type Merged, maxDepth } from './merge'
import { optionEntry, optionsIn } from './option-definitions'
import type { Segment } from './property-path'

interface Keys extends Omit<SplitKey, 'segments'> {
  readonly leaves: ConfLeaf[]
}

/** The entries of a text, in the order in which they first appear. */
export function confEntries(text: string, address: string, findings: Findings): readonly SettingEntry[] {
  const byKey = new Map<string, Keys>()
  for (const { key, value, line } of keysOf(text, address, findings)) {
    const at = splitKey(key)
    const known = byKey.get(at.key)
    const keys = known ?? { ...at, leaves: [] }
    if (!known) byKey.set(at.key, keys)
    keys.leaves.push({ segments: at.segments, value, line })
  }
  const definitions = [...byKey.values()]
    .filter(keys => keys.group === 'advUserOptions')
    .flatMap(keys => optionsIn(keys.leaves))
  const place: Place = { address }
  const values = byKey.get('/adv/UserVars')
  const entries = [...byKey.values()].map(keys =>
    keys === values ? optionEntry(keys.leaves, definitions, place) : entryOf(keys, place),
  )
  return values || definitions.length === 0 ? entries : [...entries, optionEntry([], definitions, place)]
}

function entryOf({ group, name, identifier, leaves }: Keys, place: Place): SettingEntry {
  return new SettingEntry({
    component: CONF_COMPONENT,
    group,
    name,
    identifier,
    place: { ...place, line: leaves[0]?.line ?? 1 },
    schema: () => null,
    row: null,
    isDefault: false,
    read: () => treeOf(leaves),
  })
}

/** Keys with their last values; duplicates and broken lines are findings. */
function keysOf(
  text: string,
  address: string,
  findings: Findings,
): Iterable<{ readonly key: string; readonly value: string; readonly line: number }> {
  const found = new Map<string, { readonly key: string; readonly value: string; readonly line: number }>()
  let number = 0
  for (const line of parseEsxConf(text)) {
    number += 1
    if (line.kind === 'raw') {
      if (rawLineKind(text.slice(line.start, line.end)) === 'broken')
        findings.add(finding('conf-broken-line', { address, line: number }, address, number))
      continue
    }
    const { key, value }: ConfEntry = line
    const before = found.get(key)
    if (before) {
      findings.add(finding('conf-duplicate-key', { address, line: number }, address, key, before.line, number))
    }
    found.set(key, { key, value, line: number })
  }
  return found.values()
}

/** Leaves of keys as a tree. A key that is also the beginning of others stands in it under an empty name. */
export function treeOf(leaves: readonly ConfLeaf[]): Merged {
  if (leaves.length === 1 && leaves[0]?.segments.length === 0) return leafOf(leaves[0])
  const root = new Branch()
  for (const leaf of leaves) {
    let at = root
    for (const segment of bounded(leaf.segments)) at = at.child(segment)
    at.leaf = leaf
  }
  return root.merged()
}

/** What lies too deep becomes one name. */
function bounded(segments: readonly Segment[]): readonly Segment[] {
  if (segments.length <= maxDepth) return segments
  const rest = segments.slice(maxDepth - 1).map(({ name }) => name)
  return [...segments.slice(0, maxDepth - 1), { name: rest.join('/'), item: false }]
}

function leafOf({ value, line }: ConfLeaf): Merged {
  const given: Json = value
  return { kind: 'leaf', values: [{ source: 'esx.conf', value: given }], line }
}

class Branch {
  leaf: ConfLeaf | null = null
  readonly properties = new Map<string, Branch>()
  readonly items = new Map<string, Branch>()

  child({ name, item }: Segment): Branch {
    const among = item ? this.items : this.properties
    const known = among.get(name)
    if (known) return known
    const made = new Branch()
    among.set(name, made)
    return made
  }

  merged(): Merged {
    if (this.properties.size === 0 && this.items.size === 0)
      return this.leaf ? leafOf(this.leaf) : { kind: 'leaf', values: [{ source: 'esx.conf', value: {} }] }
    const items = inOrder([...this.items].map(([identity, item]) => ({ identity, node: item.merged() })))
    if (this.properties.size === 0 && !this.leaf) return { kind: 'list', items }
    const properties = new Map([...this.properties].map(([name, child]) => [name, child.merged()]))
    if (this.leaf) properties.set('', leafOf(this.leaf))
    if (items.length > 0) properties.set('[]', { kind: 'list', items })
    return { kind: 'object', properties }
  }
}

/** The order of lines means nothing, that of indexes does. Names in brackets keep the order of the file. */
function inOrder<T extends { readonly identity: string }>(items: readonly T[]): readonly T[] {
  const numbered = items.every(({ identity }) => /^\d+$/.test(identity))
  return numbered ? items.toSorted((a, b) => Number(a.identity) - Number(b.identity)) : items
}
