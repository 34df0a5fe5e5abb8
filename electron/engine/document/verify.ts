// The proof after writing: what was read back is opened anew and compared with the document, entry by entry, layer by layer.
// It is told apart what had to change, and what had to stay byte for byte.
import type { Proof } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, equalBytes, isZero } from '../codecs/bytes'
import type { Document } from './document'
import type { Entry } from './entry'
import type { Layer } from './layer'
import type { OpenLayerOptions } from './opening'
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
  const changed = expected.isChanged()
  if (!changed && !equalBytes(expected.source, actual.source))
    fail('its bytes differ although nothing in it was changed')
  const before = expected.entries()
  const after = actual.entries()
  if (before.length !== after.length) fail(`it has ${after.length} entries instead of ${before.length}`)
  const inner = new Map(expected.nestedLayers().map(layer => [layer.parentSlot, layer]))
  for (const [index, want] of before.entries()) {
    const have = after[index]!
    const nested = inner.get(want.slot)
    const rebuilt = nested?.isChanged() === true
    const isUntouched = !expected.touched.has(want.slot) && !rebuilt
    // Of what was not touched the whole record is compared below, content included.
    const difference =
      compareHeader(want, have, rebuilt) ?? (rebuilt || isUntouched ? null : compareContent(want, have))
    if (difference) fail(`${want.name} differs in its ${difference}`, want.name)
    if (isUntouched) {
      if (!sameRecord(want, have)) fail(`the record of ${want.name} differs although it was not changed`, want.name)
      tally.untouched++
    }
    tally.entries++
    if (nested) await compareLayer(nested, await again.openLayer(have, options), again, tally, options)
  }
  if (!sameEnd(trailerOf(expected), trailerOf(actual))) fail('the end of the archive differs')
}

function compareHeader(want: Entry, have: Entry, rebuilt: boolean): string | null {
  // The one file of a gzip that holds no archive is named after the gzip, which may have been renamed.
  const isNamed = want.layer.isTar
  if (isNamed && Buffer.compare(withoutSlash(want.rawName), withoutSlash(have.rawName)) !== 0) return 'name'
  for (const fact of [
    'kind',
    'mode',
    'uid',
    'gid',
    'uname',
    'gname',
    'mtime',
    'linkname',
    'devmajor',
    'devminor',
  ] as const) {
    if (want[fact] !== have[fact]) return fact
  }
  return rebuilt || want.size === have.size ? null : 'size'
}

function compareContent(want: Entry, have: Entry): string | null {
  if (want.kind !== 'file') return null
  const [before, after] = [want.layer.comparableContent(want.slot), have.layer.comparableContent(have.slot)]
  return equalBytes(before, after) ? null : 'content'
}

/** Extension headers, header, data and padding, as stored. */
function sameRecord(want: Entry, have: Entry): boolean {
  const a = want.origin
  const b = have.origin
  if (!a || !b) return false
  const before = want.layer.content.slice(a.start, a.end)
  const after = have.layer.content.slice(b.start, b.end)
  // The padding of a last entry may have been missing, and was needed once another stands behind it.
  const more = after.length - before.length
  return (
    more >= 0 && equalBytes(before, after.slice(0, before.length)) && isZero(after.read(before.length, after.length))
  )
}

function trailerOf(layer: Layer): Bytes {
  const { body } = layer.opened
  return body.kind === 'tar' ? body.tar.content.slice(body.tar.trailer) : body.content.slice(0, 0)
}

/** A lone zero block stands before the end of some archives; when what followed it is removed, it becomes part of the end. */
function sameEnd(want: Bytes, have: Bytes): boolean {
  const more = have.length - want.length
  return more >= 0 && equalBytes(want, have.slice(more)) && isZero(have.read(0, more))
}

function withoutSlash(name: Uint8Array): Uint8Array {
  return name.at(-1) === 0x2f ? name.subarray(0, -1) : name
}
