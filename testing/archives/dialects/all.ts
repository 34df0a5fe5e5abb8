// One archive for each dialect and each kind of entry that tar programs write: the rows of docs/dialects.md.
import { type DialectArchive, gnu, type Maker, ustar, v7, withPax } from './archive'
import { endArchives } from './ends'
import { entryArchives } from './entries'
import { fieldArchives, junk, signed } from './fields'
import { gnuArchives, spaced, wide } from './gnu'
import { paxArchives } from './pax'
import { gnuSparse, gnuSparseExtended, paxSparse, sparseArchives, starSparse } from './sparse'
import { oldStar, star, starArchives, xustar } from './star'
import { wrapArchives } from './wraps'

export const dialectArchives: readonly DialectArchive[] = [
  ...gnuArchives,
  ...paxArchives,
  ...sparseArchives,
  ...starArchives,
  ...fieldArchives,
  ...entryArchives,
  ...endArchives,
  ...wrapArchives,
]

/** Writers of one regular file below etc/, in the manner of each dialect. */
export const makers: readonly Maker[] = [
  v7,
  ustar,
  gnu,
  spaced,
  wide,
  junk,
  signed,
  star,
  xustar,
  oldStar,
  gnuSparse,
  gnuSparseExtended,
  starSparse,
  paxSparse('0.0'),
  paxSparse('0.1'),
  paxSparse('1.0'),
  withPax([['mtime', '-1.5']], {}),
  withPax([['hdrcharset', 'BINARY']], {}),
]
