// Writing gzip, RFC 1952: one member, its header fields as asked for. Reading is in gunzip.ts. What compresses is loaded when it is
// needed: most commands only read.
import { crc32 } from 'node:zlib'
import { type Bytes, bytesOf, concatBytes, sharedRuns } from './bytes'
import type { DeflateOptions } from './deflate'
import type { Compressed } from './large/deflate-splice'

/** Bytes of content below which recompressing is quick enough. */
const SPLICE_FROM = 1024 * 1024

/** One gzip member around the content: XFL 2, OS 3, mtime 0 as ESXi writes them. The same bytes on every platform. */
export async function gzip(content: Bytes, options: DeflateOptions = {}): Promise<Bytes> {
  return gzipWithHeader(content, Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3), options)
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
      ? await (await import('./large/deflate-splice')).spliceDeflate(content, runs, before, options)
      : await (await import('./deflate')).deflate(content, options)
  let crc = 0
  for (const chunk of content.chunks()) crc = crc32(chunk, crc)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc, 0)
  trailer.writeUInt32LE(content.length % 0x1_0000_0000, 4)
  return concatBytes([bytesOf(header), deflated, bytesOf(trailer)])
}
