// The bundle as one zip. Trap one: fflate takes times apart in the local time zone, so the fixed time is given in it, and the bytes
// are the same everywhere. Trap two: a zip without the 64-bit extension ends at 4 GiB, which fflate does not check.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks, inPieces } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { DiskOptions } from './disk-file'

export interface ZipMember {
  readonly name: string
  readonly content: Bytes
  /** Stored as it is: for what is compressed already. */
  readonly stored: boolean
}

/** Bytes of a zip without the 64-bit extension, less room for its headers. */
const ZIP_LIMIT = 0xffff_ffff - 1024 * 1024
const PIECE = 1024 * 1024
const UNIX = 3
/** A regular file, mode 0600, in the upper half of the external attributes. */
const ATTRIBUTES = 0o100600 * 0x10000

/** The zip's bytes; the same for the same members. Throws LIMIT or CANCELLED. */
export async function zipOf(members: readonly ZipMember[], label: string, options: DiskOptions): Promise<Bytes> {
  const total = members.reduce((sum, member) => sum + member.content.length, 0)
  if (total > ZIP_LIMIT) {
    throw new BootbankError('LIMIT', `The bundle has ${total} bytes, and a zip ends at 4 GiB. Choose a folder instead.`)
  }
  const chunks: Uint8Array[] = []
  const failures: Error[] = []
  const zip = new Zip((error, chunk) => {
    if (error) failures.push(error)
    else chunks.push(chunk)
  })
  let done = 0
  for (const { name, content, stored } of members) {
    const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    entry.mtime = new Date(1980, 0, 1)
    entry.os = UNIX
    entry.attrs = ATTRIBUTES
    zip.add(entry)
    for (const piece of inPieces(content, PIECE)) {
      throwIfCancelled(options.signal)
      entry.push(piece)
      done += piece.length
      options.onProgress?.(`Packing ${label}`, done, total)
      await new Promise(setImmediate)
    }
    entry.push(new Uint8Array(0), true)
  }
  zip.end()
  for (const failure of failures) throw failure
  return bytesOfChunks(chunks)
}
