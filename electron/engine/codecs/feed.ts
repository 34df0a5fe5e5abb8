// Bytes that arrive while they are read: a layer inside another one can be inflated before the outer one is all there.
import type { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, ChunkedBytes, equalBytes } from './bytes'
import { SNIFF_BYTES } from './sniff'

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

/** Bytes that may have arrived before the one who reads a range of them: more would only take processor time away from it. */
const LEAD = 8 * 1024 * 1024

export interface RangeOptions {
  /** What is thrown when the bytes end before the range does. */
  readonly cutOff: () => BootbankError
  /** What was read is let go, all but its first bytes. */
  readonly letGo: boolean
}

/** Chunks as they are appended; readers wait until what they want is there or will never be. */
export class GrowingBytes {
  /** What is there so far; the same object to the end. */
  readonly bytes = new ChunkedBytes()
  #expected: Bytes | null
  #ended = false
  /** Where the reader of a range has got to; null when there is none. */
  #readerAt: number | null = null
  #news: Signal | null = null
  #progress: Signal | null = null

  /** `expected`: what is likely to come. As far as it does, its own memory is used, and that of what arrives is free again. */
  constructor(expected: Bytes | null = null) {
    this.#expected = expected
  }

  get length(): number {
    return this.bytes.length
  }

  get ended(): boolean {
    return this.#ended
  }

  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    const known = this.#known(chunk)
    // A plain array: a Buffer makes a slower, and shared, slice of every piece that is taken out of it.
    if (!known) this.bytes.append(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length))
    else for (const part of known.chunks()) this.bytes.append(part)
    this.#tell()
  }

  /** The expected bytes at this place, when the chunk is equal to them. At the first difference no more is expected. */
  #known(chunk: Uint8Array): Bytes | null {
    if (!this.#expected) return null
    const end = this.length + chunk.length
    const known = end <= this.#expected.length ? this.#expected.slice(this.length, end) : null
    if (known && equalBytes(known, bytesOf(chunk))) return known
    this.#expected = null
    return null
  }

  /** No more will come. */
  end(): void {
    this.#ended = true
    this.#tell()
  }

  /** [start, end) in one piece; null when the bytes end before it. */
  async read(start: number, end: number): Promise<Uint8Array | null> {
    while (this.length < end) {
      if (this.#ended) return null
      await this.more()
    }
    return this.bytes.read(start, end)
  }

  /** Chunks of [start, end); fewer bytes when they end before it. */
  async *stream(start: number, end: number): AsyncIterable<Uint8Array> {
    for (let at = start; at < end; ) {
      while (at >= this.length) {
        if (this.#ended) return
        await this.more()
      }
      const chunk = this.bytes.chunkAt(at)
      const piece = chunk.length <= end - at ? chunk : chunk.subarray(0, end - at)
      yield piece
      at += piece.length
    }
  }

  /** A range as a feed, for one reader. */
  range(start: number, length: number, { cutOff, letGo }: RangeOptions): Feed {
    const whole = this
    const head = [{ start: 0, end: start + SNIFF_BYTES }]
    this.#readerAt = start
    return {
      length,
      async *stream(from) {
        let left = length - from
        for await (const chunk of whole.stream(start + from, start + length)) {
          left -= chunk.length
          yield chunk
          whole.#readTo(start + length - left)
          if (letGo) whole.bytes.letGo(start + length - left - LEAD, head)
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

  /** The reader of the range reads no more. */
  release(): void {
    this.#readTo(null)
  }

  /** Resolves when it is time to append more: at once, unless the reader of a range is far behind. */
  async wanted(): Promise<void> {
    while (this.#readerAt !== null && this.length - this.#readerAt > LEAD) {
      this.#progress ??= signal()
      await this.#progress.promise
    }
  }

  #readTo(offset: number | null): void {
    this.#readerAt = offset
    this.#progress?.resolve()
    this.#progress = null
  }

  /** Resolves when something was appended, or the end was told. */
  more(): Promise<void> {
    if (this.#ended) return Promise.resolve()
    this.#news ??= signal()
    return this.#news.promise
  }

  #tell(): void {
    const news = this.#news
    this.#news = null
    news?.resolve()
  }
}

interface Signal {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

function signal(): Signal {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}
