// Bytes as a list of chunks: an inflated layer arrives in pieces, and gluing 400 MB of them together would double the memory.
// The trap: what read() gives may be a view of the archive itself. Whoever changes bytes copies them first, with copyOf():
// `slice()` of a Node Buffer shares its memory.
import { createHash } from 'node:crypto'
import { BootbankError } from '../../../shared/model/errors'

/** A run of bytes that does not change. Offsets are bytes from its own start. */
export interface Bytes {
  readonly length: number
  /** False for what is read from a disk each time that it is asked for: joining such bytes does not load them. */
  readonly isHeld: boolean
  /** The bytes of [start, end) in one piece: a view where they lie in one chunk, else a copy. */
  read(start: number, end: number): Uint8Array
  /** A view of [start, end), without copying. */
  slice(start: number, end?: number): Bytes
  /** The chunks in order, without copying. */
  chunks(): Iterable<Uint8Array>
}

/** [start, end), in bytes. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A list of chunks that may grow at its end; what is there does not change, but it may be let go. */
export class ChunkedBytes implements Bytes {
  readonly isHeld = true
  /** Null for a part that was let go. */
  readonly #parts: (Uint8Array | null)[] = []
  /** Where each part begins; the same length as #parts. */
  readonly #starts: number[] = []
  #length = 0
  #last = 0
  /** Parts before this one are settled: let go, or kept for good. */
  #settled = 0

  get length(): number {
    return this.#length
  }

  append(part: Uint8Array): void {
    if (part.length === 0) return
    this.#add(part, part.length)
  }

  #add(part: Uint8Array | null, length: number): void {
    this.#parts.push(part)
    this.#starts.push(this.#length)
    this.#length += length
  }

  /** Index of the part that holds the offset; neighbours of the last hit are tried first, walks go forward. */
  #find(offset: number): number {
    const starts = this.#starts
    for (let near = this.#last; near < this.#last + 2 && near < starts.length; near++) {
      if (starts[near]! <= offset && offset < (starts[near + 1] ?? this.length)) {
        this.#last = near
        return near
      }
    }
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    this.#last = low
    return low
  }

  #part(index: number): Uint8Array {
    const part = this.#parts[index]
    if (part) return part
    throw new BootbankError('INTERNAL', 'This backup was opened for a listing: contents of files were not kept.')
  }

  /** The bytes from an offset, which must be inside, to the end of the chunk that they lie in. */
  chunkAt(offset: number): Uint8Array {
    const index = this.#find(offset)
    const part = this.#part(index)
    const from = offset - this.#starts[index]!
    return from === 0 ? part : part.subarray(from)
  }

  read(start: number, end: number): Uint8Array {
    checkRange(start, end, this.length)
    if (start === end) return new Uint8Array(0)
    let index = this.#find(start)
    const first = this.#part(index)
    const from = start - this.#starts[index]!
    if (from + (end - start) <= first.length) return first.subarray(from, from + (end - start))
    const out = new Uint8Array(end - start)
    let filled = 0
    let skip = from
    while (filled < out.length) {
      const part = this.#part(index++)
      const piece = part.subarray(skip, Math.min(part.length, skip + out.length - filled))
      out.set(piece, filled)
      filled += piece.length
      skip = 0
    }
    return out
  }

  slice(start: number, end = this.length): Bytes {
    checkRange(start, end, this.length)
    if (start === 0 && end === this.length) return this
    return new Window(this, start, end - start)
  }

  chunks(): Iterable<Uint8Array> {
    return this.chunksOf(0, this.length)
  }

  *chunksOf(start: number, end: number): Iterable<Uint8Array> {
    if (start === end) return
    for (let index = this.#find(start); index < this.#parts.length; index++) {
      const begin = this.#starts[index]!
      if (begin >= end) return
      const part = this.#part(index)
      yield begin >= start && begin + part.length <= end ? part : part.subarray(Math.max(0, start - begin), end - begin)
    }
  }

  /**
   * Lets go of the chunks that lie whole before `end`, so that their memory is free. What of them is to be kept is copied out of
   * them. Reading the rest throws INTERNAL. What an earlier call has kept stays. Returns the end of what is settled.
   */
  letGo(end: number, keep: readonly Range[]): number {
    const from = this.#settled
    let to = from
    while (to < this.#parts.length && (this.#starts[to + 1] ?? this.length) <= end) to++
    const limit = this.#starts[to] ?? this.length
    if (to === from) return limit
    const base = this.#starts[from]!
    const later = this.#parts.slice(to)
    const kept = within(keep, base, limit)
    // One piece of memory for all of them: thousands of small ones would lie between what is let go, and hold on to it.
    const copy = new Uint8Array(kept.reduce((sum, one) => sum + one.end - one.start, 0))
    let copied = 0
    for (const { start, end } of kept) {
      for (const chunk of this.chunksOf(start, end)) {
        copy.set(chunk, copied)
        copied += chunk.length
      }
    }
    this.#parts.length = from
    this.#starts.length = from
    this.#length = base
    copied = 0
    for (const { start, end } of kept) {
      if (start > this.#length) this.#add(null, start - this.#length)
      this.#add(copy.subarray(copied, copied + end - start), end - start)
      copied += end - start
    }
    if (limit > this.#length) this.#add(null, limit - this.#length)
    this.#settled = this.#parts.length
    for (const part of later) if (part) this.#add(part, part.length)
    this.#last = 0
    return limit
  }
}

/** The parts of the ranges that lie in [start, end), in order, those that touch as one. */
function within(ranges: readonly Range[], start: number, end: number): readonly Range[] {
  const found: { start: number; end: number }[] = []
  for (const one of ranges.toSorted((a, b) => a.start - b.start)) {
    const part = { start: Math.max(start, one.start), end: Math.min(end, one.end) }
    if (part.start >= part.end) continue
    const last = found.at(-1)
    if (last && part.start <= last.end) last.end = Math.max(last.end, part.end)
    else found.push(part)
  }
  return found
}

class Window implements Bytes {
  readonly isHeld = true

  constructor(
    private readonly whole: ChunkedBytes,
    private readonly from: number,
    readonly length: number,
  ) {}

  read(start: number, end: number): Uint8Array {
    checkRange(start, end, this.length)
    return this.whole.read(this.from + start, this.from + end)
  }

  slice(start: number, end = this.length): Bytes {
    checkRange(start, end, this.length)
    if (start === 0 && end === this.length) return this
    return new Window(this.whole, this.from + start, end - start)
  }

  chunks(): Iterable<Uint8Array> {
    return this.whole.chunksOf(this.from, this.from + this.length)
  }
}

function checkRange(start: number, end: number, length: number): void {
  if (!(start >= 0 && start <= end && end <= length)) {
    throw new RangeError(`bytes ${start} to ${end} of ${length}`)
  }
}

/** Wraps arrays as Bytes without copying them; nobody may change them afterwards. */
export function bytesOf(...chunks: readonly Uint8Array[]): Bytes {
  return bytesOfChunks(chunks)
}

/** The same for a list of any length. */
export function bytesOfChunks(chunks: readonly Uint8Array[]): Bytes {
  const bytes = new ChunkedBytes()
  for (const chunk of chunks) bytes.append(chunk)
  return bytes
}

/** A copy that may be changed. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

/** Runs of bytes one after another, some of them on a disk. */
class JoinedBytes implements Bytes {
  readonly isHeld = false
  readonly length: number
  /** Where each part begins. */
  readonly #starts: number[] = []

  constructor(private readonly parts: readonly Bytes[]) {
    let length = 0
    for (const part of parts) {
      this.#starts.push(length)
      length += part.length
    }
    this.length = length
  }

  read(start: number, end: number): Uint8Array {
    const [first, ...more] = this.#partsOf(start, end)
    if (!first) return new Uint8Array(0)
    if (more.length === 0) return toUint8Array(first)
    return Buffer.concat([first, ...more].map(toUint8Array))
  }

  slice(start: number, end = this.length): Bytes {
    return concatBytes(this.#partsOf(start, end))
  }

  *chunks(): Iterable<Uint8Array> {
    for (const part of this.parts) yield* part.chunks()
  }

  #partsOf(start: number, end: number): readonly Bytes[] {
    checkRange(start, end, this.length)
    return this.parts.flatMap((part, index) => {
      const begin = this.#starts[index]!
      const [from, to] = [Math.max(0, start - begin), Math.min(part.length, end - begin)]
      return from < to ? [part.slice(from, to)] : []
    })
  }
}

/** One run of bytes after another, without copying. */
export function concatBytes(parts: readonly Bytes[]): Bytes {
  const [only] = parts
  if (only && parts.length === 1) return only
  if (!parts.every(part => part.isHeld)) return new JoinedBytes(parts)
  // Not by spreading: half a million members are more arguments than a call can have.
  const bytes = new ChunkedBytes()
  for (const part of parts) for (const chunk of part.chunks()) bytes.append(chunk)
  return bytes
}

/** A run of bytes that two Bytes have in common, because one was made of views of the other. */
export interface SharedRun {
  /** Where it begins in the derived bytes. */
  readonly at: number
  /** [from, to) in the base. */
  readonly from: number
  readonly to: number
}

/** Which runs of `derived` are views of `base`, in order, adjacent ones joined: known by their memory, not by comparing. */
export function sharedRuns(derived: Bytes, base: Bytes): readonly SharedRun[] {
  const places = new Map<
    ArrayBufferLike,
    { readonly byteOffset: number; readonly length: number; readonly offset: number }[]
  >()
  let offset = 0
  for (const { buffer, byteOffset, length } of base.chunks()) {
    const known = places.get(buffer)
    if (known) known.push({ byteOffset, length, offset })
    else places.set(buffer, [{ byteOffset, length, offset }])
    offset += length
  }
  const runs: SharedRun[] = []
  let at = 0
  for (const { buffer, byteOffset, length } of derived.chunks()) {
    const home = places
      .get(buffer)
      ?.find(one => one.byteOffset <= byteOffset && byteOffset + length <= one.byteOffset + one.length)
    if (home) {
      const from = home.offset + byteOffset - home.byteOffset
      const last = runs.at(-1)
      if (last && last.to === from && last.at + (last.to - last.from) === at)
        runs[runs.length - 1] = { ...last, to: from + length }
      else runs.push({ at, from, to: from + length })
    }
    at += length
  }
  return runs
}

/** All bytes in one piece: a view where they already are. */
export function toUint8Array(bytes: Bytes): Uint8Array {
  return bytes.read(0, bytes.length)
}

/** SHA-256, lower-case hex. */
export function sha256Of(bytes: Bytes): string {
  const hash = createHash('sha256')
  for (const chunk of bytes.chunks()) hash.update(chunk)
  return hash.digest('hex')
}

/** True when both hold the same bytes. */
export function equalBytes(a: Bytes, b: Bytes): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  let at = 0
  for (const chunk of a.chunks()) {
    if (Buffer.compare(chunk, b.read(at, at + chunk.length)) !== 0) return false
    at += chunk.length
  }
  return true
}

/** True when every byte is zero. */
export function isZero(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if (bytes[index] !== 0) return false
  return true
}

/** The bytes in pieces of exactly `size` (the last may be shorter), so that output never depends on how input was chunked. */
export function* inPieces(bytes: Bytes, size: number): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.read(at, Math.min(at + size, bytes.length))
}
