// What lies around a layer that was rebuilt: the same seal under the same key or the one that an edit gave it, and the same gzip header
// and tail. Only the iv must be another one, for an iv may not be used twice under a key.
import { equalBytes } from '../codecs/bytes'
import { hasEmptyFooter, ivPrefix, newEnvelopeHeader } from '../codecs/envelope'
import { keyForSeal } from './encryption-info-beside'
import type { Layer } from './layer'
import type { Wrap } from './open-layer'
import { withoutEnvelope, wrapsInside } from './repack'

type Gzip = Extract<Wrap, { kind: 'gzip' }>
/** What a seal is compared by; what it holds is compared as what it is. */
type Seal = Omit<Extract<Wrap, { kind: 'envelope' }>, 'content'>

/** What differs, for a message; null when nothing does. Throws why the key of a new seal is not to be had. */
export async function differenceOfWraps(expected: Layer, actual: Layer): Promise<string | null> {
  const before = await wrapsOf(expected)
  const after = actual.opened.wraps
  const kinds = (wraps: readonly (Gzip | Seal)[]) => wraps.map(({ kind }) => kind).join(' and ') || 'nothing'
  if (kinds(before) !== kinds(after)) return `${kinds(after)} lies around it instead of ${kinds(before)}`
  const isChanged = expected.isChanged()
  for (const [index, want] of before.entries()) {
    const have = after[index]
    const difference =
      want.kind === 'envelope' ? differenceOfSeal(want, have) : isChanged ? differenceOfGzip(want, have) : null
    if (difference) return difference
  }
  if (before[0]?.kind === 'envelope' && !hasEmptyFooter(actual.source))
    return 'the unused bytes of its footer are not empty'
  // Only its seal is another one: what lies in it is stored as it was.
  if (!isChanged && !equalBytes(withoutEnvelope(expected), withoutEnvelope(actual)))
    return 'its bytes differ although nothing in it was changed'
  return null
}

/** What is to lie around the layer. */
async function wrapsOf(layer: Layer): Promise<readonly (Gzip | Seal)[]> {
  if (!layer.isSealed) return wrapsInside(layer)
  if (layer.seal === undefined) return layer.opened.wraps
  const key = await keyForSeal(layer)
  return [{ kind: 'envelope', header: newEnvelopeHeader(key), key }, ...wrapsInside(layer)]
}

function differenceOfGzip(want: Gzip, have: Wrap | undefined): string | null {
  if (have?.kind !== 'gzip') return 'its gzip is missing'
  if (Buffer.compare(want.header, have.header) !== 0) return 'its gzip header differs'
  if (have.facts.members.length !== 1) return `its gzip has ${have.facts.members.length} members instead of one`
  return equalBytes(want.tail, have.tail) ? null : 'what follows its gzip differs'
}

function differenceOfSeal(want: Seal, have: Wrap | undefined): string | null {
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
