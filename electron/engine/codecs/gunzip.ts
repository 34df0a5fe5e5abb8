// Reading gzip, RFC 1952. Member borders, CRC32 and ISIZE are checked here: libraries lose the fields that must survive a
// save, and the bytes behind the last member. Inflating itself is native.
import { constants, createInflateRaw, crc32, type InflateRaw } from 'node:zlib'
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import { type Bytes, isZero } from './bytes'
import { type CodecContext, spend, throwIfCancelled } from './context'
import { type Feed, feedOf, GrowingBytes } from './feed'
import { type GzipHeader, isGzip, readGzipHeader } from './gzip-header'
import { type Ahead, lookAhead } from './large/look-ahead'
import { withinLimit } from './limits'
import { salvage } from './salvage'
import { TarWalk } from './tar'

/** One member of a gzip file. Offsets are bytes in the file. */
export interface GzipMember extends Omit<GzipHeader, 'length'> {
  readonly start: number
  /** First byte of the deflate stream. */
  readonly dataStart: number
  /** One past the 8-byte trailer. */
  readonly end: number
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
  /** A gzip inside a tar inside this one, which is being inflated already; null when there was none worth it. */
  readonly ahead: Promise<Ahead | null> | null
  /** The walk over a large tar inside, begun while it arrived; null for a small content. */
  readonly walk: TarWalk | null
}

/** Output buffer of the decoder, bytes: a large layer gains a third from fewer trips to the thread that inflates. */
const CHUNK = 64 * 1024
const LARGE_CHUNK = 1024 * 1024
/** Input handed over at once. */
const PIECE = 4 * 1024 * 1024
/** Bytes of a file from which on it pays to inflate an inner layer while the outer one still arrives. */
const LOOK_AHEAD_FROM = 4 * 1024 * 1024

/** Inflates every member, checking each CRC32 and ISIZE. Throws LIMIT, CANCELLED, or a GZIP_* code when nothing could be read. */
export async function gunzip(source: Bytes | Feed, context: CodecContext): Promise<Gunzipped> {
  const feed = 'stream' in source ? source : feedOf(source)
  const out = new GrowingBytes()
  const isLarge = feed.length >= LOOK_AHEAD_FROM
  const ahead = isLarge ? lookAhead(out, context) : null
  const walk = isLarge ? walkAlong(out, context) : null
  try {
    const found = await inflateMembers(feed, out, context)
    return { ...found, ahead, walk: found.content === out.bytes && out.length > 0 ? walk : null }
  } finally {
    out.end()
  }
}

/** Reads the tar inside as it arrives. What it throws (a cap) is thrown again when the walk is finished. */
function walkAlong(out: GrowingBytes, context: CodecContext): TarWalk {
  const walk = new TarWalk(context)
  const follow = async () => {
    while (!out.ended) {
      await out.more()
      walk.advance(out.bytes)
    }
  }
  follow().catch(() => undefined)
  return walk
}

async function inflateMembers(
  feed: Feed,
  out: GrowingBytes,
  context: CodecContext,
): Promise<Omit<Gunzipped, 'ahead' | 'walk'>> {
  const { layer, limits } = context
  const members: GzipMember[] = []
  let at = 0
  let problem: BootbankError | null = null
  let until = 0
  while (at < feed.length && isGzip(await feed.read(at, Math.min(at + 3, feed.length)))) {
    const start = at
    withinLimit(limits, 'gzipMembers', members.length + 1, { layer, offset: start })
    try {
      const head = await feed.read(start, Math.min(feed.length, start + limits.gzipHeaderBytes))
      const { length, ...fields } = readGzipHeader(head, start, feed.length, context)
      const body = await inflateMember(feed, start + length, out, context)
      at = start + length + body.consumed + 8
      members.push({ ...fields, start, dataStart: start + length, end: at, ...body.trailer })
      problem = body.problem
      until = body.until
      if (problem) break
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
      // A later member that only looks like one is trailing data; a broken first one is a broken file.
      if (members.length > 0 && error.code === 'GZIP_HEADER') break
      problem = error
      until = out.length
      break
    }
  }
  if (problem && until === 0) throw problem
  const rest = problem ? 0 : feed.length - at
  const padding = problem ? 0 : await countZeros(feed, at)
  const content = until < out.length ? out.bytes.slice(0, until) : out.bytes
  return { content, members, padding, trailing: rest - padding, problem }
}

/** Inflates one deflate stream onto `out` and checks the trailer behind it. */
async function inflateMember(feed: Feed, dataStart: number, out: GrowingBytes, context: CodecContext) {
  const { layer, signal, onProgress } = context
  const unread = { crc32: 0, isize: 0 }
  const start = out.length
  // What was cut off is no error to the inflater then: it gives what is there, and the missing trailer tells.
  const inflater = createInflateRaw({
    chunkSize: feed.length - dataStart < LARGE_CHUNK ? CHUNK : LARGE_CHUNK,
    finishFlush: constants.Z_SYNC_FLUSH,
  })
  let broken: unknown = null
  const feeding = feedInto(inflater, feed, dataStart).catch(error => {
    // The layer around it is damaged: what arrived until then stays.
    broken = error
    inflater.end()
  })
  let length = 0
  let crc = 0
  const append = (chunk: Uint8Array, consumed: number) => {
    throwIfCancelled(signal)
    length += chunk.length
    spend(context, chunk.length, out.length + chunk.length, dataStart + consumed)
    crc = crc32(chunk, crc)
    out.append(chunk)
    onProgress?.(`Inflating ${layer}`, dataStart + consumed, feed.length)
  }
  let damage: string | null = null
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) append(chunk, inflater.bytesWritten)
  } catch (error) {
    if (error instanceof BootbankError) throw error
    damage = toErrorData(error).message.replace(/^.*: /, '')
  } finally {
    inflater.destroy()
    await feeding
  }
  if (damage !== null) {
    const saved = await salvage(feed, dataStart, {
      signal,
      take: (chunk, before) => {
        const known = Math.max(0, length - before.length)
        if (known < chunk.length) append(chunk.subarray(known), before.consumed)
      },
    })
    const offset = dataStart + saved.consumed
    const problem = new BootbankError(
      'GZIP_DATA',
      `${layer}: the compressed data is damaged near byte ${offset} (${damage}).`,
      { layer, offset },
    )
    return { consumed: saved.consumed, problem, trailer: unread, until: start + saved.length }
  }
  if (broken) throw broken
  const consumed = inflater.bytesWritten
  const trailerAt = dataStart + consumed
  const until = out.length
  if (trailerAt >= feed.length) {
    const problem = truncated(layer, `the gzip data ends too early, at byte ${feed.length}`, feed.length)
    return { consumed, problem, trailer: unread, until }
  }
  if (trailerAt + 8 > feed.length) {
    const problem = truncated(layer, `the gzip trailer is cut off at byte ${feed.length}`, feed.length)
    return { consumed, problem, trailer: unread, until }
  }
  const raw = await feed.read(trailerAt, trailerAt + 8)
  const view = new DataView(raw.buffer, raw.byteOffset, 8)
  const trailer = { crc32: view.getUint32(0, true), isize: view.getUint32(4, true) }
  return { consumed, problem: trailerProblem(trailer, crc, length, trailerAt, layer), trailer, until }
}

async function feedInto(inflater: InflateRaw, feed: Feed, from: number): Promise<void> {
  for await (const chunk of feed.stream(from)) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      if (inflater.destroyed || inflater.readableEnded) return
      if (!inflater.write(chunk.subarray(at, at + PIECE))) await drained(inflater)
    }
  }
  inflater.end()
}

function trailerProblem(
  stored: { readonly crc32: number; readonly isize: number },
  crc: number,
  length: number,
  at: number,
  layer: string,
): BootbankError | null {
  if (stored.crc32 !== crc) {
    return new BootbankError(
      'GZIP_CRC',
      `${layer}: the CRC32 at byte ${at} says ${hex(stored.crc32)}, the data gives ${hex(crc)}. The content is damaged.`,
      { layer, offset: at },
    )
  }
  if (stored.isize === length % 0x1_0000_0000) return null
  return new BootbankError(
    'GZIP_ISIZE',
    `${layer}: the length (ISIZE) at byte ${at + 4} says ${stored.isize}, the data has ${length} bytes.`,
    { layer, offset: at + 4 },
  )
}

function truncated(layer: string, what: string, offset: number): BootbankError {
  return new BootbankError('GZIP_TRUNCATED', `${layer}: ${what}. The file was cut off; get it again from the host.`, {
    layer,
    offset,
  })
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

async function countZeros(feed: Feed, from: number): Promise<number> {
  let zeros = 0
  for await (const chunk of feed.stream(from)) {
    if (!isZero(chunk)) return zeros + chunk.findIndex(byte => byte !== 0)
    zeros += chunk.length
  }
  return zeros
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
