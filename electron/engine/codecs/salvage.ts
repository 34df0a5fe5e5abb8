// What a damaged deflate stream gives before the damage, to the byte. The inflater drops what it has in hand when it meets the
// damage, so how much comes out depends on how the stream was handed over: here it is handed over piece by piece, and the
// piece with the damage byte by byte. The same content however the file arrives.
import { constants, createInflateRaw, type InflateRaw } from 'node:zlib'
import { throwIfCancelled } from './context'
import type { Feed } from './feed'

const PIECE = 8 * 1024

export interface Salvaged {
  /** Bytes of the stream before the one that shows the damage. */
  readonly consumed: number
  /** Bytes of content up to there. */
  readonly length: number
}

export interface SalvageOptions {
  /**
   * Takes the content, chunk after chunk, and what came before it; twice: once to find the damage, once in full. What it
   * throws ends the salvage.
   */
  readonly take: (chunk: Uint8Array, before: Salvaged, isFinal: boolean) => void
  readonly signal?: AbortSignal | undefined
}

/** Inflates the stream that begins at a byte of the feed, and is known to be damaged, as far as it goes. Throws CANCELLED. */
export async function salvage(feed: Feed, from: number, options: SalvageOptions): Promise<Salvaged> {
  const damaged = await inflatePieces(feed, from, Number.POSITIVE_INFINITY, false, options)
  return inflatePieces(feed, from, damaged.consumed, true, options)
}

/** Up to the damage; from `careful` on byte by byte. */
async function inflatePieces(
  feed: Feed,
  from: number,
  careful: number,
  isFinal: boolean,
  { take, signal }: SalvageOptions,
): Promise<Salvaged> {
  let length = 0
  let consumed = 0
  const inflater = new Piecewise(chunk => {
    take(chunk, { consumed, length }, isFinal)
    length += chunk.length
  })
  try {
    for await (const piece of piecesOf(feed, from, careful)) {
      throwIfCancelled(signal)
      if (!(await inflater.write(piece))) break
      consumed += piece.length
    }
  } finally {
    inflater.close()
  }
  return { consumed, length }
}

/** The feed in pieces that do not depend on its chunks, single bytes from `careful` on. */
async function* piecesOf(feed: Feed, from: number, careful: number): AsyncIterable<Uint8Array> {
  let offset = 0
  let held: Uint8Array[] = []
  let count = 0
  for await (const chunk of feed.stream(from)) {
    for (let at = 0; at < chunk.length; ) {
      const wanted = (offset >= careful ? 1 : PIECE) - count
      const part = chunk.subarray(at, at + wanted)
      held.push(part)
      count += part.length
      at += part.length
      if (part.length < wanted) continue
      yield held.length === 1 ? part : Buffer.concat(held)
      offset += count
      held = []
      count = 0
    }
  }
  if (count > 0) yield Buffer.concat(held)
}

/** An inflater that says of each piece whether it was sound. */
class Piecewise {
  readonly #inflater: InflateRaw
  #isSound = true
  #failure: unknown = null
  #settle: (() => void) | null = null

  constructor(take: (chunk: Uint8Array) => void) {
    this.#inflater = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH })
    this.#inflater.on('data', (chunk: Buffer) => {
      try {
        take(chunk)
      } catch (error) {
        this.#failure ??= error
        this.#inflater.destroy()
      }
    })
    this.#inflater.on('error', () => undefined)
    this.#inflater.on('close', () => {
      this.#isSound = false
      this.#settle?.()
    })
  }

  /** False when the damage lies in this piece. Throws what the taker of the content threw. */
  async write(piece: Uint8Array): Promise<boolean> {
    await new Promise<void>(resolve => {
      this.#settle = resolve
      if (!this.#isSound) resolve()
      else this.#inflater.write(piece, () => resolve())
    })
    if (this.#failure) throw this.#failure
    return this.#isSound
  }

  close(): void {
    this.#inflater.destroy()
  }
}
