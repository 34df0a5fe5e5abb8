// Deflate by fflate, in blocks of a fixed size: fflate gives the same bytes on every processor (zlib does not), and blocks
// that know nothing of each other but the 32 KiB before them are made side by side. The block size is part of the output.
import { deflateSync } from 'fflate'
import { type Bytes, bytesOf, bytesOfChunks } from './bytes'
import { type OnProgress, throwIfCancelled } from './context'
import { BlockWalker } from './large/deflate-blocks'
import { DeflateThreads } from './large/deflate-threads'

export interface DeflateOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
  /** Named in progress, such as `local.tgz`. */
  readonly label?: string
  /** Threads to use for a large range; as many as there are processors unless told. The bytes do not depend on it. */
  readonly threads?: number
}

const BLOCK = 1024 * 1024
const WINDOW = 32 * 1024
const LEVEL = 6
/** Bytes from which on starting threads pays. */
const SIDE_BY_SIDE = 8 * BLOCK
/** Bytes of a block from which on it is asked whether it compresses at all, by samples out of each of its quarters. */
const STORED_FROM = 256 * 1024
const SAMPLE = 4 * 1024

/** Raw deflate (RFC 1951) of the content. Throws CANCELLED between blocks. */
export async function deflate(content: Bytes, options: DeflateOptions = {}): Promise<Bytes> {
  return bytesOfChunks(await deflateRange(content, 0, content.length, options, true))
}

/**
 * Deflate blocks for [from, to) of the content, which may refer to what lies before it. Unless `last`, they end at a byte
 * border and another block may follow.
 */
export async function deflateRange(
  content: Bytes,
  from: number,
  to: number,
  options: DeflateOptions = {},
  last = false,
): Promise<readonly Uint8Array[]> {
  const { signal, onProgress, label = 'the content' } = options
  const threads = await DeflateThreads.start(to - from >= SIDE_BY_SIDE ? options.threads : 0)
  const out: Uint8Array[] = []
  const begun: { readonly end: number; readonly packed: Promise<Uint8Array> }[] = []
  const finishFirst = async () => {
    const first = begun.shift()
    if (!first) return
    const packed = await first.packed
    // All blocks but the last end at a byte border, so that they can be joined.
    out.push(last && first.end === to ? packed : leftOpen(packed))
    onProgress?.(`Compressing ${label}`, first.end, content.length)
  }
  try {
    let at = from
    do {
      throwIfCancelled(signal)
      const end = Math.min(at + BLOCK, to)
      const block = content.read(at, end)
      const dictionary = content.read(Math.max(0, at - WINDOW), at)
      const usual = { level: LEVEL, ...(dictionary.length > 0 ? { dictionary } : {}) } as const
      begun.push({ end, packed: threads.deflate(block, isPacked(block) ? { level: 0 } : usual) })
      at = end
      // One more than are worked on, so that no thread waits.
      if (begun.length > threads.width) await finishFirst()
      if (at < to) await new Promise(setImmediate)
    } while (at < to)
    while (begun.length > 0) {
      throwIfCancelled(signal)
      await finishFirst()
    }
    return out
  } finally {
    await threads.close()
  }
}

/** True for what does not compress, as the layer inside an outer one: it is stored, for trying takes longest. */
function isPacked(block: Uint8Array): boolean {
  if (block.length < STORED_FROM) return false
  const quarters = [0, 1, 2, 3].map(quarter => Math.floor((block.length * (quarter + 0.5)) / 4))
  const samples = Buffer.concat(quarters.map(at => block.subarray(at, at + SAMPLE)))
  return deflateSync(samples, { level: 1 }).length > samples.length * 0.98
}

/**
 * A finished stream turned into one that another may follow: its last block is no longer marked final, and an empty stored
 * block brings it to a byte border. (fflate 0.8.3 has a sync flush for this, but it writes a broken block whenever bits are
 * left over from the one before.)
 */
function leftOpen(finished: Uint8Array): Uint8Array {
  const walker = new BlockWalker(bytesOf(finished))
  let final = 0
  while (!walker.done) {
    final = walker.border.bit
    walker.next()
  }
  const length = Math.ceil((walker.border.bit + 3) / 8)
  const open = new Uint8Array(length + 4)
  open.set(finished.subarray(0, length))
  open[final >>> 3]! &= ~(1 << (final & 7))
  open.set([0, 0, 0xff, 0xff], length)
  return open
}
