// What a damaged deflate stream gives before the damage, to the byte. The inflater drops what it has in hand when it meets the
// damage, so how much comes out depends on how the stream was handed over: here the damage is closed in on, by smaller and
// smaller pieces, down to the byte. The same content however the file arrives.
import { constants, createInflateRaw, type InflateRaw } from 'node:zlib'
import { throwIfCancelled } from './context'
import type { Feed } from './feed'

/** Bytes handed over at once, run by run; each run is sound up to where the one before it met the damage. */
const STEPS = [64 * 1024, 1024, 16, 1]
const PIECE = STEPS[0]!

export interface Salvaged {
  /** Bytes of the stream before the one that shows the damage. */
  readonly consumed: number
  /** Bytes of content up to there. */
  readonly length: number
}

export interface SalvageOptions {
  /**
   * Takes the content, chunk after chunk, and what came before it; once, as far as it goes. What it throws ends the salvage.
   */
  readonly take: (chunk: Uint8Array, before: Salvaged) => void
  readonly signal?: AbortSignal | undefined
}

/** Inflates the stream that begins at a byte of the feed, and is known to be damaged, as far as it goes. Throws CANCELLED. */
export async function salvage(feed: Feed, from: number, options: SalvageOptions): Promise<Salvaged> {
  let found: Salvaged = { consumed: 0, length: 0 }
  for (const step of STEPS) {
    const take = step === 1 ? options.take : () => undefined
    found = await inflatePieces(piecesOf(feed, from, found.consumed, step), { ...options, take })
  }
  return found
}

async function inflatePieces(pieces: AsyncIterable<Uint8Array>, { take, signal }: SalvageOptions): Promise<Salvaged> {
  let length = 0
  let consumed = 0
  const inflater = new Piecewise(chunk => {
    take(chunk, { consumed, length })
    length += chunk.length
  })
  try {
    for await (const piece of pieces) {
      throwIfCancelled(signal)
      if (!(await inflater.write(piece))) break
      consumed += piece.length
    }
  } finally {
    inflater.close()
  }
  return { consumed, length }
}

/** The feed in pieces that do not depend on its chunks: large ones up to `sound`, then of `step` bytes. */
async function* piecesOf(feed: Feed, from: number, sound: number, step: number): AsyncIterable<Uint8Array> {
  let offset = 0
  let held: Uint8Array[] = []
  let count = 0
  for await (const chunk of feed.stream(from)) {
    for (let at = 0; at < chunk.length; ) {
      const wanted = (offset < sound ? Math.min(PIECE, sound - offset) : step) - count
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
