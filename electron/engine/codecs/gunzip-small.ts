// A small gzip in one call: a backup may hold tens of thousands of them, and the streams and promises that a large one needs cost
// many times what inflating a few kilobytes does. Every check is the same; whatever is not plainly sound is left to gunzip.ts,
// which finds out what is wrong and where.
import { crc32, type InflateRaw, inflateRawSync } from 'node:zlib'
import { type Bytes, bytesOfChunks, copyOf, toUint8Array } from './bytes'
import { type CodecContext, spend } from './context'
import type { GzipMember, Gunzipped } from './gunzipped'
import { isGzip, readGzipHeader } from './gzip-header'

/** Bytes of file, and of content, that are inflated in one go: some milliseconds, in which nothing can be cancelled. */
const MOST_COMPRESSED = 256 * 1024
const MOST_INFLATED = 1024 * 1024
/** The decoder's buffer, in bytes, when the trailer does not say how much there will be. */
const USUAL = 16 * 1024

/** Inflates every member; null when the file is large, damaged or above a limit. Throws LIMIT. */
export function gunzipSmall(source: Bytes, context: CodecContext): Gunzipped | null {
  if (source.length > MOST_COMPRESSED) return null
  const file = toUint8Array(source)
  const found = membersOf(file, context)
  if (!found) return null
  const { members, content, end } = found
  const [first] = members
  if (!first) return null
  spend(context, content.length, content.length, end)
  context.onProgress?.(`Inflating ${context.layer}`, end, file.length)
  let data = end
  while (data < file.length && file[data] === 0) data++
  return {
    content,
    members,
    header: copyOf(file.subarray(0, first.dataStart)),
    padding: data - end,
    trailing: file.length - data,
    problem: null,
  }
}

function membersOf(file: Uint8Array, context: CodecContext) {
  const { layerBytes, totalBytes, gzipHeaderBytes, gzipMembers } = context.limits
  const most = Math.min(MOST_INFLATED, layerBytes, totalBytes - context.budget.total)
  const members: GzipMember[] = []
  const chunks: Uint8Array[] = []
  let length = 0
  let at = 0
  try {
    while (isGzip(file, at)) {
      if (members.length === gzipMembers) return null
      const head = file.subarray(at, at + gzipHeaderBytes)
      const { length: headerLength, ...fields } = readGzipHeader(head, at, file.length, context)
      const dataStart = at + headerLength
      const { buffer, engine } = inflate(file, dataStart, most - length)
      const trailer = dataStart + engine.bytesWritten
      if (trailer + 8 > file.length) return null
      const stored = { crc32: uint32(file, trailer), isize: uint32(file, trailer + 4) }
      if (stored.crc32 !== crc32(buffer) || stored.isize !== buffer.length) return null
      members.push({ ...fields, start: at, dataStart, end: trailer + 8, ...stored })
      chunks.push(buffer)
      length += buffer.length
      at = trailer + 8
    }
  } catch {
    // The long way finds out what is wrong, and where.
    return null
  }
  return { members, content: bytesOfChunks(chunks), end: at }
}

/** One deflate stream. Throws when it is damaged, cut off, or gives more than `most` bytes. */
function inflate(file: Uint8Array, start: number, most: number): { buffer: Uint8Array; engine: InflateRaw } {
  // Nearly always there is one member with nothing after it, and its last four bytes say how long the content is.
  const told = uint32(file, file.length - 4)
  const plausible = told <= Math.min(most, (file.length - start) * 1032)
  // One byte more than needed, or the decoder asks for another buffer to find that there is nothing to put into it.
  const chunkSize = Math.max(64, plausible ? told + 1 : USUAL)
  const result: unknown = inflateRawSync(file.subarray(start), {
    chunkSize,
    maxOutputLength: Math.max(1, most),
    info: true,
  })
  if (!isInflated(result)) throw new TypeError('inflateRawSync gave no engine')
  const { buffer, engine } = result
  // A wrong guess must not hold on to the memory of a large one.
  const isTight = buffer.buffer.byteLength <= 2 * buffer.length + 1024
  return { buffer: isTight ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length) : copyOf(buffer), engine }
}

/** What inflateRawSync gives with `info`, which its types do not say. */
function isInflated(result: unknown): result is { readonly buffer: Buffer; readonly engine: InflateRaw } {
  return typeof result === 'object' && result !== null && 'engine' in result
}

/** Little endian. */
function uint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
}
