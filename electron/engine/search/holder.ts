// Whether the content of an entry may hold what is looked for: by a walk over its layer where it stands there as it is, else by its own bytes.
import type { SearchQuery } from '../../../shared/model/search'
import type { Bytes, Range } from '../codecs/bytes'
import type { Layer } from '../document/layer'
import { certificateBorder, type Sought, soughtBy, Walk } from './prefilter'

/** Tells for one query which entries are worth reading. */
export class Holder {
  /** What is sought; null where everything may hold it. */
  readonly #sought: readonly Sought[] | null
  /** Whether a match begins where what is sought does: else that may stand anywhere in one. */
  readonly #isMatch: boolean
  readonly #walks = new Map<Layer, readonly Walk[]>()

  constructor(query: SearchQuery) {
    this.#sought = soughtBy(query)
    this.#isMatch = query.matchCase && !query.regex
  }

  /** False where a file holds no match whose content is this part of its layer. Asked in archive order, it costs one walk for each layer. */
  mayHold(layer: Layer, part: Range): boolean {
    if (this.#sought === null) return true
    let walks = this.#walks.get(layer)
    if (!walks) {
      walks = this.#walksOver(layer.content)
      this.#walks.set(layer, walks)
    }
    return walks.some(walk => walk.mayHold(part))
  }

  /** The same of bytes that are held apart. */
  mayHoldIn(bytes: Bytes): boolean {
    if (this.#sought === null) return true
    return this.#walksOver(bytes).some(walk => walk.mayHold({ start: 0, end: bytes.length }))
  }

  /** Of parts of a content, asked for from front to back, and where what is read after each ends: false where no match begins in it. */
  partsOf(content: Bytes): (own: Range, right: number) => boolean {
    const walks = this.#sought?.map(one => new Walk(content, one)) ?? null
    return ({ start, end }, right) =>
      walks === null || walks.some(walk => walk.mayHold({ start, end: this.#isMatch ? end : right }))
  }

  /** The same for certificates in PEM. */
  static certificatesOf(content: Bytes): (own: Range, right: number) => boolean {
    const walk = new Walk(content, certificateBorder)
    return ({ start }, right) => walk.mayHold({ start, end: right })
  }

  #walksOver(bytes: Bytes): readonly Walk[] {
    return (this.#sought ?? []).map(one => new Walk(bytes, one))
  }
}
