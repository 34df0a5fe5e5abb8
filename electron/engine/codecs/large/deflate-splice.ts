// Recompressing only what changed: the deflate blocks that lie whole in untouched content are copied bit for bit, and only
// the bytes between them are recompressed. Changing one file in a large layer costs what that file costs.
// The traps: a block may refer back 32 KiB, so the first block copied after a change begins at least that far behind it; and
// stored blocks are byte-aligned, so copied bits keep their place within the byte: empty blocks are put in until they do.
import { type Bytes, bytesOfChunks, concatBytes, type SharedRun } from '../bytes'
import { throwIfCancelled } from '../context'
import { type DeflateOptions, deflateRange } from '../deflate'
import { type BlockBorder, BlockWalker } from './deflate-blocks'

const WINDOW = 32 * 1024
/** A shorter run is not worth a splice. */
const WORTHWHILE = 64 * 1024

/** Blocks [from, to) of the old stream, which give the new content [at, until). */
interface Copy {
  readonly from: BlockBorder
  /** Null: to the end of the stream, final block included. */
  readonly to: BlockBorder | null
  readonly at: number
  readonly until: number
}

/** What a layer held before an edit: its content, and the one deflate stream that it was compressed as, with nothing after it. */
export interface Compressed {
  readonly content: Bytes
  readonly stream: Bytes
}

/** Raw deflate of `content`, of which `runs` are views of the content of `old`. The same bytes on every platform. Throws CANCELLED. */
export async function spliceDeflate(
  content: Bytes,
  runs: readonly SharedRun[],
  old: Compressed,
  options: DeflateOptions = {},
): Promise<Bytes> {
  const { stream } = old
  const out = new BitWriter()
  let at = 0
  for (const copy of await copiesOf(content, runs, old, options)) {
    await writeFresh(out, content, at, copy.at, options)
    out.copy(stream, copy.from.bit, copy.to === null ? stream.length * 8 : copy.to.bit)
    at = copy.until
    if (copy.to === null) return out.finish(false)
  }
  await writeFresh(out, content, at, content.length, options)
  return out.finish(true)
}

/** Walks the old stream once and finds, for each run that is worth it, the blocks that lie in it. */
async function copiesOf(
  content: Bytes,
  runs: readonly SharedRun[],
  old: Compressed,
  { signal, onProgress, label = 'the content' }: DeflateOptions,
): Promise<readonly Copy[]> {
  const oldLength = old.content.length
  const walker = new BlockWalker(old.stream)
  const copies: Copy[] = []
  let blocks = 0
  const step = async () => {
    walker.next()
    if (++blocks % 64 !== 0) return
    throwIfCancelled(signal)
    onProgress?.(`Looking for what can stay in ${label}`, walker.border.offset, oldLength)
    await new Promise(setImmediate)
  }
  for (const run of runs) {
    if (run.to - run.from < WORTHWHILE) continue
    const earliest = run.from === 0 && run.at === 0 ? 0 : run.from + WINDOW
    while (!walker.done && walker.border.offset < earliest) await step()
    // Forward only: of a run that begins before where the walker is, what lies before it is recompressed.
    const from = walker.border
    const isEnd = run.to === oldLength && run.at + (run.to - run.from) === content.length
    let to: BlockBorder = from
    while (!isEnd && !walker.done && walker.border.offset <= run.to) {
      to = walker.border
      await step()
    }
    const until = isEnd ? content.length : run.at + (to.offset - run.from)
    const start = run.at + (from.offset - run.from)
    if (from.offset >= earliest && until - start >= WORTHWHILE)
      copies.push({ from, to: isEnd ? null : to, at: start, until })
  }
  return copies
}

async function writeFresh(
  out: BitWriter,
  content: Bytes,
  from: number,
  to: number,
  options: DeflateOptions,
): Promise<void> {
  if (from === to) return
  out.align()
  for (const piece of await deflateRange(content, from, to, options)) out.bytes(piece)
}

/** Deflate bits, least significant first: whole bytes, and a byte in the making. */
class BitWriter {
  /** What is finished; the pieces that follow are gathered until bytes of another stream come. */
  readonly #parts: Bytes[] = []
  #pieces: Uint8Array[] = []
  #held = 0
  #count = 0

  /** Whole bytes; only at a byte border. */
  bytes(piece: Uint8Array): void {
    this.#pieces.push(piece)
  }

  /** To a byte border, by an empty stored block where bits are open. */
  align(): void {
    if (this.#count === 0) return
    this.#bits(0, 3)
    if (this.#count > 0) this.#bits(0, 8 - this.#count)
    this.bytes(Uint8Array.of(0, 0, 0xff, 0xff))
  }

  /** Bits [from, to) of another stream, at the same place within the byte. */
  copy(source: Bytes, from: number, to: number): void {
    this.#moveTo(from % 8)
    const first = Math.floor(from / 8)
    const last = Math.floor(to / 8)
    if (this.#count > 0) {
      const byte = source.read(first, first + 1)[0]!
      this.#pieces.push(Uint8Array.of(this.#held | (byte & (0xff << this.#count) & 0xff)))
    }
    this.#finishPieces()
    this.#parts.push(source.slice(first + (this.#count > 0 ? 1 : 0), last))
    this.#count = to % 8
    this.#held = this.#count > 0 ? source.read(last, last + 1)[0]! & ((1 << this.#count) - 1) : 0
  }

  /** The stream; with an empty final block unless the final one was copied. */
  finish(final: boolean): Bytes {
    if (final) this.#bits(0b011, 10)
    if (this.#count > 0) this.#bits(0, 8 - this.#count)
    this.#finishPieces()
    return concatBytes(this.#parts)
  }

  #finishPieces(): void {
    if (this.#pieces.length > 0) this.#parts.push(bytesOfChunks(this.#pieces))
    this.#pieces = []
  }

  /** Empty blocks until the next bit has the wanted place in its byte: fixed ones take 10 bits, the dynamic one 93. */
  #moveTo(place: number): void {
    if ((place - this.#count) % 2 !== 0) for (const [value, count] of EMPTY_DYNAMIC) this.#bits(value, count)
    while (this.#count !== place) this.#bits(0b010, 10)
  }

  #bits(value: number, count: number): void {
    for (let index = 0; index < count; index++) {
      this.#held |= ((value >>> index) & 1) << this.#count
      if (++this.#count < 8) continue
      this.#pieces.push(Uint8Array.of(this.#held))
      this.#held = 0
      this.#count = 0
    }
  }
}

/**
 * A dynamic block (RFC 1951, 3.2.7) that holds nothing but its end code, in 93 bits, an odd number. Code length codes: 18 and
 * 1 have two bits, 0 has one; the literal lengths are 256 zeros (138 + 118) and a 1, the distance length is 0.
 */
const EMPTY_DYNAMIC: readonly (readonly [value: number, bits: number])[] = [
  [0b100, 3],
  [0, 5],
  [0, 5],
  [18 - 4, 4],
  // in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1
  ...[0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2].map(length => [length, 3] as const),
  // canonical codes: 0 is "0", 1 is "10", 18 is "11", written from their first bit on
  [0b11, 2],
  [138 - 11, 7],
  [0b11, 2],
  [118 - 11, 7],
  [0b01, 2],
  [0b0, 1],
  [0b0, 1],
]
