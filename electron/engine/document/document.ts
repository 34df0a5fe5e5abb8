// An open backup with the edits laid over it. Every edit either happens whole or throws and changes nothing; undoing all of them
// gives the opened bytes again.
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, sha256Of } from '../codecs/bytes'
import type { GivenKey } from '../codecs/given-key'
import { resolveAddress, resolveNew } from './address'
import { Backup } from './backup'
import type { BlobId } from './blobs'
import { blobsOf, type Edit, type SlotEdit } from './edit'
import { checkNotEmptied, checkRecord, type SlotPlan } from './edit-rules'
import type { Entry } from './entry'
import { History } from './history'
import type { Layer } from './layer'
import { openFile, type OpenedFile, type OpenLayerOptions, type OpenOptions } from './opening'
import type { EditPlan } from './patched'
import { type Keep, type NewEntry, type NewFile, planAdd } from './plan-adding'
import { planPut, planRemove, planRename, planRevert, planRevertAll, planSeal, type SlotAt } from './plan-edits'
import { planLink, planMode, planOwner, planTime } from './plan-header-edits'
import { type BuildOptions, packLayer } from './repack'
import { type Recording, replay } from './replay'
import { changesIn, type SlotChange } from './slot-changes'
import { slotPath, splitSlotPath } from './slot-path'
import type { Owner, Seal } from './slot-state'

export interface PutOptions {
  /** Consecutive texts of one file with the same value are one step of undo. */
  readonly typing?: string | null
  /** What the step is called; `Edit NAME` unless given. */
  readonly label?: string
}

/** A backup with edits, undo and redo; `Document.open` makes one. */
export class Document extends Backup {
  readonly #history: History
  #digest: string | null = null

  private constructor(file: OpenedFile) {
    super(file)
    this.#history = new History({ layerOf: path => this.layerOf(path), forget: edits => this.#forget(edits) })
  }

  /** Opens a file's bytes. Throws BootbankError when nothing of it can be shown; other damage is `root.problem`. */
  static async open(source: Bytes, options: OpenOptions): Promise<Document> {
    return new Document(await openFile(source, options))
  }

  /** SHA-256 of the opened file, hex. */
  digest(): string {
    this.#digest ??= sha256Of(this.file.source)
    return this.#digest
  }

  /** Opens other bytes under the same name, caps and keys: to read back what was written. */
  reopen(written: Bytes, options: OpenLayerOptions = {}): Promise<Document> {
    const { name, limits, encryptionInfo, keys } = this.file
    return Document.open(written, { name, limits, keys, ...(encryptionInfo ? { encryptionInfo } : {}), ...options })
  }

  /** The entry of an ADDRESS, whole or tail (docs/cli.md). */
  resolve(address: string, options: OpenLayerOptions = {}): Promise<Entry> {
    return resolveAddress(this, address, options)
  }

  /** Layer and name for an ADDRESS that is not there yet. */
  resolveNew(address: string, options: OpenLayerOptions = {}): Promise<{ layer: Layer; name: string }> {
    return resolveNew(this, address, options)
  }

  /** As a backup does; what is shown of this one is another then. */
  override async openWithKey(entry: Entry, given: GivenKey, options: OpenLayerOptions = {}): Promise<Layer> {
    const wasOpen = this.layerAt(entry) !== null
    const layer = await super.openWithKey(entry, given, options)
    if (!wasOpen) this.#history.moved()
    return layer
  }

  // ---- edits

  /** Replaces the content of a regular file. */
  put(entry: Entry, content: Bytes, { label, typing = null }: PutOptions = {}): void {
    this.#edit(keep => {
      const plan = planPut(entry, content, keep)
      return { ...plan, label: label ?? plan.label }
    }, typing)
  }

  /** Adds a regular file after the last entry, like its siblings. */
  add(layer: Layer, name: string, content: Bytes, like: NewFile = {}): Entry {
    const slot = layer.slots.length
    this.addAll(layer, [{ kind: 'file', name, content, ...like }])
    return layer.entryAt(slot)!
  }

  /** Adds a directory after the last entry, like those beside it or around it. */
  addFolder(layer: Layer, name: string): void {
    this.addAll(layer, [{ kind: 'directory', name }])
  }

  /** Adds a symbolic link after the last entry. Throws LINK_INVALID. */
  addSymlink(layer: Layer, name: string, target: string): void {
    this.addAll(layer, [{ kind: 'symlink', name, target }])
  }

  /** Adds any number of entries after the last one, in this order and as one step. */
  addAll(layer: Layer, entries: readonly NewEntry[]): void {
    if (entries.length > 0) this.#edit(keep => planAdd(layer, entries, keep))
  }

  /** Removes entries, as one step. Throws LINKED when another entry is a hard link to one of them. */
  remove(...entries: readonly Entry[]): void {
    this.#edit(() => planRemove(entries))
  }

  /** Gives an entry a new path inside its layer, a directory with all below it; their places in the archive stay. */
  rename(entry: Entry, name: string): void {
    this.#edit(() => planRename(entry, name))
  }

  /** Sets the mode, T flag included: 0 to 07777. Throws MODE_INVALID. */
  chmod(entry: Entry, mode: number): void {
    this.#edit(() => planMode(entry, mode))
  }

  /** Takes the envelope off a layer, or puts one on under the key of the encryption.info beside it. Throws NOT_SEALED, READ_ONLY, NAME_TAKEN. */
  setSeal(layer: Layer, seal: Seal): void {
    this.#edit(() => planSeal(layer, seal))
  }

  /** Sets numbers and names of the owner. Throws OWNER_INVALID. */
  chown(entry: Entry, owner: Owner): void {
    this.#edit(() => planOwner(entry, owner))
  }

  /** Sets the time, in whole seconds since 1970. Throws TIME_INVALID. */
  setTime(entry: Entry, mtime: number): void {
    this.#edit(() => planTime(entry, mtime))
  }

  /** Sets the target of a symbolic or hard link. Throws LINK_INVALID. */
  setLink(entry: Entry, target: string): void {
    this.#edit(() => planLink(entry, target))
  }

  /** Takes back what was done to slots, as one step that can be undone itself. */
  revert(...slots: readonly SlotAt[]): void {
    this.#edit(() => planRevert(slots))
  }

  /** Takes back every change, as one step. */
  revertAll(): void {
    this.#edit(() => planRevertAll(this.root))
  }

  /**
   * Makes one step of undo of all edits that `work` does: all of them happen, or none when it throws. Steps inside `work` are part of
   * this one. Must not run beside another edit.
   */
  asOneStep<T>(label: string, work: () => T | Promise<T>): Promise<T> {
    return this.#history.join(label, work)
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

  /** Raised by every edit, undo and redo, and when a locked layer was opened. */
  get revision(): number {
    return this.#history.revision
  }

  /** Equal for equal points of the history: tells whether anything changed since a save. */
  get state(): Edit | null {
    return this.#history.state
  }

  /** What differs from the opened file, layer by layer in archive order. */
  changes(): readonly SlotChange[] {
    return changesIn(this.layers())
  }

  // ---- the edits as data

  /** Every edit so far as plain data, and the contents that they name by number. */
  recorded(): Recording {
    return { history: this.#history.recorded, blobs: new Map(this.file.blobs.all()) }
  }

  /**
   * Does recorded edits again, and undoes those that had been undone; opens the layers they lead to. For a document of the same bytes,
   * which the caller has made sure of, without edits yet. Throws EDIT_MISMATCH, or why a layer cannot be opened; then nothing is changed.
   */
  async replay(recording: Recording, options: OpenLayerOptions = {}): Promise<void> {
    const { done, undone } = this.#history.recorded
    if (done.length + undone.length > 0)
      throw new BootbankError('EDIT_MISMATCH', 'This document has edits of its own already.')
    await replay(this, this.#history, this.file.blobs, recording, options)
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
  #edit(planned: (keep: Keep) => EditPlan, typing: string | null = null): void {
    const { blobs } = this.file
    const kept: BlobId[] = []
    try {
      const { label, slots } = planned(content => {
        const blob = blobs.add(content)
        kept.push(blob)
        return blob
      })
      for (const slot of slots) checkRecord(slot)
      for (const layer of new Set(slots.map(one => one.layer))) checkNotEmptied(layer, slots)
      this.#history.apply({ label, typing, slots: slots.map(slotEdit) })
    } catch (error) {
      for (const blob of kept) blobs.drop(blob)
      throw error
    }
  }

  #forget(edits: readonly Edit[]): void {
    for (const { at, blob } of edits.flatMap(blobsOf)) {
      this.file.blobs.drop(blob)
      const { layer, slot } = splitSlotPath(at)
      this.layerOf(layer)?.forgetNested(slot, blob)
    }
  }
}

function slotEdit({ layer, slot, after, like }: SlotPlan): SlotEdit {
  const before = layer.slots[slot] ?? null
  return { at: slotPath(layer.path, slot), before, after, ...(like === undefined ? {} : { like }) }
}
