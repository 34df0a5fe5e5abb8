// An open layer: the entries as they were read, and the state of each slot now. A slot is a place in the archive; it never
// moves, so that handles stay valid and undo of everything is the original order.
import { BootbankError } from '../../../shared/model/errors'
import type { LayerKind } from '../../../shared/model/node'
import { type Bytes, equalBytes, type Range } from '../codecs/bytes'
import { opensAs, SNIFF_BYTES } from '../codecs/sniff'
import { tarContent } from '../codecs/tar'
import type { TarEntry } from '../codecs/tar-entry'
import type { BlobId, Blobs } from './blobs'
import { EntryFacts, type EntryHome } from './entry-facts'
import { Listing, ordinalsOf } from './listing'
import type { OpenedLayer } from './open-layer'
import { singleEntry } from './single-entry'
import { type LayerPath, slotPath } from './slot-path'
import { AS_OPENED, isAsOpened, type Seal, type SlotState } from './slot-state'

/** Stands for the address of a layer in an entry that has no name. */
export const UNNAMED = '(no name)'

/** The result of opening an entry's content: a layer, or why it cannot be opened. */
export type Nested = { readonly layer: Layer } | { readonly error: BootbankError }

/** One open archive of the backup. */
export class Layer implements EntryHome {
  readonly opens: LayerKind
  readonly problem: BootbankError | null
  /** Current state by slot; slots after those of the opened file were added by edits. */
  readonly slots: SlotState[]
  /** Slots that differ from the opened file. */
  readonly touched = new Set<number>()
  /** For each added slot, the slot whose dialect, owner and time it takes. */
  readonly #siblings = new Map<number, number | null>()
  readonly #origins: readonly TarEntry[]
  /** Results of opening what is inside, by slot and by the content that was there; null is the opened content. */
  readonly #nested = new Map<number, Map<BlobId | null, Nested>>()
  readonly #originals = new Map<number, Bytes>()
  /** Null when it has to be made again. */
  #listing: { readonly prefix: string; readonly listing: Listing<Layer> } | null = null
  /** Slots whose entries are to be listed again; all others are as they are listed. */
  readonly #moved = new Set<number>()
  #originalOrdinals: readonly number[] | null = null

  constructor(
    readonly fileName: string,
    /** The bytes it was opened from, wraps included. */
    readonly source: Bytes,
    readonly opened: OpenedLayer,
    private readonly blobs: Blobs,
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

  get isTar(): boolean {
    return this.opened.body.kind === 'tar'
  }

  get depth(): number {
    return this.parentLayer ? this.parentLayer.depth + 1 : 0
  }

  /** Path of the entry it lies in. Another content put into that entry opens as another layer of the same path. */
  get path(): LayerPath {
    return this.parentLayer ? slotPath(this.parentLayer.path, this.parentSlot) : ''
  }

  /** False when the entry it lies in was removed or given another content: the backup holds this layer no longer. */
  get isPresent(): boolean {
    if (!this.parentLayer) return true
    const held = this.parent && this.parentLayer.nestedAt(this.parentSlot)
    return held !== null && 'layer' in held && held.layer === this && this.parentLayer.isPresent
  }

  /** The entry this layer lies in; null for the outermost one, or when that entry is not there now. */
  get parent(): EntryFacts<Layer> | null {
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

  /** The entry of a slot as it was read; null for an added slot. */
  origin(slot: number): TarEntry | null {
    return this.#origins[slot] ?? null
  }

  /** The entry whose dialect, owner and time an added one takes. */
  sibling(slot: number): TarEntry | null {
    const sibling = this.#siblings.get(slot) ?? null
    return sibling === null ? null : this.origin(sibling)
  }

  /** The slot of that entry. */
  siblingSlot(slot: number): number | null {
    return this.#siblings.get(slot) ?? null
  }

  /** Entries that are there now, in archive order, added ones last. */
  entries(): readonly EntryFacts<Layer>[] {
    return this.#list().entries
  }

  entryAt(slot: number): EntryFacts<Layer> | null {
    return this.#list().entryAt(slot)
  }

  /** By name, with `#2` for the second of its name. */
  entryNamed(local: string): EntryFacts<Layer> | null {
    return this.#list().entryNamed(local)
  }

  /** What a hard link names; null when it is not there. */
  linkTarget(link: EntryFacts<Layer>): EntryFacts<Layer> | null {
    return this.#list().linkTarget(link)
  }

  /** As in the opened file; null for an added slot. */
  originalEntry(slot: number): EntryFacts<Layer> | null {
    const origin = this.origin(slot)
    if (!origin) return null
    this.#originalOrdinals ??= ordinalsOf(this.#origins.map(one => one.name))
    return new EntryFacts(this, slot, AS_OPENED, origin, null, origin.name, this.#originalOrdinals[slot] ?? 1)
  }

  /** Sets a slot's state; the caller keeps the record for undo. */
  set(slot: number, state: SlotState): void {
    const before = this.slots[slot] ?? null
    this.slots[slot] = state
    if (this.origin(slot) ? isAsOpened(state) : state === null) this.touched.delete(slot)
    else this.touched.add(slot)
    // What keeps its name keeps its place and its address.
    if (before && state && before.name === state.name) this.#moved.add(slot)
    else this.#listing = null
  }

  /** Makes a slot after the last one, empty until an edit fills it. */
  addSlot(sibling: number | null): number {
    const slot = this.slots.push(null) - 1
    this.#siblings.set(slot, sibling)
    return slot
  }

  /** Takes the last slot back, which an edit had added. */
  dropSlot(slot: number): void {
    if (slot !== this.slots.length - 1 || this.origin(slot))
      throw new BootbankError('INTERNAL', `slot ${slot} of ${this.label} is not the last one that was added`)
    this.slots.pop()
    this.#siblings.delete(slot)
    this.#originals.delete(slot)
    this.touched.delete(slot)
    this.#listing = null
  }

  /** Bytes of a content that an edit brought. */
  blobLength(id: BlobId): number {
    return this.blobs.get(id).length
  }

  /** What an edit put into the slot; null where the content is as it was opened. */
  editedContent(slot: number): Bytes | null {
    const id = this.slots[slot]?.content ?? null
    return id === null ? null : this.blobs.get(id)
  }

  /** Stored content of a regular entry now; hard links are not followed. */
  contentOf(slot: number): Bytes {
    return this.#withoutSeal(slot) ?? this.editedContent(slot) ?? this.originalContent(slot)
  }

  /** What lies in the envelope of a slot whose seal was taken off; null for all others. It was open when that was done. */
  #withoutSeal(slot: number): Bytes | null {
    if (this.slots[slot]?.seal !== 'unsealed') return null
    const nested = this.nestedAt(slot)
    const [wrap] = nested && 'layer' in nested ? nested.layer.opened.wraps : []
    return wrap?.kind === 'envelope' ? wrap.content : null
  }

  /** Content in the opened file, always the same object; empty for an added slot. */
  originalContent(slot: number): Bytes {
    const known = this.#originals.get(slot)
    if (known) return known
    const origin = this.origin(slot)
    const content = !origin ? this.content.slice(0, 0) : this.isTar ? tarContent(this.content, origin) : this.content
    this.#originals.set(slot, content)
    return content
  }

  /** Where in the layer's bytes the present content stands as it is; null where it stands elsewhere (edited), or has holes. */
  storedRange(slot: number): Range | null {
    const origin = this.origin(slot)
    if (!origin || !this.isTar || origin.problem || origin.sparse) return null
    if (this.slots[slot]?.seal !== undefined || this.editedContent(slot)) return null
    return { start: origin.dataOffset, end: origin.dataOffset + origin.storedSize }
  }

  /** For comparing: the present content, as it is stored where it cannot be read (a broken sparse map). */
  comparableContent(slot: number): Bytes {
    return this.#withoutSeal(slot) ?? this.editedContent(slot) ?? this.originalOrStored(slot)
  }

  /** Content in the opened file, as it is stored where it cannot be read. */
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
    const seal = this.slots[slot]?.seal
    if (seal === 'sealed') return 'envelope'
    const edited = seal === 'unsealed' ? this.contentOf(slot) : this.editedContent(slot)
    if (edited === null) return this.origin(slot)?.opens ?? null
    return opensAs(edited.read(0, Math.min(SNIFF_BYTES, edited.length)))
  }

  /** The result of opening a content of the slot (null: the opened one), by default the present one; null when that was not tried. */
  nestedAt(slot: number, content: BlobId | null = this.slots[slot]?.content ?? null): Nested | null {
    return this.#nested.get(slot)?.get(content) ?? null
  }

  /** Remembers the result of opening a content (null: the slot's opened one). */
  keepNested(slot: number, content: BlobId | null, result: Nested): void {
    const known = this.#nested.get(slot)
    if (known) known.set(content, result)
    else this.#nested.set(slot, new Map([[content, result]]))
  }

  /** Forgets the result of opening a content that no edit can bring back. */
  forgetNested(slot: number, content: BlobId): void {
    this.#nested.get(slot)?.delete(content)
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

  /** What an edit says of the seal of this layer; undefined for nothing. */
  get seal(): Seal | undefined {
    return this.parentLayer?.slots[this.parentSlot]?.seal
  }

  /** Whether it is stored in an envelope, as things are now. */
  get isSealed(): boolean {
    return this.seal === undefined ? this.opened.wraps[0]?.kind === 'envelope' : this.seal === 'sealed'
  }

  /** True when it is not stored as it was opened: something in it changed, or its seal. */
  isRebuilt(): boolean {
    return this.seal !== undefined || this.isChanged()
  }

  /** True when an edit touched this layer or one inside it. */
  isChanged(): boolean {
    return this.touched.size > 0 || this.nestedLayers().some(layer => layer.isRebuilt())
  }

  #list(): Listing<Layer> {
    const { prefix } = this
    const known = this.#listing?.prefix === prefix ? this.#listing.listing : null
    if (known && this.#moved.size === 0) return known
    const listing = known ? known.with(this, this.#moved) : Listing.of<Layer>(this)
    this.#moved.clear()
    this.#listing = { prefix, listing }
    return listing
  }
}
