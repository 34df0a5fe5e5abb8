// The entries of a tar as it arrives, in the memory of one header: the contents go by, and are had only while their entry is at hand. The
// headers are read by the codec, through a window onto what has arrived. The trap: whoever wants a content takes it before the next entry.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { copyOf, isZero } from '../codecs/bytes'
import { Budget, type CodecContext, throwIfCancelled } from '../codecs/context'
import { withinLimit } from '../codecs/limits'
import { displayName } from '../codecs/names'
import { readEntry, type TarEntry } from '../codecs/tar-entry'
import { isExtension, NOTHING_PENDING, type Pending, withExtension } from '../codecs/tar-extensions'
import { BLOCK, checksumFits, padded, parseNumber, readText } from '../codecs/tar-header'
import { SNIFF_BYTES } from '../codecs/sniff'
import type { ReadOptions } from '../files/read-file'
import type { ByteQueue } from './byte-queue'

/** Bytes of the data of an entry that are there when its header is read: what tells its kind, and the maps of most sparse files. */
const LOOK = BLOCK + SNIFF_BYTES
const SPARSE_LOOK = 64 * 1024

export interface ArrivingEntry {
  readonly entry: TarEntry
  /** The stored data in pieces; asked for before the next entry, or not at all. Rejects TAR_TRUNCATED. */
  readonly data: () => AsyncIterable<Uint8Array>
}

/** Every entry to the end. Rejects what breaks the walk: TAR_*, LIMIT, CANCELLED, and what the source rejects with. */
export async function* tarEntries(
  queue: ByteQueue,
  { name: layer, limits, signal }: Pick<ReadOptions, 'name' | 'limits' | 'signal'>,
): AsyncIterable<ArrivingEntry> {
  const context: CodecContext = { layer, limits, budget: new Budget() }
  let pending: Pending = NOTHING_PENDING
  let count = 0
  for (;;) {
    throwIfCancelled(signal)
    const at = queue.position
    const header = copyOf(await queue.peek(BLOCK))
    if (header.length < BLOCK) {
      if (isZero(header) && pending.start === null) return
      throw truncated(layer, at, 'a header begins')
    }
    if (isZero(header)) {
      // After a single zero block the host's busybox reads on.
      const two = await queue.peek(2 * BLOCK)
      if (two.length < 2 * BLOCK || !checksumFits(two.subarray(BLOCK))) return
      await queue.skip(BLOCK)
      continue
    }
    if (!checksumFits(header)) {
      throw new BootbankError('TAR_CHECKSUM', `${layer}: the tar header at byte ${at} has a wrong checksum.`, {
        layer,
        path: displayName(readText(header, 'name')),
        offset: at,
      })
    }
    const window = windowOf(at, await queue.peek(LOOK), LOOK)
    if (isExtension(window, header, at)) {
      const size = parseNumber(header, 124, 136)
      if (size === null || size < 0) {
        const message = `${layer}: the size of the extension header at byte ${at} is unreadable.`
        throw new BootbankError('TAR_HEADER', message, { layer, offset: at + 124 })
      }
      withinLimit(limits, 'extensionBytes', size, { layer, offset: at })
      const whole = await queue.peek(BLOCK + size)
      if (whole.length < BLOCK + size) throw truncated(layer, at, `an extension header of ${size} bytes begins`)
      const typeflag = String.fromCharCode(header[156] ?? 0)
      pending = withExtension(pending, typeflag, copyOf(whole.subarray(BLOCK)), at, layer)
      await queue.skip(BLOCK + padded(size))
      continue
    }
    const isSparse = header[156] === 0x53 || pending.pax.some(({ keyword }) => keyword.startsWith('GNU.sparse.'))
    const seen = isSparse ? windowOf(at, await queue.peek(SPARSE_LOOK), SPARSE_LOOK) : window
    const entry = readEntry(seen, header, at, pending, context)
    if (entry.dialect === 'visor') {
      throw new BootbankError('UNSUPPORTED_FORMAT', `${layer}: VMware's visor tar is not a collection of a host.`, {
        layer,
        offset: at,
      })
    }
    count += 1
    withinLimit(limits, 'entries', count, { layer, offset: at })
    pending = { ...NOTHING_PENDING, globals: pending.globals }
    await queue.skip(entry.dataOffset - at)
    yield { entry, data: () => dataOf(queue, entry, layer) }
    // Whoever took some of the data took it off the queue.
    const left = entry.dataOffset + padded(entry.storedSize) - queue.position
    const skipped = await queue.skip(left)
    if (skipped < left && queue.position < entry.dataOffset + entry.storedSize) {
      throw truncated(layer, at, `${entry.name} with ${entry.storedSize} bytes begins`)
    }
  }
}

async function* dataOf(queue: ByteQueue, entry: TarEntry, layer: string): AsyncIterable<Uint8Array> {
  let left = entry.storedSize
  for await (const piece of queue.pieces(left)) {
    left -= piece.length
    yield piece
  }
  if (left > 0) throw truncated(layer, entry.headerOffset, `${entry.name} with ${entry.storedSize} bytes begins`)
}

/** What has arrived, as the codec asks for it: by offsets in the whole. Fewer bytes than were wanted are the last ones. */
function windowOf(from: number, held: Uint8Array, wanted: number): Bytes {
  const bytes = copyOf(held)
  const within = (start: number, end: number): Uint8Array => {
    if (start < from || end > from + bytes.length) {
      throw new BootbankError('TAR_HEADER', `The header at byte ${from} refers to byte ${end}, which is not at hand.`, {
        offset: from,
      })
    }
    return bytes.subarray(start - from, end - from)
  }
  const view = (start: number, length: number): Bytes => ({
    length,
    isHeld: true,
    read: (a, b) => within(start + a, start + b),
    slice: (a, b = length) => view(start + a, b - a),
    chunks: () => [within(start, Math.min(start + length, from + bytes.length))],
  })
  return view(0, held.length < wanted ? from + held.length : Number.MAX_SAFE_INTEGER)
}

function truncated(layer: string, at: number, what: string): BootbankError {
  const message = `${layer}: ${what} at byte ${at}, but the archive ends before it does.`
  return new BootbankError('TAR_TRUNCATED', message, { layer, offset: at })
}
