// Reading gzip, RFC 1952. Member borders, CRC32 and ISIZE are checked here: libraries lose the fields that must survive a
// save, and the bytes after the last member. Inflating itself is native.
import { crc32 } from 'node:zlib'
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import { type Bytes, copyOf, isZero } from './bytes'
import { breathe, type CodecContext, spend, throwIfCancelled } from './context'
import { type Feed, feedOf, GrowingBytes } from './feed'
import { gunzipSmall } from './gunzip-small'
import type { GzipMember, Gunzipped } from './gunzipped'
import { isGzip, readGzipHeader } from './gzip-header'
import { Inflation } from './inflate'
import { withinLimit } from './limits'
import { salvage } from './salvage'

/** Inflates every member, checking each CRC32 and ISIZE. Throws LIMIT, CANCELLED, or a GZIP_* code when nothing could be read. */
export async function gunzip(source: Bytes, context: CodecContext): Promise<Gunzipped> {
  throwIfCancelled(context.signal)
  const small = gunzipSmall(source, context)
  if (!small) return gunzipFeed(feedOf(source), context, new GrowingBytes())
  await breathe()
  return small
}

/** The same for bytes that may still arrive; what is inflated is appended to `out` as it comes, for those who read along. */
export async function gunzipFeed(feed: Feed, context: CodecContext, out: GrowingBytes): Promise<Gunzipped> {
  try {
    return await inflateMembers(feed, context, out)
  } finally {
    out.end()
  }
}

async function inflateMembers(feed: Feed, context: CodecContext, out: GrowingBytes): Promise<Gunzipped> {
  const { layer, limits } = context
  let header: Uint8Array = new Uint8Array(0)
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
      if (start === 0) header = copyOf(head.subarray(0, length))
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
  return { content, members, header, padding, trailing: rest - padding, problem }
}

/** Inflates one deflate stream onto `out` and checks the trailer after it. */
async function inflateMember(feed: Feed, dataStart: number, out: GrowingBytes, context: CodecContext) {
  const { layer, signal, onProgress } = context
  const unread = { crc32: 0, isize: 0 }
  const start = out.length
  const inflation = new Inflation(feed, dataStart)
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
    for await (const { chunk, consumed } of inflation.chunks()) {
      append(chunk, consumed)
      await out.wanted()
    }
  } catch (error) {
    if (error instanceof BootbankError) throw error
    damage = toErrorData(error).message.replace(/^.*: /, '')
  } finally {
    await inflation.close()
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
  if (inflation.feedError) throw inflation.feedError
  const { consumed } = inflation
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
