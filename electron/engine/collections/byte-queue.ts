// Bytes that are taken as they arrive and let go at once: what lies between two places is never held. The trap: what peek() gives is only good
// until the next call.

/** A queue of bytes between a source that sends chunks and a reader that asks for lengths. */
export class ByteQueue {
  #held: Uint8Array = new Uint8Array(0)
  #position = 0
  #ended = false
  readonly #source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Bytes that were taken or skipped so far. */
  get position(): number {
    return this.#position
  }

  /** The next bytes, `count` of them, or fewer at the end. Rejects what the source rejects with. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#held.length < count && !this.#ended) {
      const parts = [this.#held]
      let length = this.#held.length
      while (length < count) {
        const next = await this.#next()
        if (next === null) break
        parts.push(next)
        length += next.length
      }
      this.#held = parts.length === 1 ? this.#held : Buffer.concat(parts, length)
    }
    return this.#held.subarray(0, count)
  }

  /** Passes over bytes; says how many there were. */
  async skip(count: number): Promise<number> {
    let left = count
    for await (const piece of this.pieces(count)) left -= piece.length
    return count - left
  }

  /** The next bytes in pieces, fewer at the end. */
  async *pieces(count: number): AsyncIterable<Uint8Array> {
    let left = count
    while (left > 0) {
      if (this.#held.length === 0) {
        const next = await this.#next()
        if (next === null) return
        this.#held = next
      }
      const piece = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(piece.length)
      this.#position += piece.length
      left -= piece.length
      yield piece
    }
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#source.return?.()
  }

  async #next(): Promise<Uint8Array | null> {
    if (this.#ended) return null
    const { done, value } = await this.#source.next()
    if (done) this.#ended = true
    return done ? null : value
  }
}
