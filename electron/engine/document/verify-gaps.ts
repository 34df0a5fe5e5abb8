// What lies between the records of an archive: global pax headers and lone zero blocks. They stay where they are; only where an entry
// was removed, two lone zero blocks that would come together become one, because two would end the archive.
import { type Bytes, concatBytes, equalBytes, isZero } from '../codecs/bytes'
import { BLOCK } from '../codecs/tar-header'
import type { Layer } from './layer'

/** True when every gap is as it was. Both layers have the same number of entries. */
export function sameGaps(expected: Layer, actual: Layer): boolean {
  const { body } = expected.opened
  const { body: read } = actual.opened
  if (body.kind !== 'tar' || read.kind !== 'tar') return body.kind === read.kind
  const after = actual.entries()
  const last = body.tar.entries.length
  let slot = -1
  let end = 0
  for (const [index, { slot: next, origin }] of expected.entries().entries()) {
    const stored = after[index]?.origin
    if (!stored) return false
    // What was added comes after all that the archive held.
    const until = origin ? next : last
    if (!sameGap(gapOf(expected, slot, until), read.tar.content.slice(end, stored.start), until - slot > 1))
      return false
    slot = until
    end = stored.end
  }
  return sameGap(gapOf(expected, slot, last), read.tar.content.slice(end, read.tar.trailer), last - slot > 1)
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
