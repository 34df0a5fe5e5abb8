// One deflate stream (RFC 1951), inflated natively in another thread. That thread runs a few chunks ahead, so that checking and
// reading one chunk goes on beside inflating the next.
import { constants, createInflateRaw, type InflateRaw } from 'node:zlib'
import type { Feed } from './feed'

/** What was inflated, and how many bytes of the stream that took. */
export interface Inflated {
  readonly chunk: Uint8Array
  readonly consumed: number
}

/** Output buffer of the decoder, bytes. Each costs a trip to the other thread and back, which a large stream can do without. */
const CHUNK = 64 * 1024
const LARGE_CHUNK = 2 * 1024 * 1024
/** Bytes of stream that make a large one. */
const LARGE = 1024 * 1024
/** Chunks that may wait to be taken. */
const AHEAD = 2
/** Input handed over at once. */
const PIECE = 4 * 1024 * 1024

/** The stream that begins at a byte of a feed. To be closed, whatever happens. */
export class Inflation {
  readonly #decoder: InflateRaw
  readonly #feeding: Promise<void>
  readonly #waiting: Inflated[] = []
  #feedError: unknown = null
  #decodeError: Error | null = null
  #ended = false
  #wake: (() => void) | null = null

  constructor(feed: Feed, from: number) {
    // What was cut off is not an error to the decoder then: it gives what is there, and the missing trailer tells.
    const chunkSize = feed.length - from < LARGE ? CHUNK : LARGE_CHUNK
    this.#decoder = createInflateRaw({ chunkSize, finishFlush: constants.Z_SYNC_FLUSH })
    this.#decoder.on('data', (chunk: Buffer) => {
      this.#waiting.push({ chunk, consumed: this.#decoder.bytesWritten })
      if (this.#waiting.length >= AHEAD) this.#decoder.pause()
      this.#tell()
    })
    this.#decoder.on('error', error => {
      this.#decodeError = error
      this.#tell()
    })
    for (const event of ['end', 'close'] as const) this.#decoder.on(event, () => this.#end())
    this.#feeding = feedInto(this.#decoder, feed, from).catch((error: unknown) => {
      this.#feedError = error
      this.#decoder.end()
    })
  }

  /** Bytes of the stream that were used, once it has ended. */
  get consumed(): number {
    return this.#decoder.bytesWritten
  }

  /** What the feed threw, such as that the layer around it is damaged; null when it held. What arrived until then is inflated. */
  get feedError(): unknown {
    return this.#feedError
  }

  /** Everything that comes out, in order. Throws the decoder's error. */
  async *chunks(): AsyncIterable<Inflated> {
    for (;;) {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        if (this.#decoder.isPaused()) this.#decoder.resume()
        yield next
      }
      if (this.#decodeError) throw this.#decodeError
      if (this.#ended) return
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  async close(): Promise<void> {
    this.#decoder.destroy()
    await this.#feeding
  }

  #end(): void {
    this.#ended = true
    this.#tell()
  }

  #tell(): void {
    this.#wake?.()
    this.#wake = null
  }
}

async function feedInto(decoder: InflateRaw, feed: Feed, from: number): Promise<void> {
  for await (const chunk of feed.stream(from)) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      if (decoder.destroyed || decoder.readableEnded) return
      if (!decoder.write(chunk.subarray(at, at + PIECE))) await drained(decoder)
    }
  }
  decoder.end()
}

function drained(decoder: InflateRaw): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      for (const event of ['drain', 'close', 'error', 'end']) decoder.removeListener(event, done)
      resolve()
    }
    for (const event of ['drain', 'close', 'error', 'end']) decoder.once(event, done)
  })
}
