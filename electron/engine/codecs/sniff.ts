// What bytes are, by the bytes: an administrator's file may have any name.
import type { LayerKind } from '../../../shared/model/node'
import { isZero } from './bytes'
import { isEnvelope } from './envelope'
import { isGzip } from './gzip-header'
import { BLOCK, checksumFits, dialectOf, isOldStar, readNumber } from './tar-header'

export type Sniffed =
  | { readonly kind: 'gzip' | 'tar' | 'visor' | 'envelope' }
  /** Recognised, but not read here. */
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unknown' }

/** Bytes needed for a decision: an archive may begin with an empty block. */
export const SNIFF_BYTES = 2 * BLOCK

const FOREIGN: readonly (readonly [string, readonly number[]])[] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['compress (.Z)', [0x1f, 0x9d]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['lzip', [0x4c, 0x5a, 0x49, 0x50]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lzop', [0x89, 0x4c, 0x5a, 0x4f]],
  ['cpio', [0x30, 0x37, 0x30, 0x37, 0x30]],
  ['RPM', [0xed, 0xab, 0xee, 0xdb]],
]

/** Decides by the first bytes (up to SNIFF_BYTES). */
export function sniff(head: Uint8Array): Sniffed {
  const kind = opensAs(head)
  if (kind) return { kind }
  const foreign = FOREIGN.find(([, magic]) => magic.every((byte, index) => head[index] === byte))
  return foreign ? { kind: 'foreign', name: foreign[0] } : { kind: 'unknown' }
}

/** What a file with these first bytes (up to SNIFF_BYTES) opens as; null for a plain file. */
export function opensAs(head: Uint8Array): LayerKind | null {
  if (isGzip(head)) return 'gzip'
  if (isEnvelope(head)) return 'envelope'
  if (head.length < BLOCK) return null
  if (looksLikeTar(head)) return dialectOf(head) === 'visor' ? 'visor' : 'tar'
  const isAfterEmpty = head.length === SNIFF_BYTES && head[0] === 0 && isZero(head.subarray(0, BLOCK))
  return isAfterEmpty && looksLikeTar(head.subarray(BLOCK)) ? 'tar' : null
}

/** A ustar, GNU or visor magic (then even a wrong checksum is a damaged tar), or an older header whose checksum fits. */
function looksLikeTar(head: Uint8Array): boolean {
  const dialect = dialectOf(head)
  if (dialect !== 'v7' && !isOldStar(head, dialect)) return true
  return readNumber(head, 'size') !== null && checksumFits(head) && !isZero(head.subarray(0, BLOCK))
}
