// An open backup: the layers, read lazily, and the edits laid over them. Every edit either happens whole or throws and
// changes nothing; undoing all of them gives the opened bytes again.
import { BootbankError } from '../../../shared/model/errors'
import type { ChangeKind } from '../../../shared/model/change'
import type { Bytes } from '../codecs/bytes'
import { Budget, type CodecContext, type OnProgress, spend, throwIfCancelled } from '../codecs/context'
import { ENCRYPTION_INFO_NAMES } from '../codecs/encryption-info'
import { defaultLimits, type Limits, withinLimit } from '../codecs/limits'
import { resolveAddress, resolveNew } from './address'
import {
  checkFile,
  checkNotEmptied,
  checkRevertedName,
  checkSingle,
  checkArchive,
  checkUnlinked,
  siblingFor,
} from './edit-rules'
import { type Edit, History, type SlotEdit } from './edits'
import type { Entry } from './entry'
import { AS_OPENED, Layer, type Present, type SlotState, UNNAMED } from './layer'
import { checkedName, checkFree, plain } from './names-allowed'
import { nameFromDisplay } from '../codecs/names'
import { rawNameOf } from '../codecs/tar-entry'
import { openLayerBytes } from './open-layer'
import { type BuildOptions, packLayer, recordHead } from './repack'

export interface OpenLayerOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

export interface OpenOptions extends OpenLayerOptions {
  /** File name to show, such as state.tgz. */
  readonly name: string
  readonly limits?: Limits
  /** For a bare local.tgz.ve, whose key lies in a file beside it. */
  readonly encryptionInfo?: Uint8Array
}

export interface LayerProblem {
  readonly entry: Entry
  readonly error: BootbankError
  /** True for a layer of the host's nest (at the top of its archive), false for an odd file somewhere below. */
  readonly structural: boolean
}

export interface SlotChange {
  readonly layer: Layer
  readonly slot: number
  readonly before: Entry | null
  readonly after: Entry | null
  readonly kinds: readonly ChangeKind[]
}

const HARD_LINK_HOPS = 40

export class Document {
  readonly root: Layer
  readonly #history = new History()
  readonly #budget: Budget
  readonly #limits: Limits
  #nextLayer = 1
  /** Layers being opened, by their content. */
  readonly #opening = new Map<Bytes, Promise<Layer>>()

  private constructor(
    readonly source: Bytes,
    readonly name: string,
    root: Layer,
    budget: Budget,
    limits: Limits,
    private readonly encryptionInfo: Uint8Array | null,
  ) {
    this.root = root
    this.#budget = budget
    this.#limits = limits
  }

  /** Opens a file's bytes. Throws BootbankError when nothing of it can be shown; other damage is `root.problem`. */
  static async open(source: Bytes, options: OpenOptions): Promise<Document> {
    const { name, limits = defaultLimits } = options
    if (source.length === 0) {
      throw new BootbankError(
        'EMPTY_FILE',
        `${name} is empty (0 bytes). It may have been cut off while copying; get it again from the boot bank.`,
        { layer: name, offset: 0 },
      )
    }
    const budget = new Budget(source.length)
    const info = options.encryptionInfo ?? null
    const opened = await openLayerBytes(
      { bytes: source, name, encryptionInfo: () => info },
      { layer: name, limits, budget, signal: options.signal, onProgress: options.onProgress },
    )
    return new Document(source, name, new Layer('a0', name, source, opened, null, 0), budget, limits, info)
  }

  /** Opens other bytes under the same name, caps and key: to read back what was written. */
  reopen(written: Bytes, options: OpenLayerOptions = {}): Promise<Document> {
    const info = this.encryptionInfo
    return Document.open(written, {
      name: this.name,
      limits: this.#limits,
      ...(info ? { encryptionInfo: info } : {}),
      ...options,
    })
  }

  // ---- reading

  /** Layers opened so far that the present entries hold, outermost first. */
  layers(): readonly Layer[] {
    const found: Layer[] = []
    const collect = (layer: Layer) => {
      found.push(layer)
      for (const inner of layer.nestedLayers()) collect(inner)
    }
    collect(this.root)
    return found
  }

  entries(layer: Layer): readonly Entry[] {
    return layer.entries()
  }

  /** The layer an entry opens as, if it was opened before. */
  layerAt(entry: Entry): Layer | null {
    const nested = entry.layer.nestedAt(entry.slot)
    return nested && 'layer' in nested ? nested.layer : null
  }

  /** Why an entry could not be opened as a layer, if that was tried. */
  failureAt(entry: Entry): BootbankError | null {
    const nested = entry.layer.nestedAt(entry.slot)
    return nested && 'error' in nested ? nested.error : null
  }

  /** Opens the layer inside an entry, once, however many ask at the same time. Throws NOT_AN_ARCHIVE, SEALED_TPM, ENVELOPE_*, GZIP_*, LIMIT… */
  async openLayer(entry: Entry, options: OpenLayerOptions = {}): Promise<Layer> {
    const { layer, slot } = entry
    const known = layer.nestedAt(slot)
    if (known && 'layer' in known) return known.layer
    if (known) throw known.error
    const content = layer.contentOf(slot)
    const running = this.#opening.get(content)
    if (running) return running
    const opening = this.#openNested(entry, content, options).finally(() => this.#opening.delete(content))
    this.#opening.set(content, opening)
    return opening
  }

  async #openNested(entry: Entry, bytes: Bytes, options: OpenLayerOptions): Promise<Layer> {
    const { layer, slot } = entry
    const where = { layer: layer.label, path: entry.name }
    if (entry.kind !== 'file' || entry.opens === null) {
      throw new BootbankError('NOT_AN_ARCHIVE', `${entry.address} is no archive that could be opened.`, where)
    }
    const state = layer.slots[slot]?.content ?? null
    try {
      withinLimit(this.#limits, 'depth', layer.depth + 2, where)
      const context: CodecContext = {
        layer: entry.address || UNNAMED,
        limits: this.#limits,
        budget: this.#budget,
        inside: `${entry.address}!/`,
        ...options,
      }
      // What an edit put in came from outside too; the holes of a sparse file are as good as inflated.
      if (state !== null) this.#budget.sourceBytes += bytes.length
      else if (entry.origin?.sparse) spend(context, bytes.length, bytes.length, entry.origin.storedSize)
      const ahead = state === null ? layer.opened.ahead : null
      const inflated =
        ahead && ahead.offset === entry.dataOffset && ahead.length === bytes.length ? ahead.inflated : null
      const source = { bytes, name: entry.name, encryptionInfo: () => encryptionInfoBeside(entry), inflated }
      const opened = await openLayerBytes(source, context)
      const inner = new Layer(`a${this.#nextLayer++}`, entry.name, bytes, opened, layer, slot)
      layer.keepNested(slot, state, { layer: inner })
      return inner
    } catch (error) {
      if (error instanceof BootbankError && error.code !== 'CANCELLED') layer.keepNested(slot, state, { error })
      throw error
    }
  }

  /** Opens every layer in depth; those that fail are told, not thrown. */
  async openAll(options: OpenLayerOptions = {}): Promise<readonly LayerProblem[]> {
    const problems: LayerProblem[] = []
    const descend = async (layer: Layer): Promise<void> => {
      for (const entry of layer.entries()) {
        if (entry.kind !== 'file' || entry.opens === null) continue
        throwIfCancelled(options.signal)
        const structural = !plain(entry.name).includes('/')
        try {
          const inner = await this.openLayer(entry, options)
          if (inner.problem) problems.push({ entry, error: inner.problem, structural })
          await descend(inner)
        } catch (error) {
          if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
          problems.push({ entry, error, structural })
        }
      }
    }
    await descend(this.root)
    return problems
  }

  /** The entry of an ADDRESS, whole or tail (cli.md). */
  resolve(address: string, options: OpenLayerOptions = {}): Promise<Entry> {
    return resolveAddress(this, address, options)
  }

  /** Layer and name for an ADDRESS that is not there yet. */
  resolveNew(address: string, options: OpenLayerOptions = {}): Promise<{ layer: Layer; name: string }> {
    return resolveNew(this, address, options)
  }

  /** Bytes of a regular file, hard links followed inside the layer. Throws NOT_A_FILE. */
  content(entry: Entry): Bytes {
    let at: Entry | null = entry
    for (let hop = 0; at && hop < HARD_LINK_HOPS; hop++) {
      if (at.kind === 'file' || at.kind === 'other') return at.layer.contentOf(at.slot)
      if (at.kind !== 'hardlink') break
      // pax allows a hard link to carry the data itself
      if (at.origin && at.origin.storedSize > 0) return at.layer.contentOf(at.slot)
      at = at.layer.linkTarget(at)
    }
    const why =
      entry.kind === 'hardlink' ? `a hard link to "${entry.linkname}", which is not in the archive` : `a ${entry.kind}`
    throw new BootbankError('NOT_A_FILE', `${entry.address} has no content: it is ${why}.`, {
      layer: entry.layer.label,
      path: entry.name,
    })
  }

  /** Content in the opened file, as it is stored where it cannot be had (a broken sparse map); null for an added entry. */
  originalContent({ layer, slot, origin }: Entry): Bytes | null {
    return origin && layer.originalOrStored(slot)
  }

  // ---- edits

  /** Replaces the content of a regular file. */
  put(entry: Entry, content: Bytes, options: { readonly session?: string; readonly label?: string } = {}): void {
    checkFile(entry)
    checkSingle(entry, content)
    const next = entry.layer.isOriginalContent(entry.slot, content) ? null : content
    this.#edit(options.label ?? `Edit ${entry.name}`, [this.#patch(entry, { content: next })], options.session ?? null)
  }

  /** Adds a regular file behind the last entry, in the manner of its siblings. */
  add(layer: Layer, name: string, content: Bytes): Entry {
    checkArchive(layer)
    const raw = checkedName(name)
    checkFree(layer, name)
    const slot = layer.addSlot(siblingFor(layer, name))
    this.#edit(`Add ${name}`, [{ layer, slot, before: null, after: { name: raw, mode: null, content } }])
    return layer.entryAt(slot)!
  }

  /** Removes entries, as one step. Throws LINKED when another entry is a hard link to one of them. */
  remove(...entries: readonly Entry[]): void {
    const gone = new Set(entries.map(entry => `${entry.layer.id}:${entry.slot}`))
    for (const entry of entries) {
      checkArchive(entry.layer)
      checkUnlinked(entry, gone)
    }
    const label = entries.length === 1 ? `Remove ${entries[0]!.name}` : `Remove ${entries.length} entries`
    this.#edit(
      label,
      entries.map(entry => ({ layer: entry.layer, slot: entry.slot, before: entry.state, after: null })),
    )
  }

  /** Gives an entry a new path inside its layer, a directory with all below it; their places in the archive stay. */
  rename(entry: Entry, name: string): void {
    checkArchive(entry.layer)
    const raw = checkedName(name)
    if (name === entry.name) return
    checkFree(entry.layer, name, entry)
    checkUnlinked(entry, new Set())
    if (entry.kind === 'directory' && name.startsWith(`${entry.name}/`)) {
      throw new BootbankError('NAME_INVALID', `${entry.address} cannot be moved into itself.`, { path: name })
    }
    const below =
      entry.kind === 'directory' ? entry.layer.entries().filter(other => other.name.startsWith(`${entry.name}/`)) : []
    const moved = below.map(other => this.#renamed(other, nameFromDisplay(name + other.name.slice(entry.name.length))))
    this.#edit(`Rename ${entry.name}`, [this.#renamed(entry, raw), ...moved])
  }

  /** Sets the mode, T flag included: 0 to 07777. Throws MODE_INVALID. */
  chmod(entry: Entry, mode: number): void {
    checkArchive(entry.layer)
    if (!Number.isInteger(mode) || mode < 0 || mode > 0o7777) {
      throw new BootbankError(
        'MODE_INVALID',
        `${mode} is no mode; give an octal number from 0 to 07777, such as 01644.`,
        { path: entry.name },
      )
    }
    const plainMode = entry.origin ? entry.origin.mode : 0o644
    this.#edit(`Change the mode of ${entry.name}`, [this.#patch(entry, { mode: mode === plainMode ? null : mode })])
  }

  /** Takes back what was done to one slot; itself a step that can be undone. */
  revert(layer: Layer, slot: number): void {
    const after = this.#openedState(layer, slot)
    if (after) checkRevertedName(layer, slot)
    const name = (layer.entryAt(slot) ?? layer.originalEntry(slot))?.name ?? ''
    this.#edit(`Revert ${name}`, [{ layer, slot, before: layer.slots[slot] ?? null, after }])
  }

  /** Takes back every change, as one step. */
  revertAll(): void {
    const slots = this.changes().map(({ layer, slot }) => ({
      layer,
      slot,
      before: layer.slots[slot] ?? null,
      after: this.#openedState(layer, slot),
    }))
    this.#edit('Revert all changes', slots)
  }

  undo(): boolean {
    return this.#history.undo()
  }

  redo(): boolean {
    return this.#history.redo()
  }

  get undoLabel(): string | null {
    return this.#history.undoLabel
  }

  get redoLabel(): string | null {
    return this.#history.redoLabel
  }

  /** Raised by every edit, undo and redo. */
  get revision(): number {
    return this.#history.revision
  }

  /** Equal for equal points of the history: tells whether anything changed since a save. */
  get state(): Edit | null {
    return this.#history.state
  }

  /** What differs from the opened file, layer by layer in archive order. */
  changes(): readonly SlotChange[] {
    return this.layers().flatMap(layer =>
      [...layer.touched]
        .sort((a, b) => a - b)
        .map(slot => {
          const before = layer.originalEntry(slot)
          const after = layer.entryAt(slot)
          return { layer, slot, before, after, kinds: kindsOf(before, after) }
        }),
    )
  }

  // ---- writing

  /** The file as it would be saved: the opened bytes when nothing changed. */
  build(options: BuildOptions = {}): Promise<Bytes> {
    return packLayer(this.root, options)
  }

  /** One layer as it would be stored. */
  buildLayer(layer: Layer, options: BuildOptions = {}): Promise<Bytes> {
    return packLayer(layer, options)
  }

  /** Applies an edit after asking whether every record it leads to can be written in its dialect. */
  #edit(label: string, slots: readonly SlotEdit[], session: string | null = null): void {
    for (const { layer, slot, after } of slots) {
      if (after && after !== AS_OPENED && layer.opened.body.kind === 'tar')
        recordHead(layer, slot, after, after.content?.length ?? null)
    }
    for (const layer of new Set(slots.map(one => one.layer))) checkNotEmptied(layer, slots)
    this.#history.apply({ label, session, slots })
  }

  /** The slot's state with some fields set; the opened state itself when nothing differs from it. */
  #patch(entry: Entry, fields: Partial<Present>): SlotEdit {
    const { layer, slot, state } = entry
    const next: Present = { ...state, ...fields }
    const isOpened = entry.origin && next.name === null && next.mode === null && next.content === null
    return {
      layer,
      slot,
      before: layer.slots[slot] ?? null,
      after: isOpened ? AS_OPENED : sameState(state, next) ? state : next,
    }
  }

  #renamed(entry: Entry, raw: Uint8Array): SlotEdit {
    const original = entry.origin !== null && Buffer.compare(raw, trimmed(rawNameOf(entry.origin))) === 0
    return this.#patch(entry, { name: original ? null : raw })
  }

  #openedState(layer: Layer, slot: number): SlotState {
    return layer.origin(slot) ? AS_OPENED : null
  }
}

function kindsOf(before: Entry | null, after: Entry | null): readonly ChangeKind[] {
  if (!before) return ['added']
  if (!after) return ['removed']
  const kinds: ChangeKind[] = []
  if (after.state.name) kinds.push('renamed')
  if (after.state.content) kinds.push('content')
  if (after.state.mode !== null) kinds.push('mode')
  return kinds
}

function sameState(a: Present, b: Present): boolean {
  return a.name === b.name && a.mode === b.mode && a.content === b.content
}

/** Raw directory names end in a slash; edits give names without. */
function trimmed(rawName: Uint8Array): Uint8Array {
  return rawName.at(-1) === 0x2f ? rawName.subarray(0, -1) : rawName
}

/** encryption.info of the same archive (formats.md section 5); the last one wins, as on the host. */
function encryptionInfoBeside(entry: Entry): Uint8Array | null {
  const found = entry.layer
    .entries()
    .findLast(other => other.kind === 'file' && ENCRYPTION_INFO_NAMES.includes(plain(other.name)))
  if (!found) return null
  const content = found.layer.contentOf(found.slot)
  return content.read(0, Math.min(content.length, 1024 * 1024))
}
