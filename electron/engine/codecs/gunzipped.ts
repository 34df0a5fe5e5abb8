// What a gzip file held: its members with every field that must survive a save, and the content.
import type { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from './bytes'
import type { GzipHeader } from './gzip-header'

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
  /** Header of the first member, as stored. */
  readonly header: Uint8Array
  /** Zero bytes after the last member. */
  readonly padding: number
  /** Bytes after the last member and its padding that are not gzip. */
  readonly trailing: number
  /** Why reading stopped early; `content` then holds what could be inflated. */
  readonly problem: BootbankError | null
}
