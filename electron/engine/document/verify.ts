// The proof after writing: what was read back is reopened and compared with the document, layer by layer, entry by entry, gap by
// gap. What had to change must be changed, and all else must be there byte for byte. docs/proof.md says what each part catches.
import type { Proof } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, equalBytes } from '../codecs/bytes'
import type { Document } from './document'
import type { Layer } from './layer'
import type { OpenLayerOptions } from './opening'
import { differenceOfGaps } from './verify-gaps'
import { differenceOf } from './verify-record'
import { differenceOfWraps } from './verify-wraps'
import { contentIn } from './repack'

/** Reopens `written` and compares. Throws VERIFY_FAILED naming the first difference, or why it cannot be read at all. */
export async function verify(document: Document, written: Bytes, options: OpenLayerOptions = {}): Promise<Proof> {
  const opened = new Map(document.layers().map(layer => [layer.label, layer]))
  const expected = (label: string) => contentIn(written, label) ?? opened.get(label)?.content ?? null
  const again = await document.reopen(written, { ...options, expected })
  const tally = { layers: 0, entries: 0, untouched: 0 }
  await compareLayer(document.root, again.root, again, tally, { ...options, expected })
  return { ...tally, bytes: written.length }
}

interface Tally {
  layers: number
  entries: number
  untouched: number
}

async function compareLayer(
  expected: Layer,
  actual: Layer,
  again: Document,
  tally: Tally,
  options: OpenLayerOptions,
): Promise<void> {
  tally.layers++
  const fail = (what: string, path?: string) => {
    throw new BootbankError('VERIFY_FAILED', `${expected.label}: read back, ${what}. The file was not put in place.`, {
      layer: expected.label,
      ...(path === undefined ? {} : { path }),
    })
  }
  // A layer that was damaged when it was opened is copied as it is, damage included: it cannot have been edited.
  if (actual.problem && !expected.problem) throw actual.problem
  const rebuilt = expected.isRebuilt()
  if (!rebuilt && !equalBytes(expected.source, actual.source))
    fail('its bytes differ although nothing in it was changed')
  const around = rebuilt ? await differenceOfWraps(expected, actual) : null
  if (around) fail(around)
  const before = expected.entries()
  const after = actual.entries()
  if (before.length !== after.length) fail(`it has ${after.length} entries instead of ${before.length}`)
  const inner = new Map(expected.nestedLayers().map(layer => [layer.parentSlot, layer]))
  for (const [index, want] of before.entries()) {
    const have = after[index]!
    const nested = inner.get(want.slot)
    const isRebuilt = nested?.isRebuilt() === true
    const isUntouched = !expected.touched.has(want.slot) && !isRebuilt
    const difference = differenceOf(want, have, isUntouched ? 'untouched' : isRebuilt ? 'rebuilt' : 'touched')
    if (difference) fail(`${want.name} differs in its ${difference}`, want.name)
    if (isUntouched) tally.untouched++
    tally.entries++
    if (nested) await compareLayer(nested, await again.openLayer(have, options), again, tally, options)
  }
  const between = differenceOfGaps(expected, actual)
  if (between) fail(between)
}
