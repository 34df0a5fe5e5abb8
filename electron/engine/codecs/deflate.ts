// Deflate by fflate, in blocks of a fixed size: fflate gives the same bytes on every processor (zlib does not), and blocks
// that know nothing of each other but the 32 KiB before them can be made side by side. The block size is part of the output.
import { Deflate, deflateSync } from 'fflate'
import { type Bytes, bytesOf, inPieces } from './bytes'
import { type OnProgress, throwIfCancelled } from './context'

export interface DeflateOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
  /** Named in progress, such as `local.tgz`. */
  readonly label?: string
}

const BLOCK = 1024 * 1024
const WINDOW = 32 * 1024
const LEVEL = 6

/** Raw deflate (RFC 1951) of the content. Throws CANCELLED between blocks. */
export async function deflate(content: Bytes, options: DeflateOptions = {}): Promise<Bytes> {
  const { signal, onProgress, label = 'the content' } = options
  const out: Uint8Array[] = []
  let at = 0
  for (const block of content.length === 0 ? [new Uint8Array(0)] : inPieces(content, BLOCK)) {
    throwIfCancelled(signal)
    const dictionary = content.read(Math.max(0, at - WINDOW), at)
    at += block.length
    out.push(...deflateBlock(block, dictionary, at === content.length))
    onProgress?.(`Compressing ${label}`, at, content.length)
    if (at < content.length) await new Promise(setImmediate)
  }
  return bytesOf(...out)
}

/** One block; all but the last end at a byte border with an empty stored block (a sync flush), so that they can be joined. */
function deflateBlock(block: Uint8Array, dictionary: Uint8Array, last: boolean): Uint8Array[] {
  const options = { level: LEVEL, ...(dictionary.length > 0 ? { dictionary } : {}) } as const
  if (last) return [deflateSync(block, options)]
  const out: Uint8Array[] = []
  const stream = new Deflate(options, chunk => out.push(chunk))
  stream.push(block, false)
  stream.flush(true)
  return out
}
