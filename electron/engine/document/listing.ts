// The entries that a layer has now, and the ways to find one: by slot, by name, by what a hard link says.
import type { TarEntry } from '../codecs/tar-entry'
import { EntryFacts, type EntryHome } from './entry-facts'
import { plain } from './plain-name'
import type { Present, SlotState } from './slot-state'

/** Where a listing gets what it lists. */
export interface Slots {
  /** Current state by slot. */
  readonly slots: readonly SlotState[]
  /** As read; null for an added slot. */
  origin(slot: number): TarEntry | null
  /** The entry whose dialect, owner and time an added one takes. */
  sibling(slot: number): TarEntry | null
}

/** The entries of one layer at one moment; an edit gives another listing. */
export class Listing<L extends EntryHome> {
  /** Made when they are asked for. */
  #byLocal: ReadonlyMap<string, EntryFacts<L>> | null = null
  #byName: ReadonlyMap<string, readonly EntryFacts<L>[]> | null = null

  private constructor(
    /** In archive order, added ones last. */
    readonly entries: readonly EntryFacts<L>[],
  ) {}

  /** What a layer has now. */
  static of<L extends EntryHome>(layer: L & Slots): Listing<L> {
    const entries: EntryFacts<L>[] = []
    const names: string[] = []
    for (let slot = 0; slot < layer.slots.length; slot++) {
      const state = layer.slots[slot]
      if (state) names.push(state.name ?? layer.origin(slot)?.name ?? '')
    }
    const ordinals = ordinalsOf(names)
    for (let slot = 0; slot < layer.slots.length; slot++) {
      const state = layer.slots[slot]
      if (!state) continue
      const at = entries.length
      entries.push(factsOf(layer, slot, state, names[at] ?? '', ordinals[at] ?? 1))
    }
    return new Listing(entries)
  }

  /** With the entries of some slots as they are now; the names of all are those of this listing. */
  with(layer: L & Slots, slots: Iterable<number>): Listing<L> {
    const entries = [...this.entries]
    for (const slot of slots) {
      const at = this.#indexOf(slot)
      const state = layer.slots[slot]
      const old = entries[at]
      if (old && state) entries[at] = factsOf(layer, slot, state, old.name, old.ordinal)
    }
    return new Listing(entries)
  }

  entryAt(slot: number): EntryFacts<L> | null {
    return this.entries[this.#indexOf(slot)] ?? null
  }

  /** Where the entry of a slot stands; -1 where it is not there. */
  #indexOf(slot: number): number {
    // As long as no entry before it was removed, it stands at its slot, else nearer to the beginning.
    let [low, high] = [0, Math.min(slot, this.entries.length - 1)]
    if (this.entries[high]?.slot === slot) return high
    while (low <= high) {
      const middle = Math.floor((low + high) / 2)
      const found = this.entries[middle]?.slot ?? 0
      if (found === slot) return middle
      if (found < slot) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** By name, with `#2` for the second of its name. */
  entryNamed(local: string): EntryFacts<L> | null {
    // Of two with one name the first counts, so it is put in last.
    this.#byLocal ??= new Map(this.entries.toReversed().map(one => [one.local, one]))
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

function factsOf<L extends EntryHome>(
  layer: L & Slots,
  slot: number,
  state: Present,
  name: string,
  ordinal: number,
): EntryFacts<L> {
  const origin = layer.origin(slot)
  return new EntryFacts<L>(layer, slot, state, origin, origin ? null : layer.sibling(slot), name, ordinal)
}

/**
 * For each name, which entry of that name it is: 1, 2… An ordinal that would give the name of another entry (an entry called `a#2`
 * in an archive with two `a`) is skipped, so that no two entries have the same address.
 */
export function ordinalsOf(names: readonly string[]): readonly number[] {
  if (names.length === 1) return [1]
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
