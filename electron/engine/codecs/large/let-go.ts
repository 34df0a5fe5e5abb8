// For a listing only names and facts are wanted. What a walk has passed is let go chunk by chunk, so that a layer of any size is
// listed in little memory; what opens as a layer itself is kept until that is opened, and so are the keys.
import type { ChunkedBytes, Range } from '../bytes'
import { ENCRYPTION_INFO_NAMES } from '../../esx/paths'
import { SNIFF_BYTES } from '../sniff'
import type { TarWalk } from '../tar'

/** Says what of a layer a walk still needs, and lets the rest go. */
export class PassedContents {
  #looked = 0
  #keep: readonly Range[]

  /** `done`: data of an entry that nobody reads any more, although it is a layer. */
  constructor(
    private readonly walk: TarWalk,
    private readonly content: ChunkedBytes,
    private readonly done: { readonly offset: number; readonly length: number } | null,
  ) {
    // What says that it is a tar, and what the layer that is read opens as.
    this.#keep = [0, ...(done ? [done.offset] : [])].map(start => ({ start, end: start + SNIFF_BYTES }))
  }

  /** Lets go of what the walk has passed since the last call. */
  letGo(): void {
    const { entries, position } = this.walk
    const keep = [...this.#keep]
    for (; this.#looked < entries.length; this.#looked++) {
      const { opens, name, dataOffset, storedSize } = entries[this.#looked]!
      const isDone = dataOffset === this.done?.offset && storedSize === this.done.length
      if ((opens !== null && !isDone) || isKeyFile(name)) keep.push({ start: dataOffset, end: dataOffset + storedSize })
    }
    const settled = this.content.letGo(position, keep)
    this.#keep = keep.filter(range => range.end > settled)
  }
}

function isKeyFile(name: string): boolean {
  return ENCRYPTION_INFO_NAMES.some(one => name === one || name.endsWith(`/${one}`))
}
