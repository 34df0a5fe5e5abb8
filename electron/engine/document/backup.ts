// An opened backup: its layers, read lazily, and what is in them now.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { GivenKey } from '../codecs/given-key'
import type { Entry } from './entry'
import type { Layer } from './layer'
import { chainEntries } from './layer-chain'
import { type OpenedFile, type OpenLayerOptions, openNested, type BankSource } from './opening'
import { plain } from './plain-name'
import { type LayerPath, slotsOf } from './slot-path'

export interface LayerProblem {
  readonly entry: Entry
  readonly error: BootbankError
  /** True for a layer at the top of its archive, where the host's own lie; false for an odd file somewhere below. */
  readonly structural: boolean
}

/** Is shown a backup, layer by layer. */
export interface Visitor {
  readonly layer: (layer: Layer) => void
  readonly entry: (entry: Entry) => void
}

const NOBODY: Visitor = { layer: () => undefined, entry: () => undefined }

const HARD_LINK_HOPS = 40

/** The layers of one opened file, without the edits that `Document` adds. */
export class Backup {
  /** Layers being opened, by their content. */
  readonly #opening = new Map<Bytes, Promise<Layer>>()

  constructor(protected readonly file: OpenedFile) {}

  /** Bytes of the opened file. */
  get source(): Bytes {
    return this.file.source
  }

  /** Its name, such as state.tgz. */
  get name(): string {
    return this.file.name
  }

  /** The boot bank that it was read from; null for a file of its own. */
  get bank(): BankSource | null {
    return this.file.bank
  }

  /** The outermost layer. */
  get root(): Layer {
    return this.file.root
  }

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

  /** The layer of a path, if it is there now and was opened before. */
  layerOf(path: LayerPath): Layer | null {
    let layer: Layer | null = this.root
    for (const slot of slotsOf(path) ?? [-1]) {
      const entry: Entry | null = layer?.entryAt(slot) ?? null
      layer = entry && this.layerAt(entry)
    }
    return layer
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
    const opening = this.#openAndKeep(entry, options).finally(() => this.#opening.delete(content))
    this.#opening.set(content, opening)
    return opening
  }

  /**
   * Opens an envelope with a key that is given for it; from then on the document knows the key, and seals the layer with it again. One that
   * is open stays as it is. Throws NOT_SEALED, KEY_WRONG, ENVELOPE_*; then nothing was changed.
   */
  async openWithKey(entry: Entry, given: GivenKey, options: OpenLayerOptions = {}): Promise<Layer> {
    const { layer, slot } = entry
    const known = this.layerAt(entry)
    if (known) return known
    if (entry.opens !== 'envelope')
      throw new BootbankError('NOT_SEALED', `${entry.address} is not sealed, so it needs no key.`, {
        layer: layer.label,
        path: entry.name,
      })
    const inner = await openNested({ ...this.file, keys: [given] }, entry, options)
    this.file.keys.push(given)
    layer.keepNested(slot, layer.slots[slot]?.content ?? null, { layer: inner })
    return inner
  }

  /** Keys that were given for it, for a second backup that may have the same. */
  get keys(): readonly GivenKey[] {
    return this.file.keys
  }

  /** Remembers with the slot what came of it. */
  async #openAndKeep(entry: Entry, options: OpenLayerOptions): Promise<Layer> {
    const { layer, slot } = entry
    const content = layer.slots[slot]?.content ?? null
    try {
      const inner = await openNested(this.file, entry, options)
      layer.keepNested(slot, content, { layer: inner })
      return inner
    } catch (error) {
      const isItsOwn = error instanceof BootbankError && error.code !== 'CANCELLED' && error.code !== 'NOT_AN_ARCHIVE'
      if (isItsOwn) layer.keepNested(slot, content, { error })
      throw error
    }
  }

  /** Opens every layer in depth and returns those that fail. Throws only CANCELLED. */
  openAll(options: OpenLayerOptions = {}): Promise<readonly LayerProblem[]> {
    return this.#descend(
      layer => layer.entries(),
      NOBODY,
      entry => this.openLayer(entry, options),
      options,
    )
  }

  /** Opens the host's layer chain, no other archive that the backup may hold, and returns what fails. Throws only CANCELLED. */
  openChain(options: OpenLayerOptions = {}): Promise<readonly LayerProblem[]> {
    return this.#descend(chainEntries, NOBODY, entry => this.openLayer(entry, options), options)
  }

  /**
   * Shows every layer and entry, those of a layer after the entry that holds it. Layers that are opened for it are not remembered, so
   * that tens of thousands of them take the memory of one. Those that fail are told, not thrown. Throws only CANCELLED.
   */
  visitAll(visitor: Visitor, options: OpenLayerOptions = {}): Promise<readonly LayerProblem[]> {
    const open = async (entry: Entry) => this.layerAt(entry) ?? (await openNested(this.file, entry, options))
    return this.#descend(layer => layer.entries(), visitor, open, options)
  }

  /** The layers of the host's chain, outermost first, as far as they are open. What else was opened makes no difference. */
  chain(): readonly Layer[] {
    const inside = (layer: Layer): readonly Layer[] => [
      layer,
      ...chainEntries(layer).flatMap(entry => {
        const inner = this.layerAt(entry)
        return inner ? inside(inner) : []
      }),
    ]
    return inside(this.root)
  }

  async #descend(
    chosen: (layer: Layer) => readonly Entry[],
    visitor: Visitor,
    open: (entry: Entry) => Promise<Layer>,
    { signal }: OpenLayerOptions,
  ): Promise<readonly LayerProblem[]> {
    const problems: LayerProblem[] = []
    const descend = async (layer: Layer): Promise<void> => {
      visitor.layer(layer)
      for (const entry of chosen(layer)) {
        visitor.entry(entry)
        if (entry.opens === null) continue
        throwIfCancelled(signal)
        const structural = !plain(entry.name).includes('/')
        try {
          const inner = await open(entry)
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

  /** Content in the opened file, as it is stored where it cannot be read (a broken sparse map); null for an added entry. */
  originalContent({ layer, slot, origin }: Entry): Bytes | null {
    return origin && layer.originalOrStored(slot)
  }
}
