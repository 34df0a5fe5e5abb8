// Two backups compared, entry by entry through all layers (`bootbank diff`). A container whose inside can be read on both sides is
// compared by its inside: its own bytes differ with every backup (a fresh iv, another compressor) and mean nothing. One that cannot
// be opened, or not to its end, is compared by its bytes as well.
import { isUtf8 } from 'node:buffer'
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import type { ComparedAspect, ComparedEntry } from '../../../shared/model/comparison'
import { type Bytes, equalBytes, isZero, toUint8Array } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { wrapsInside } from '../document/repack'
import { CONFIGSTORE_PATH, ESX_CONF_PATH } from '../esx/paths'
import { settingsOf } from '../settings/read-settings'
import { alignLayers } from './align'
import { headerFacts } from './header-differences'
import { outOfOrder } from './order'
import { pairByName, pairMoved } from './pairs'
import { isStore, settingsBetween } from './store-settings'

/** One key of esx.conf, or one setting of ConfigStore by its path (secrets as bullets); null on the side that does not have it. */
export type KeyDifference = NonNullable<ComparedEntry['keys']>[number]

/** `type`: the kind of an entry, or sealed on one side only. `order`: its place among the entries both have. Values of esx.conf as they are. */
export type Difference = Omit<ComparedEntry, 'noise' | 'certificates'>

interface Sides {
  readonly before: Document
  readonly after: Document
  readonly options: OpenLayerOptions
  /** Without a partner of their name, over all layers. */
  readonly onlyBefore: Entry[]
  readonly onlyAfter: Entry[]
  /** ConfigStores that differ, with their place among what was found. */
  readonly stores: { readonly at: number; readonly a: Entry; readonly b: Entry }[]
}

/**
 * What differs, in archive order, each container followed by what is inside; then moved, added and removed entries. Where one
 * document begins further out in the chain configBundle → state.tgz → local.tgz(.ve), the layers both have are compared, and what else
 * the outer archive holds counts as added or removed. Layers are opened as needed. Throws only CANCELLED.
 */
export async function compareDocuments(
  before: Document,
  after: Document,
  options: OpenLayerOptions = {},
): Promise<readonly Difference[]> {
  await before.openAll(options)
  await after.openAll(options)
  const aligned = alignLayers(before, after)
  const sides: Sides = {
    before,
    after,
    options,
    onlyBefore: [...aligned.besideBefore],
    onlyAfter: [...aligned.besideAfter],
    stores: [],
  }
  const found: Difference[] = []
  compareLayers(sides, aligned.before, aligned.after, found)
  await compareStores(sides, found)
  throwIfCancelled(options.signal)
  const moved = pairMoved(sides.onlyBefore, sides.onlyAfter)
  const plainly = { what: [], facts: [], from: null, keys: null }
  return [
    ...found,
    ...moved.pairs.map(([a, b]) => ({ ...plainly, address: b.address, change: 'moved' as const, from: a.address })),
    ...moved.onlyAfter.map(entry => ({ ...plainly, address: entry.address, change: 'added' as const })),
    ...moved.onlyBefore.map(entry => ({ ...plainly, address: entry.address, change: 'removed' as const })),
  ]
}

function compareLayers(sides: Sides, before: Layer, after: Layer, found: Difference[]): void {
  const { pairs, onlyBefore, onlyAfter } = pairByName(before.entries(), after.entries())
  const places = new Map(before.entries().map((entry, index) => [entry, index]))
  const displaced = outOfOrder(pairs.map(([a]) => places.get(a) ?? 0))
  for (const [index, [a, b]] of pairs.entries()) {
    if (index % 256 === 0) throwIfCancelled(sides.options.signal)
    const inside = layersIn(sides, a, b)
    const what = aspectsOf(a, b, inside)
    if (displaced.has(index)) what.push('order')
    if (what.length > 0) {
      if (what.includes('content') && plain(b.name) === CONFIGSTORE_PATH) sides.stores.push({ at: found.length, a, b })
      found.push({
        address: b.address,
        change: 'changed',
        what,
        facts: headerFacts(what, a, b, { before: kindOf(a, inside?.before), after: kindOf(b, inside?.after) }),
        from: a.address === b.address ? null : a.address,
        keys: what.includes('content') ? keysOf(sides, a, b) : null,
      })
    }
    if (inside) compareLayers(sides, inside.before, inside.after, found)
  }
  sides.onlyBefore.push(...onlyBefore)
  sides.onlyAfter.push(...onlyAfter)
}

/** Puts what differs in settings to the ConfigStores that were found. */
async function compareStores({ before, after, stores }: Sides, found: Difference[]): Promise<void> {
  for (const { at, a, b } of stores) {
    const [old, now] = [before.content(a), after.content(b)]
    const difference = found[at]
    if (!difference || !isStore(a, old) || !isStore(b, now)) continue
    const schemas = [await settingsOf(before), await settingsOf(after)] as const
    const settings = await settingsBetween(toUint8Array(old), toUint8Array(now), schemas[1].schemas, schemas[0].schemas)
    found[at] = { ...difference, keys: settings.map(({ path, ...sides }) => ({ key: path, ...sides })) }
  }
}

/** Both insides of a pair; null unless both could be opened. */
function layersIn(sides: Sides, a: Entry, b: Entry): { readonly before: Layer; readonly after: Layer } | null {
  const before = a.kind === 'file' ? sides.before.layerAt(a) : null
  const after = b.kind === 'file' ? sides.after.layerAt(b) : null
  return before && after ? { before, after } : null
}

function aspectsOf(
  a: Entry,
  b: Entry,
  inside: { readonly before: Layer; readonly after: Layer } | null,
): ComparedAspect[] {
  const what: ComparedAspect[] = []
  if (a.kind !== b.kind || (a.kind === 'other' && a.typeflag !== b.typeflag) || device(a) !== device(b))
    what.push('type')
  else if (inside && isSealed(inside.before) !== isSealed(inside.after)) what.push('type')
  if (inside ? containersDiffer(inside.before, inside.after) : contentsDiffer(a, b)) what.push('content')
  if (a.mode !== b.mode) what.push('mode')
  if (a.uid !== b.uid || a.gid !== b.gid || a.uname !== b.uname || a.gname !== b.gname) what.push('owner')
  if (a.mtime !== b.mtime) what.push('mtime')
  if (a.linkname !== b.linkname) what.push('link')
  return what
}

/** Links and devices have no content of their own; their difference is that of `type` and `link`. */
function contentsDiffer(a: Entry, b: Entry): boolean {
  if (!hasContent(a) || !hasContent(b)) return hasContent(a) !== hasContent(b) && a.kind === b.kind
  return !equalBytes(a.layer.comparableContent(a.slot), b.layer.comparableContent(b.slot))
}

function hasContent(entry: Entry): boolean {
  return entry.kind === 'file' || entry.kind === 'other'
}

/** True for differences that no entry inside shows: bytes after the archive, or damage that hides the rest. */
function containersDiffer(before: Layer, after: Layer): boolean {
  if ((before.problem || after.problem) && !equalBytes(before.source, after.source)) return true
  const [old, now] = [remainders(before), remainders(after)]
  return old.length !== now.length || old.some((bytes, index) => !equalBytes(bytes, now[index] ?? bytes.slice(0, 0)))
}

/** What comes after the last gzip member and after the end of the tar, if it is more than zeros. */
function remainders(layer: Layer): readonly Bytes[] {
  const { wraps, body } = layer.opened
  const tails = wraps.flatMap(wrap => (wrap.kind === 'gzip' ? [wrap.tail] : []))
  if (body.kind === 'tar') tails.push(body.tar.content.slice(body.tar.trailer))
  return tails.filter(tail => [...tail.chunks()].some(chunk => !isZero(chunk)))
}

function isSealed(layer: Layer): boolean {
  return layer.isSealed || wrapsInside(layer).some(wrap => wrap.kind === 'envelope')
}

/** What an entry is, in words: a layer by its seal, a device by its numbers. */
function kindOf(entry: Entry, inside: Layer | undefined): string {
  if (inside) return isSealed(inside) ? 'sealed' : 'not sealed'
  const { kind, typeflag } = entry
  return kind === 'other' ? `type ${JSON.stringify(typeflag)}` : [kind, device(entry)].filter(Boolean).join(' ')
}

function device(entry: Entry): string {
  return entry.kind === 'char-device' || entry.kind === 'block-device' ? `${entry.devmajor}:${entry.devminor}` : ''
}

function keysOf(sides: Sides, a: Entry, b: Entry): readonly KeyDifference[] | null {
  if (plain(b.name) !== ESX_CONF_PATH || a.kind !== 'file' || b.kind !== 'file' || a.problem || b.problem) return null
  const old = readKeys(textOf(sides.before.content(a)))
  const now = readKeys(textOf(sides.after.content(b)))
  return [...new Set([...old.keys(), ...now.keys()])]
    .map(key => ({ key, before: old.get(key) ?? null, after: now.get(key) ?? null }))
    .filter(({ before, after }) => before !== after)
}

function textOf(content: Bytes): string {
  const bytes = toUint8Array(content)
  return Buffer.from(bytes).toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}
