// What lies between the records of an archive and after the last: global pax headers, lone zero blocks, the end. All of it stays where
// it is; only where an entry was removed, two lone zero blocks that would come together become one, because two would end the archive.
import { type Bytes, concatBytes, equalBytes, isZero } from '../codecs/bytes'
import { BLOCK } from '../codecs/tar-header'
import type { Layer } from './layer'

/** What differs, for a message; null when nothing does. Both layers have the same number of entries. */
export function differenceOfGaps(expected: Layer, actual: Layer): string | null {
  const { body } = expected.opened
  const { body: read } = actual.opened
  if (body.kind !== 'tar' || read.kind !== 'tar') return body.kind === read.kind ? null : 'it is not an archive'
  const after = actual.entries()
  const last = body.tar.entries.length
  let slot = -1
  let end = 0
  for (const [index, { slot: next, origin }] of expected.entries().entries()) {
    const stored = after[index]?.origin
    if (!stored) return 'an entry is missing'
    // What was added comes after all that the archive held.
    const until = origin ? next : last
    const gap = read.tar.content.slice(end, stored.start)
    if (!sameGap(gapOf(expected, slot, until), gap, until - slot > 1)) return 'what lies between its entries differs'
    slot = until
    end = stored.end
  }
  const trailer = body.tar.content.slice(body.tar.trailer)
  const rest = read.tar.content.slice(end)
  const tail = Math.max(0, rest.length - trailer.length)
  const isSame =
    equalBytes(rest.slice(tail), trailer) && sameGap(gapOf(expected, slot, last), rest.slice(0, tail), last - slot > 1)
  return isSame ? null : 'the end of the archive differs'
}

/** All that lay between the record of one slot and that of another, without the records that lay there. */
function gapOf(layer: Layer, after: number, until: number): Bytes {
  const { body } = layer.opened
  const trailer = body.kind === 'tar' ? body.tar.trailer : 0
  const parts: Bytes[] = []
  for (let slot = after + 1; slot <= until; slot++) {
    const start = slot === 0 ? 0 : (layer.origin(slot - 1)?.end ?? trailer)
    const end = layer.origin(slot)?.start ?? trailer
    if (end > start) parts.push(layer.content.slice(start, end))
  }
  return concatBytes(parts)
}

function sameGap(want: Bytes, have: Bytes, isShorter: boolean): boolean {
  if (equalBytes(want, have)) return true
  return isShorter && have.length <= want.length && equalBytes(withoutZeros(want), withoutZeros(have))
}

function withoutZeros(gap: Bytes): Bytes {
  const kept: Bytes[] = []
  for (let at = 0; at < gap.length; at += BLOCK) {
    const block = gap.slice(at, Math.min(at + BLOCK, gap.length))
    if (!isZero(block.read(0, block.length))) kept.push(block)
  }
  return concatBytes(kept)
}
