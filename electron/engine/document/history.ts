// The edits of a document: applying, undo, redo, and several edits as one step.
import { BootbankError } from '../../../shared/model/errors'
import type { Edit, RecordedHistory, SlotEdit } from './edit'
import type { Layer } from './layer'
import { type LayerPath, splitSlotPath } from './slot-path'
import { sameState } from './slot-state'

/** What a history works on. */
export interface Edited {
  /** The layer of a path; null when it is not open. */
  layerOf(path: LayerPath): Layer | null
  /** Called with edits that can be neither undone nor redone any more. */
  forget(edits: readonly Edit[]): void
}

/** What was done and undone, and the revision that counts both. */
export class History {
  #done: Edit[] = []
  #undone: Edit[] = []
  #revision = 0
  /** True while several edits are being made one step. */
  #joining = false

  constructor(private readonly edited: Edited) {}

  /** Raised by every edit, undo and redo, and by what `moved` tells. */
  get revision(): number {
    return this.#revision
  }

  /** What is shown of the document moved, although nothing in it was edited: a layer was opened with a key. */
  moved(): void {
    this.#revision++
  }

  /** A token of the present state: equal tokens mean equal documents. */
  get state(): Edit | null {
    return this.#done.at(-1) ?? null
  }

  get undoLabel(): string | null {
    return this.#done.at(-1)?.label ?? null
  }

  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null
  }

  /** Everything, as plain data. */
  get recorded(): RecordedHistory {
    return { done: [...this.#done], undone: [...this.#undone] }
  }

  /** Applies an edit and remembers it; what could be redone is forgotten. An edit that changes nothing is not remembered. */
  apply(edit: Edit): void {
    const slots = edit.slots.filter(one => !sameState(one.before, one.after))
    if (slots.length === 0) return
    for (const one of slots) this.#set(one)
    if (!this.#joining) {
      this.edited.forget(this.#undone)
      this.#undone = []
    }
    this.#remember({ ...edit, slots })
    this.#revision++
  }

  /** Takes the last step back. False when there is none. */
  undo(): boolean {
    this.#refuseWhileJoining()
    const edit = this.#done.pop()
    if (!edit) return false
    this.#reverse(edit)
    this.#undone.push(edit)
    return true
  }

  /** Does the step again that was undone last. False when there is none. */
  redo(): boolean {
    this.#refuseWhileJoining()
    const edit = this.#undone.pop()
    if (!edit) return false
    for (const one of edit.slots) this.#set(one)
    this.#done.push(edit)
    this.#revision++
    return true
  }

  /**
   * All edits that `work` makes as one step. When it throws, they are taken back and what could be redone still can be. Until it
   * ends, readers see what was done so far.
   */
  async join<T>(label: string, work: () => T | Promise<T>): Promise<T> {
    if (this.#joining) return work()
    const first = this.#done.length
    this.#joining = true
    try {
      const result = await work()
      const joined = this.#done.splice(first)
      if (joined.length > 0) {
        this.edited.forget(this.#undone)
        this.#undone = []
        this.#done.push({ label, typing: null, slots: joined.flatMap(edit => edit.slots) })
      }
      return result
    } catch (error) {
      const failed = this.#done.splice(first)
      for (const edit of failed.toReversed()) this.#reverse(edit)
      this.edited.forget(failed)
      throw error
    } finally {
      this.#joining = false
    }
  }

  /** Applies a recorded edit slot by slot; `prepare` is asked before each, and what it throws undoes the edit. */
  async replay(edit: Edit, prepare: (slot: SlotEdit) => Promise<void>): Promise<void> {
    const set: SlotEdit[] = []
    try {
      for (const one of edit.slots) {
        await prepare(one)
        this.#set(one)
        set.push(one)
      }
    } catch (error) {
      this.#reverse({ ...edit, slots: set })
      throw error
    }
    this.#done.push(edit)
    this.#revision++
  }

  /** Takes everything back and forgets it. */
  clear(): void {
    while (this.undo());
    this.#undone = []
  }

  #set({ at, after, like }: SlotEdit): void {
    const { layer, slot } = this.#slotAt(at)
    if (like !== undefined && layer.addSlot(like) !== slot)
      throw new BootbankError('INTERNAL', `slot ${at} is not the next one of its layer`)
    layer.set(slot, after)
  }

  #reverse(edit: Edit): void {
    for (const { at, before, like } of edit.slots.toReversed()) {
      const { layer, slot } = this.#slotAt(at)
      layer.set(slot, before)
      if (like !== undefined) layer.dropSlot(slot)
    }
    this.#revision++
  }

  #slotAt(at: string): { readonly layer: Layer; readonly slot: number } {
    const { layer: path, slot } = splitSlotPath(at)
    const layer = this.edited.layerOf(path)
    if (!layer) throw new BootbankError('INTERNAL', `the layer of slot ${at} is not open`)
    return { layer, slot }
  }

  /** Adds an edit to the steps; to the last one, if both are typing in one file. */
  #remember(edit: Edit): void {
    const last = this.#done.at(-1)
    const [one] = edit.slots
    const [before] = last?.slots ?? []
    const joins =
      edit.typing !== null &&
      last?.typing === edit.typing &&
      this.#undone.length === 0 &&
      last.slots.length === 1 &&
      edit.slots.length === 1 &&
      before?.at === one?.at
    if (!joins || this.#joining || !last || !one || !before) {
      this.#done.push(edit)
      return
    }
    this.#done[this.#done.length - 1] = { ...edit, slots: [{ ...one, before: before.before }] }
    this.edited.forget([last])
  }

  #refuseWhileJoining(): void {
    if (this.#joining) throw new BootbankError('INTERNAL', 'nothing can be undone or redone in the middle of a step')
  }
}
