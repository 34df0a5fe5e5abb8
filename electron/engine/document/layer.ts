// An open layer: the entries as they were read, and the state of each slot now. A slot is a place in the archive; it never
// moves, so that handles stay valid and undo of everything is the original order.
import type { BootbankError } from '../../../shared/model/errors'
import { noFindings } from '../../../shared/model/finding'
import type { LayerKind } from '../../../shared/model/node'
import { type Bytes, equalBytes } from '../codecs/bytes'
import { tarContent } from '../codecs/tar'
import type { TarEntry } from '../codecs/tar-entry'
import { displayName } from '../codecs/names'
import { SNIFF_BYTES, sniff } from '../codecs/sniff'
import { Entry } from './entry'
import { plain } from './names-allowed'
import type { OpenedLayer } from './open-layer'

/** What a slot holds now. Null fields: as in the opened file. A null state: nothing (removed, or not added any more). */
export interface Present {
  readonly name: Uint8Array | null
  readonly mode: number | null
  readonly content: Bytes | null
}
export type SlotState = Present | null

/** Stands for the address of a layer in an entry that has no name. */
export const UNNAMED = '(no name)'

export const AS_OPENED: Present = Object.freeze({ name: null, mode: null, content: null })

/** A layer inside an entry, or why it could not be opened; tied to the content it was read from. */
export type Nested =
  | { readonly content: Bytes | null; readonly layer: Layer }
  | { readonly content: Bytes | null; readonly error: BootbankError }

interface Snapshot {
  /** Present entries by their plain name, made when a link is followed. */
  byName?: ReadonlyMap<string, readonly Entry[]>
  readonly key: string
  readonly list: readonly Entry[]
  readonly bySlot: ReadonlyMap<number, Entry>
  readonly byLocal: ReadonlyMap<string, Entry>
}

export class Layer {
  readonly opens: LayerKind
  readonly problem: BootbankError | null
  /** Current state by slot; slots behind `origins` were added by edits. */
  readonly slots: SlotState[]
  /** Slots that differ from the opened file. */
  readonly touched = new Set<number>()
  /** Header template of each added slot. */
  readonly siblings = new Map<number, TarEntry | null>()
  readonly #origins: readonly TarEntry[]
  readonly #nested = new Map<number, Nested[]>()
  readonly #contents = new Map<number, Bytes>()
  #revision = 0
  #entries: Snapshot | null = null
  #originalOrdinals: readonly number[] | null = null

  constructor(
    readonly id: string,
    readonly fileName: string,
    /** The bytes it was opened from, wraps included. */
    readonly source: Bytes,
    readonly opened: OpenedLayer,
    readonly parentLayer: Layer | null,
    readonly parentSlot: number,
  ) {
    this.opens = opened.opens
    this.problem = opened.problem
    const { body } = opened
    this.#origins = body.kind === 'tar' ? body.tar.entries : [singleEntry(body.name, body.content)]
    this.slots = this.#origins.map(() => AS_OPENED)
  }

  /** The inflated tar, or the single file. */
  get content(): Bytes {
    return this.opened.body.kind === 'tar' ? this.opened.body.tar.content : this.opened.body.content
  }

  get depth(): number {
    return this.parentLayer ? this.parentLayer.depth + 1 : 0
  }

  /** The entry this layer lies in; null for the outermost one, or when that entry is not there now. */
  get parent(): Entry | null {
    return this.parentLayer?.entryAt(this.parentSlot) ?? null
  }

  /** Last segment of its path. */
  get name(): string {
    if (!this.parentLayer) return this.fileName
    const entry = this.parent ?? this.parentLayer.originalEntry(this.parentSlot)
    return entry?.name.split('/').at(-1) ?? ''
  }

  /** ADDRESS of the entry it lies in; empty for the outermost layer. */
  get address(): string {
    if (!this.parentLayer) return ''
    return (this.parent ?? this.parentLayer.originalEntry(this.parentSlot))?.address ?? ''
  }

  /** For messages: the address, or the file's name. */
  get label(): string {
    return this.address || this.fileName || UNNAMED
  }

  /** What an address inside this layer begins with. */
  get prefix(): string {
    return this.parentLayer ? `${this.address}!/` : ''
  }

  origin(slot: number): TarEntry | null {
    return this.#origins[slot] ?? null
  }

  /** Entries that are there now, in archive order, added ones last. */
  entries(): readonly Entry[] {
    return this.#snapshot().list
  }

  entryAt(slot: number): Entry | null {
    return this.#snapshot().bySlot.get(slot) ?? null
  }

  /** By name, with `#2` for the second of its name. */
  entryNamed(local: string): Entry | null {
    return this.#snapshot().byLocal.get(local) ?? null
  }

  /** What a hard link names: the last entry of that name before it, as when unpacking in order, or else the first behind it. */
  linkTarget(link: Entry): Entry | null {
    const snapshot = this.#snapshot()
    snapshot.byName ??= byPlainName(snapshot.list)
    const named = snapshot.byName.get(plain(link.linkname)) ?? []
    const before = named.findLast(entry => entry.slot < link.slot)
    return before ?? named.find(entry => entry.slot > link.slot) ?? null
  }

  /** As in the opened file; null for an added slot. */
  originalEntry(slot: number): Entry | null {
    const origin = this.origin(slot)
    if (!origin) return null
    this.#originalOrdinals ??= ordinalsOf(this.#origins.map(one => one.name))
    return new Entry(this, slot, AS_OPENED, origin, null, origin.name, this.#originalOrdinals[slot] ?? 1)
  }

  /** Sets a slot's state; the caller keeps the record for undo. */
  set(slot: number, state: SlotState): void {
    this.slots[slot] = state
    const isOriginal = this.origin(slot) ? state === AS_OPENED : state === null
    if (isOriginal) this.touched.delete(slot)
    else this.touched.add(slot)
    this.#revision++
  }

  /** A new slot, empty until an edit fills it. */
  addSlot(sibling: TarEntry | null): number {
    this.slots.push(null)
    const slot = this.slots.length - 1
    this.siblings.set(slot, sibling)
    return slot
  }

  /** Stored content of a regular entry now; hard links are not followed. */
  contentOf(slot: number): Bytes {
    const changed = this.slots[slot]?.content
    return changed ?? this.originalContent(slot)
  }

  /** Content in the opened file, always the same object; empty for an added slot. */
  originalContent(slot: number): Bytes {
    const known = this.#contents.get(slot)
    if (known) return known
    const origin = this.origin(slot)
    const content = !origin
      ? this.content.slice(0, 0)
      : this.opened.body.kind === 'tar'
        ? tarContent(this.content, origin)
        : this.content
    this.#contents.set(slot, content)
    return content
  }

  /** For comparing: the present content, as it is stored where it cannot be had (a broken sparse map). */
  comparableContent(slot: number): Bytes {
    return this.slots[slot]?.content ?? this.originalOrStored(slot)
  }

  /** Content in the opened file, as it is stored where it cannot be had. */
  originalOrStored(slot: number): Bytes {
    const origin = this.origin(slot)
    if (!origin?.problem) return this.originalContent(slot)
    return this.content.slice(origin.dataOffset, origin.dataOffset + origin.storedSize)
  }

  /** True when the content is that of the opened file. */
  isOriginalContent(slot: number, content: Bytes): boolean {
    const origin = this.origin(slot)
    return origin !== null && origin.problem === null && equalBytes(content, this.originalContent(slot))
  }

  /** What the content opens as, by its first bytes; null for a plain file. */
  opensAt(slot: number): LayerKind | null {
    if (this.slots[slot]?.content === null && this.origin(slot)?.problem) return null
    const content = this.contentOf(slot)
    const found = sniff(content.read(0, Math.min(SNIFF_BYTES, content.length)))
    return found.kind === 'unknown' || found.kind === 'foreign' ? null : found.kind
  }

  /** The layer or failure that belongs to the slot's present content. */
  nestedAt(slot: number): Nested | null {
    const content = this.slots[slot]?.content ?? null
    return this.#nested.get(slot)?.find(one => one.content === content) ?? null
  }

  /** Remembers what came of opening a content (null: the slot's opened one). */
  keepNested(
    slot: number,
    content: Bytes | null,
    result: { readonly layer: Layer } | { readonly error: BootbankError },
  ): void {
    this.#nested.set(slot, [...(this.#nested.get(slot) ?? []), { content, ...result }])
  }

  /** Opened layers that the present entries hold, in archive order. */
  nestedLayers(): readonly Layer[] {
    const layers: Layer[] = []
    for (const slot of [...this.#nested.keys()].sort((a, b) => a - b)) {
      const nested = this.slots[slot] ? this.nestedAt(slot) : null
      if (nested && 'layer' in nested) layers.push(nested.layer)
    }
    return layers
  }

  /** True when an edit touched this layer or one inside it. */
  isChanged(): boolean {
    return this.touched.size > 0 || this.nestedLayers().some(layer => layer.isChanged())
  }

  #nameAt(slot: number, state: Present): string {
    return state.name ? displayName(state.name) : (this.origin(slot)?.name ?? '')
  }

  #snapshot(): Snapshot {
    const key = `${this.#revision}|${this.prefix}`
    if (this.#entries?.key === key) return this.#entries
    const list: Entry[] = []
    const bySlot = new Map<number, Entry>()
    const byLocal = new Map<string, Entry>()
    const names = this.slots.flatMap((state, slot) => (state ? [this.#nameAt(slot, state)] : []))
    const ordinals = ordinalsOf(names)
    for (const [slot, state] of this.slots.entries()) {
      if (!state) continue
      const index = list.length
      const sibling = this.siblings.get(slot) ?? null
      const entry = new Entry(this, slot, state, this.origin(slot), sibling, names[index] ?? '', ordinals[index] ?? 1)
      list.push(entry)
      bySlot.set(slot, entry)
      if (!byLocal.has(entry.local)) byLocal.set(entry.local, entry)
    }
    this.#entries = { key, list, bySlot, byLocal }
    return this.#entries
  }
}

/**
 * For each name, which of its like it is: 1, 2… An ordinal that would make the name of another entry (`a#2` beside two `a`) is
 * passed over, so that no two entries have one address.
 */
function ordinalsOf(names: readonly string[]): readonly number[] {
  const last = new Map<string, number>()
  let taken: ReadonlySet<string> | null = null
  return names.map(name => {
    let ordinal = (last.get(name) ?? 0) + 1
    if (ordinal > 1) {
      taken ??= new Set(names)
      while (taken.has(`${name}#${ordinal}`)) ordinal++
    }
    last.set(name, ordinal)
    return ordinal
  })
}

function byPlainName(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = plain(entry.name)
    const same = found.get(name)
    if (same) same.push(entry)
    else found.set(name, [entry])
  }
  return found
}

/** The one entry of a gzip that holds no archive. */
function singleEntry(name: string, content: Bytes): TarEntry {
  return {
    start: 0,
    headerOffset: 0,
    dataOffset: 0,
    storedSize: content.length,
    end: content.length,
    name,
    rawName: Buffer.from(name),
    kind: 'file',
    typeflag: '0',
    dialect: 'v7',
    mode: 0o644,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    mtime: 0,
    linkname: '',
    devmajor: 0,
    devminor: 0,
    size: content.length,
    sparse: null,
    pax: [],
    globals: new Map(),
    problem: null,
    findings: noFindings,
  }
}
