// The header of a gzip member (RFC 1952, 2.3): every field is kept, because every field must survive a save.
import { crc32 } from 'node:zlib'
import { BootbankError } from '../../../shared/model/errors'
import type { CodecContext } from './context'
import { withinLimit } from './limits'
import { displayName } from './names'

export interface GzipHeader {
  /** Bytes of the header. */
  readonly length: number
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
}

const FTEXT_TO_FCOMMENT = 0x1f
const FHCRC = 0x02
const FEXTRA = 0x04
const FNAME = 0x08
const FCOMMENT = 0x10

/** True for the magic and the only method there is, at an offset. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8
}

/**
 * Reads the header at `start` of a file of `total` bytes; `head` holds the bytes from there, up to the cap or the end.
 * Throws GZIP_HEADER, GZIP_TRUNCATED or LIMIT.
 */
export function readGzipHeader(head: Uint8Array, start: number, total: number, context: CodecContext): GzipHeader {
  const { layer, limits } = context
  const fail = (message: string, offset: number) => {
    if (start + head.length < total) withinLimit(limits, 'gzipHeaderBytes', total, { layer, offset })
    return new BootbankError('GZIP_TRUNCATED', `${layer}: the gzip header ${message} at byte ${offset}.`, {
      layer,
      offset,
    })
  }
  if (head.length < 10) throw fail('ends', total)
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
    if (at + 2 > view.length) throw fail('ends in its extra field', total)
    extraLength = view.readUInt16LE(at)
    at += 2 + extraLength
    if (at > view.length) throw fail('ends in its extra field', total)
  }
  const text = (field: string): string => {
    const end = view.indexOf(0, at)
    if (end < 0) throw fail(`ends in its ${field}`, total)
    const value = displayName(Buffer.from(view.toString('latin1', at, end)))
    at = end + 1
    return value
  }
  const name = flags & FNAME ? text('name') : null
  const comment = flags & FCOMMENT ? text('comment') : null
  if (flags & FHCRC) {
    if (at + 2 > view.length) throw fail('ends in its checksum', total)
    if ((crc32(view.subarray(0, at)) & 0xffff) !== view.readUInt16LE(at)) {
      throw new BootbankError('GZIP_HEADER', `${layer}: the gzip header at byte ${start} fails its own checksum.`, {
        layer,
        offset: start + at,
      })
    }
    at += 2
  }
  return {
    length: at,
    mtime: view.readUInt32LE(4),
    xfl: view[8]!,
    os: view[9]!,
    name,
    comment,
    extraLength,
    headerCrc: (flags & FHCRC) !== 0,
  }
}
