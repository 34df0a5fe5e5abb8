// Bytes that arrive while they are read: a layer inside another one can be inflated before the outer one is all there.
import type { BootbankError } from '../../../shared/model/errors'
import { type Bytes, ChunkedBytes } from './bytes'

/** What inflating reads from. */
export interface Feed {
  readonly length: number
  /** Chunks from an offset to the end, in order. */
  stream(from: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** [start, end) in one piece, once it is there. */
  read(start: number, end: number): Uint8Array | Promise<Uint8Array>
}

/** Bytes that are all there, as a feed. */
export function feedOf(bytes: Bytes): Feed {
  return {
    length: bytes.length,
    stream: from => bytes.slice(from).chunks(),
    read: (start, end) => bytes.read(start, end),
  }
}

/** Chunks as they are appended; readers wait until what they want is there or will never be. */
export class GrowingBytes {
  /** What is there so far; the same object to the end. */
  readonly bytes = new ChunkedBytes()
  readonly #chunks: Uint8Array[] = []
  #ended = false
  #news: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null

  get length(): number {
    return this.bytes.length
  }

  get ended(): boolean {
    return this.#ended
  }

  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    // A plain array: a Buffer makes a slower, and shared, slice of every piece that is taken out of it.
    const plain = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    this.#chunks.push(plain)
    this.bytes.append(plain)
    this.#tell()
  }

  /** No more will come. */
  end(): void {
    this.#ended = true
    this.#tell()
  }

  /** [start, end) in one piece; null when the bytes end before it. */
  async read(start: number, end: number): Promise<Uint8Array | null> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.stream(start, end)) pieces.push(piece)
    const [only] = pieces
    const whole = pieces.length === 1 && only ? only : Buffer.concat(pieces)
    return whole.length === end - start ? whole : null
  }

  /** Chunks of [start, end); fewer bytes when they end before it. */
  async *stream(start: number, end: number): AsyncIterable<Uint8Array> {
    let offset = 0
    for (let index = 0; offset < end; index++) {
      while (index >= this.#chunks.length) {
        if (this.#ended) return
        await this.more()
      }
      const chunk = this.#chunks[index]!
      const from = Math.max(0, start - offset)
      const to = Math.min(chunk.length, end - offset)
      if (from < to) yield chunk.subarray(from, to)
      offset += chunk.length
    }
  }

  /** A range as a feed. `cutOff` is thrown when the bytes end before the range does. */
  range(start: number, length: number, cutOff: () => BootbankError): Feed {
    const whole = this
    return {
      length,
      async *stream(from) {
        let left = length - from
        for await (const chunk of whole.stream(start + from, start + length)) {
          left -= chunk.length
          yield chunk
        }
        if (left > 0) throw cutOff()
      },
      async read(from, to) {
        const found = await whole.read(start + from, start + to)
        if (!found) throw cutOff()
        return found
      },
    }
  }

  /** Resolves when something was appended, or the end was told. */
  more(): Promise<void> {
    if (this.#ended) return Promise.resolve()
    if (!this.#news) {
      let resolve = () => {}
      const promise = new Promise<void>(done => {
        resolve = done
      })
      this.#news = { promise, resolve }
    }
    return this.#news.promise
  }

  #tell(): void {
    const news = this.#news
    this.#news = null
    news?.resolve()
  }
}
