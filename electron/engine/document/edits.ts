// The history of a document: each edit carries both sides of every slot it sets, so that undo is a reversal and not a replay.
import type { Layer, SlotState } from './layer'

export interface SlotEdit {
  readonly layer: Layer
  readonly slot: number
  readonly before: SlotState
  readonly after: SlotState
}

export interface Edit {
  /** What it did, such as `Edit etc/hosts`. */
  readonly label: string
  /** Consecutive edits of one slot with the same session are one step. */
  readonly session: string | null
  readonly slots: readonly SlotEdit[]
}

export class History {
  #done: Edit[] = []
  #undone: Edit[] = []
  #revision = 0

  /** Raised by every edit, undo and redo. */
  get revision(): number {
    return this.#revision
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

  /** Applies an edit and remembers it. What could be redone is forgotten. An edit that changes nothing is none. */
  apply(edit: Edit): void {
    const slots = edit.slots.filter(one => one.before !== one.after)
    if (slots.length === 0) return
    for (const one of slots) one.layer.set(one.slot, one.after)
    const merged = this.#mergedWithLast({ ...edit, slots })
    if (merged) this.#done[this.#done.length - 1] = merged
    else this.#done.push({ ...edit, slots })
    this.#undone = []
    this.#revision++
  }

  undo(): boolean {
    const edit = this.#done.pop()
    if (!edit) return false
    for (const one of edit.slots.toReversed()) one.layer.set(one.slot, one.before)
    this.#undone.push(edit)
    this.#revision++
    return true
  }

  redo(): boolean {
    const edit = this.#undone.pop()
    if (!edit) return false
    for (const one of edit.slots) one.layer.set(one.slot, one.after)
    this.#done.push(edit)
    this.#revision++
    return true
  }

  /** Typing in one file: the step before and this one as one. */
  #mergedWithLast(edit: Edit): Edit | null {
    const last = this.#done.at(-1)
    const [one] = edit.slots
    const [before] = last?.slots ?? []
    if (!last || !one || !before || edit.session === null || last.session !== edit.session || this.#undone.length > 0)
      return null
    if (last.slots.length !== 1 || edit.slots.length !== 1 || before.layer !== one.layer || before.slot !== one.slot)
      return null
    return { ...edit, slots: [{ ...one, before: before.before }] }
  }
}
