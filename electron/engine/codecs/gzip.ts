// gzip, RFC 1952. Headers, member borders, CRC32 and ISIZE are ours: libraries lose the fields that must survive a save, and
// the trailing bytes behind the last member. Inflating is native; deflating is in deflate.ts.
import { crc32, createInflateRaw } from 'node:zlib'
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import { type Bytes, bytesOf, bytesOfChunks, concatBytes, isZero, sharedRuns } from './bytes'
import { type CodecContext, spend, throwIfCancelled } from './context'
import { type DeflateOptions, deflate } from './deflate'
import { spliceDeflate } from './deflate-splice'
import { withinLimit } from './limits'

/** One member of a gzip file. Offsets are bytes in the file. */
export interface GzipMember {
  readonly start: number
  /** First byte of the deflate stream. */
  readonly dataStart: number
  /** One past the 8-byte trailer. */
  readonly end: number
  /** Seconds since 1970; 0 when not given. */
  readonly mtime: number
  readonly xfl: number
  /** Operating system byte; 3 is Unix. */
  readonly os: number
  /** Original file name, Latin-1 by the RFC; null when absent. */
  readonly name: string | null
  readonly comment: string | null
  readonly extraLength: number | null
  readonly headerCrc: boolean
  /** As stored in the trailer. */
  readonly crc32: number
  /** Inflated length mod 2^32, as stored in the trailer. */
  readonly isize: number
}

export interface Gunzipped {
  readonly content: Bytes
  readonly members: readonly GzipMember[]
  /** Zero bytes behind the last member. */
  readonly padding: number
  /** Bytes behind the last member and its padding that are no gzip. */
  readonly trailing: number
  /** Why reading stopped early; `content` then holds what could be inflated. */
  readonly problem: BootbankError | null
}

const FTEXT_TO_FCOMMENT = 0x1f
const FHCRC = 0x02
const FEXTRA = 0x04
const FNAME = 0x08
const FCOMMENT = 0x10
const CHUNK = 256 * 1024
/** Bytes of content below which compressing anew is quick enough. */
const SPLICE_FROM = 1024 * 1024

/** True for the magic and the only method there is. */
export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}

/** Inflates every member, checking each CRC32 and ISIZE. Throws LIMIT, CANCELLED, or a GZIP_* code when nothing could be read. */
export async function gunzip(source: Bytes, context: CodecContext): Promise<Gunzipped> {
  const members: GzipMember[] = []
  const chunks: Uint8Array[] = []
  let inflated = 0
  let at = 0
  let problem: BootbankError | null = null
  while (at < source.length && isGzip(source.read(at, Math.min(at + 3, source.length)))) {
    const start = at
    try {
      const header = readHeader(source, start, context)
      const body = await inflateMember(source, start + header.length, inflated, chunks, context)
      inflated += body.length
      const trailer = start + header.length + body.consumed
      at = trailer + 8
      members.push({ ...header.fields, start, dataStart: start + header.length, end: at, ...body.trailer })
      if (body.problem) {
        problem = body.problem
        break
      }
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
      // A later member that only looks like one is trailing data; a broken first one is a broken file.
      if (members.length > 0 && error.code === 'GZIP_HEADER') break
      problem = error
      at = source.length
      break
    }
  }
  if (problem && inflated === 0 && chunks.length === 0) throw problem
  const rest = problem ? 0 : source.length - at
  const padding = problem ? 0 : countZeros(source, at)
  return { content: bytesOfChunks(chunks), members, padding, trailing: rest - padding, problem }
}

/** One gzip member around the content: XFL 2, OS 3, mtime 0 as ESXi writes them. The same bytes on every platform. */
export async function gzip(content: Bytes, options: DeflateOptions = {}): Promise<Bytes> {
  return gzipWithHeader(content, Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3), options)
}

/** What a layer held before an edit: its content and the one deflate stream that it was compressed as. */
export interface Compressed {
  readonly content: Bytes
  readonly stream: Bytes
}

/**
 * One member whose header bytes are given (from the file being replaced), so that every field of it survives. What `before`
 * has in common with the content (because the content is made of views of it) keeps its compressed bytes.
 */
export async function gzipWithHeader(
  content: Bytes,
  header: Uint8Array,
  options: DeflateOptions = {},
  before: Compressed | null = null,
): Promise<Bytes> {
  const runs = before && content.length >= SPLICE_FROM ? sharedRuns(content, before.content) : []
  const deflated =
    before && runs.length > 0
      ? await spliceDeflate(content, runs, before.stream, before.content.length, options)
      : await deflate(content, options)
  let crc = 0
  for (const chunk of content.chunks()) crc = crc32(chunk, crc)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc, 0)
  trailer.writeUInt32LE(content.length % 0x1_0000_0000, 4)
  return concatBytes([bytesOf(header), deflated, bytesOf(trailer)])
}

function readHeader(source: Bytes, start: number, context: CodecContext) {
  const { layer, limits } = context
  const limit = Math.min(source.length, start + limits.gzipHeaderBytes)
  const fail = (message: string, offset: number) => {
    if (limit < source.length) withinLimit(limits, 'gzipHeaderBytes', source.length, { layer, offset })
    return new BootbankError('GZIP_TRUNCATED', `${layer}: the gzip header ${message} at byte ${offset}.`, {
      layer,
      offset,
    })
  }
  if (limit - start < 10) throw fail('ends', source.length)
  const head = source.read(start, limit)
  const view = Buffer.from(head.buffer, head.byteOffset, head.length)
  const flags = view[3]!
  if (flags & ~FTEXT_TO_FCOMMENT) {
    throw new BootbankError('GZIP_HEADER', `${layer}: the gzip header at byte ${start} sets reserved flags.`, {
      layer,
      offset: start + 3,
    })
  }
  let at = 10
  let extraLength: number | null = null
  if (flags & FEXTRA) {
    if (at + 2 > view.length) throw fail('ends in its extra field', source.length)
    extraLength = view.readUInt16LE(at)
    at += 2 + extraLength
    if (at > view.length) throw fail('ends in its extra field', source.length)
  }
  const text = (field: string): string => {
    const end = view.indexOf(0, at)
    if (end < 0) throw fail(`ends in its ${field}`, source.length)
    const value = view.toString('latin1', at, end)
    at = end + 1
    return value
  }
  const name = flags & FNAME ? text('name') : null
  const comment = flags & FCOMMENT ? text('comment') : null
  if (flags & FHCRC) {
    if (at + 2 > view.length) throw fail('ends in its checksum', source.length)
    if ((crc32(view.subarray(0, at)) & 0xffff) !== view.readUInt16LE(at)) {
      throw new BootbankError('GZIP_HEADER', `${layer}: the gzip header at byte ${start} fails its own checksum.`, {
        layer,
        offset: start + at,
      })
    }
    at += 2
  }
  const fields = {
    mtime: view.readUInt32LE(4),
    xfl: view[8]!,
    os: view[9]!,
    name,
    comment,
    extraLength,
    headerCrc: (flags & FHCRC) !== 0,
  }
  return { length: at, fields }
}

/** Inflates one deflate stream onto `chunks` and checks the trailer behind it. */
async function inflateMember(
  source: Bytes,
  dataStart: number,
  before: number,
  chunks: Uint8Array[],
  context: CodecContext,
) {
  const { layer, signal, onProgress } = context
  const inflater = createInflateRaw({ chunkSize: CHUNK })
  const feed = (async () => {
    for (const chunk of source.slice(dataStart).chunks()) {
      for (let at = 0; at < chunk.length; at += CHUNK) {
        if (inflater.destroyed || inflater.readableEnded) return
        if (!inflater.write(chunk.subarray(at, at + CHUNK))) await drained(inflater)
      }
    }
    inflater.end()
  })()
  let length = 0
  let crc = 0
  let problem: BootbankError | null = null
  try {
    for await (const out of inflater as AsyncIterable<Buffer>) {
      throwIfCancelled(signal)
      spend(context, out.length, before + length + out.length, dataStart + inflater.bytesWritten)
      crc = crc32(out, crc)
      length += out.length
      chunks.push(out)
      onProgress?.(`Inflating ${layer}`, dataStart + inflater.bytesWritten, source.length)
    }
  } catch (error) {
    if (error instanceof BootbankError) throw error
    const offset = dataStart + inflater.bytesWritten
    problem = isTruncation(error)
      ? new BootbankError(
          'GZIP_TRUNCATED',
          `${layer}: the gzip data ends too early, at byte ${source.length}. The file was cut off; get it again from the host.`,
          { layer, offset: source.length },
        )
      : new BootbankError(
          'GZIP_DATA',
          `${layer}: the compressed data is damaged near byte ${offset} (${toErrorData(error).message.replace(/^.*: /, '')}).`,
          { layer, offset },
        )
  } finally {
    inflater.destroy()
    await feed.catch(() => undefined)
  }
  const consumed = inflater.bytesWritten
  const trailerAt = dataStart + consumed
  if (problem) return { consumed, length, problem, trailer: { crc32: 0, isize: 0 } }
  if (trailerAt + 8 > source.length) {
    problem = new BootbankError(
      'GZIP_TRUNCATED',
      `${layer}: the gzip trailer is missing at byte ${trailerAt}. The file was cut off; get it again from the host.`,
      { layer, offset: trailerAt },
    )
    return { consumed, length, problem, trailer: { crc32: 0, isize: 0 } }
  }
  const raw = source.read(trailerAt, trailerAt + 8)
  const view = new DataView(raw.buffer, raw.byteOffset, 8)
  const trailer = { crc32: view.getUint32(0, true), isize: view.getUint32(4, true) }
  if (trailer.crc32 !== crc) {
    problem = new BootbankError(
      'GZIP_CRC',
      `${layer}: the CRC32 at byte ${trailerAt} says ${hex(trailer.crc32)}, the data gives ${hex(crc)}. The content is damaged.`,
      { layer, offset: trailerAt },
    )
  } else if (trailer.isize !== length % 0x1_0000_0000) {
    problem = new BootbankError(
      'GZIP_ISIZE',
      `${layer}: the length (ISIZE) at byte ${trailerAt + 4} says ${trailer.isize}, the data has ${length} bytes.`,
      { layer, offset: trailerAt + 4 },
    )
  }
  return { consumed, length, problem, trailer }
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      for (const event of ['drain', 'close', 'error', 'end']) stream.removeListener(event, done)
      resolve()
    }
    for (const event of ['drain', 'close', 'error', 'end']) stream.once(event, done)
  })
}

function isTruncation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}

function countZeros(source: Bytes, from: number): number {
  let zeros = 0
  for (const chunk of source.slice(from).chunks()) {
    if (isZero(chunk)) {
      zeros += chunk.length
      continue
    }
    return zeros + chunk.findIndex(byte => byte !== 0)
  }
  return zeros
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
