// What lies around a layer that was built anew: the same seal under the same key, and the same gzip header and tail. Only the iv must
// be another one, for an iv may not be used twice under a key.
import { equalBytes } from '../codecs/bytes'
import { hasEmptyFooter, ivPrefix } from '../codecs/envelope'
import type { Layer } from './layer'
import type { Wrap } from './open-layer'

/** What differs, for a message; null when nothing does. */
export function differenceOfWraps(expected: Layer, actual: Layer): string | null {
  const before = expected.opened.wraps
  const after = actual.opened.wraps
  const kinds = (wraps: readonly Wrap[]) => wraps.map(({ kind }) => kind).join(' and ') || 'nothing'
  if (kinds(before) !== kinds(after)) return `${kinds(after)} lies around it instead of ${kinds(before)}`
  for (const [index, want] of before.entries()) {
    const have = after[index]
    const difference = want.kind === 'gzip' ? differenceOfGzip(want, have) : differenceOfSeal(want, have)
    if (difference) return difference
  }
  if (before[0]?.kind === 'envelope' && !hasEmptyFooter(actual.source))
    return 'the unused bytes of its footer are not empty'
  return null
}

function differenceOfGzip(want: Wrap & { readonly kind: 'gzip' }, have: Wrap | undefined): string | null {
  if (have?.kind !== 'gzip') return 'its gzip is missing'
  if (Buffer.compare(want.header, have.header) !== 0) return 'its gzip header differs'
  if (have.facts.members.length !== 1) return `its gzip has ${have.facts.members.length} members instead of one`
  return equalBytes(want.tail, have.tail) ? null : 'what follows its gzip differs'
}

function differenceOfSeal(want: Wrap & { readonly kind: 'envelope' }, have: Wrap | undefined): string | null {
  if (have?.kind !== 'envelope') return 'its seal is missing'
  if (want.key.keyId !== have.key.keyId || Buffer.compare(want.key.key, have.key.key) !== 0)
    return 'it is sealed under another key'
  const [before, after] = [want.header, have.header]
  const kept = ivPrefix(before.iv)
  // A short iv may be the same by chance; the host's has eight random bytes.
  const isFresh = before.iv.length - kept < 8 || Buffer.compare(before.iv, after.iv) !== 0
  if (!isFresh) return 'it is sealed under the iv that was used before'
  const withoutIv = (header: typeof before) =>
    Buffer.from(header.raw).fill(0, header.ivOffset + kept, header.ivOffset + header.iv.length)
  const isSame = before.iv.length === after.iv.length && withoutIv(before).equals(withoutIv(after))
  return isSame ? null : 'the header of its seal differs'
}
