// Contents that edits brought into a document, by number. A number stands for one act of putting: the same bytes put twice get two,
// because each is a layer of its own once it is opened. Numbers are not given again while the document is open.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'

/** 1, 2, 3… */
export type BlobId = number

/** The contents of one document's edits. */
export class Blobs {
  readonly #contents = new Map<BlobId, Bytes>()
  #last = 0

  /** Takes a content in. */
  add(content: Bytes): BlobId {
    this.#last++
    this.#contents.set(this.#last, content)
    return this.#last
  }

  /** Takes a content in under the number that a recorded edit knows it by. */
  restore(id: BlobId, content: Bytes): void {
    this.#last = Math.max(this.#last, id)
    this.#contents.set(id, content)
  }

  has(id: BlobId): boolean {
    return this.#contents.has(id)
  }

  /** The content. Throws INTERNAL when no edit refers to it any more. */
  get(id: BlobId): Bytes {
    const content = this.#contents.get(id)
    if (!content) throw new BootbankError('INTERNAL', `there is no content number ${id}`)
    return content
  }

  /** Lets go of a content that no edit refers to any more. */
  drop(id: BlobId): void {
    this.#contents.delete(id)
  }

  /** All contents by number. */
  all(): ReadonlyMap<BlobId, Bytes> {
    return this.#contents
  }
}
