// The entries that a layer has now, and the ways to find one: by slot, by name, by what a hard link says.
import type { TarEntry } from '../codecs/tar-entry'
import { EntryFacts, type EntryHome } from './entry-facts'
import { plain } from './plain-name'
import type { SlotState } from './slot-state'

/** Where a listing gets what it lists. */
export interface Slots {
  readonly states: readonly SlotState[]
  /** As read; null for an added slot. */
  origin(slot: number): TarEntry | null
  /** The entry whose dialect, owner and time an added one takes. */
  sibling(slot: number): TarEntry | null
}

export class Listing<L extends EntryHome> {
  /** In archive order, added ones last. */
  readonly entries: readonly EntryFacts<L>[]
  readonly #bySlot = new Map<number, EntryFacts<L>>()
  readonly #byLocal = new Map<string, EntryFacts<L>>()
  /** Made when a link is followed. */
  #byName: ReadonlyMap<string, readonly EntryFacts<L>[]> | null = null

  constructor(layer: L, slots: Slots) {
    const entries: EntryFacts<L>[] = []
    const names = slots.states.flatMap((state, slot) => (state ? [state.name ?? slots.origin(slot)?.name ?? ''] : []))
    const ordinals = ordinalsOf(names)
    for (const [slot, state] of slots.states.entries()) {
      if (!state) continue
      const at = entries.length
      const origin = slots.origin(slot)
      const sibling = origin ? null : slots.sibling(slot)
      const entry = new EntryFacts(layer, slot, state, origin, sibling, names[at] ?? '', ordinals[at] ?? 1)
      entries.push(entry)
      this.#bySlot.set(slot, entry)
      if (!this.#byLocal.has(entry.local)) this.#byLocal.set(entry.local, entry)
    }
    this.entries = entries
  }

  entryAt(slot: number): EntryFacts<L> | null {
    return this.#bySlot.get(slot) ?? null
  }

  /** By name, with `#2` for the second of its name. */
  entryNamed(local: string): EntryFacts<L> | null {
    return this.#byLocal.get(local) ?? null
  }

  /** What a hard link names: the last entry of that name before it, as when unpacking in order, or else the first after it. */
  linkTarget(link: EntryFacts<L>): EntryFacts<L> | null {
    this.#byName ??= byPlainName(this.entries)
    const named = this.#byName.get(plain(link.linkname)) ?? []
    const before = named.findLast(entry => entry.slot < link.slot)
    return before ?? named.find(entry => entry.slot > link.slot) ?? null
  }
}

/**
 * For each name, which of its like it is: 1, 2… An ordinal that would make the name of another entry (`a#2` beside two `a`) is
 * passed over, so that no two entries have one address.
 */
export function ordinalsOf(names: readonly string[]): readonly number[] {
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

function byPlainName<L extends EntryHome>(
  entries: readonly EntryFacts<L>[],
): ReadonlyMap<string, readonly EntryFacts<L>[]> {
  const found = new Map<string, EntryFacts<L>[]>()
  for (const entry of entries) {
    const name = plain(entry.name)
    const same = found.get(name)
    if (same) same.push(entry)
    else found.set(name, [entry])
  }
  return found
}
