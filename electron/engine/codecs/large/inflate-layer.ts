// A gzip layer on its way to a list of entries. Of a large one the three things that take long go side by side: it is inflated, the
// tar in it is read as it arrives, and the first large gzip in that tar is inflated as well (docs/large.md).
import type { Bytes } from '../bytes'
import type { CodecContext } from '../context'
import { type Feed, feedOf, GrowingBytes } from '../feed'
import { gunzip, gunzipFeed } from '../gunzip'
import type { Gunzipped } from '../gunzipped'
import { TarWalk } from '../tar'
import { PassedContents } from './let-go'
import { lookAhead } from './look-ahead'

/** An inner gzip that is being inflated. Offsets are bytes in the outer tar. */
export interface Ahead {
  readonly offset: number
  readonly length: number
  readonly inflated: Promise<InflatedLayer>
}

export interface InflatedLayer extends Gunzipped {
  /** A gzip inside a tar inside this one, which is being inflated already; null when there is none worth it. */
  readonly ahead: Promise<Ahead | null> | null
  /** The walk over a large tar inside, begun while it arrived; null for a small content. */
  readonly walk: TarWalk | null
}

/** Bytes of file from which on it pays to do these things side by side. */
const LARGE = 4 * 1024 * 1024

/** Inflates every member, checking each CRC32 and ISIZE. Throws LIMIT, CANCELLED, or a GZIP_* code when nothing could be read. */
export async function inflateLayer(source: Bytes, context: CodecContext): Promise<InflatedLayer> {
  if (source.length >= LARGE) return inflateLarge(feedOf(source), context)
  return { ...(await gunzip(source, context)), ahead: null, walk: null }
}

async function inflateLarge(feed: Feed, context: CodecContext): Promise<InflatedLayer> {
  const spent = context.budget.total
  const out = new GrowingBytes(context.expected?.(context.layer) ?? null)
  const ahead = beginAhead(out, context)
  const walk = new TarWalk(context)
  // What the walk throws (a cap) is thrown again when it is finished.
  walkAlong(out, walk).catch(() => undefined)
  if (context.listing) letGoAlong(out, walk, ahead).catch(() => undefined)
  const found = await gunzipFeed(feed, context, out)
  const isWhole = found.content === out.bytes
  if (!context.listing || (isWhole && (await isSound(ahead)))) {
    return { ...found, ahead, walk: isWhole && out.length > 0 ? walk : null }
  }
  // What is damaged is read more than once, so it has to be kept: all of it again, as if it had not been read.
  context.budget.total = spent
  return inflateLarge(feed, { ...context, listing: false })
}

/** Never rejects: whoever opens the inner layer sees its failure. */
async function beginAhead(out: GrowingBytes, context: CodecContext): Promise<Ahead | null> {
  const inner = await lookAhead(out, context)
  if (!inner) return null
  const inflated = inflateLarge(inner.feed, inner.context).finally(() => out.release())
  inflated.catch(() => undefined)
  return { offset: inner.offset, length: inner.length, inflated }
}

async function isSound(ahead: Promise<Ahead | null>): Promise<boolean> {
  const inner = await ahead
  if (!inner) return true
  const inflated = await inner.inflated.catch(() => null)
  return inflated?.problem === null
}

async function walkAlong(out: GrowingBytes, walk: TarWalk): Promise<void> {
  while (!out.ended) {
    await out.more()
    walk.advance(out.bytes)
  }
}

/** For a listing: contents that were passed are let go, once the inner layer has been read. */
async function letGoAlong(out: GrowingBytes, walk: TarWalk, ahead: Promise<Ahead | null>): Promise<void> {
  const inner = await ahead
  await inner?.inflated
  const passed = new PassedContents(walk, out.bytes, inner)
  for (;;) {
    passed.letGo()
    if (out.ended) return
    await out.more()
  }
}
