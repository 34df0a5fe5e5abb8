// One entry that was read back against the entry that had to be written: what its header says, its content, its record as stored.
import { bytesOf, equalBytes, isZero } from '../codecs/bytes'
import type { Entry } from './entry'
import { recordHead } from './repack'

/** What became of an entry: nothing; an edit of its own; or a layer inside it was rebuilt. */
export type Fate = 'untouched' | 'touched' | 'rebuilt'

/** What differs, as a noun; null when nothing does. The content of a rebuilt entry is compared as the layer it is. */
export function differenceOf(want: Entry, have: Entry, fate: Fate): string | null {
  const fact = differenceOfFacts(want, have, fate)
  if (fact) return fact
  if (fate === 'untouched') return sameRecord(want, have) ? null : 'record, although it was not changed'
  if (fate === 'touched' && !sameContent(want, have)) return 'content'
  return want.layer.isTar ? differenceOfRecord(want, have, fate) : null
}

function differenceOfFacts(want: Entry, have: Entry, fate: Fate): string | null {
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
  return fate === 'rebuilt' || want.size === have.size ? null : 'size'
}

function sameContent(want: Entry, have: Entry): boolean {
  if (want.kind !== 'file') return true
  return equalBytes(want.layer.comparableContent(want.slot), have.layer.comparableContent(have.slot))
}

/** Extension headers, header, data and padding, as stored. */
function sameRecord(want: Entry, have: Entry): boolean {
  return want.origin !== null && sameFrom(want, have, 'start')
}

/** The stored bytes from one place of the record to its end. */
function sameFrom(want: Entry, have: Entry, place: 'start' | 'dataOffset'): boolean {
  const a = want.origin
  const b = have.origin
  if (!a || !b) return false
  const before = want.layer.content.slice(a[place], a.end)
  const after = have.layer.content.slice(b[place], b.end)
  // The padding of a last entry may have been missing, and was needed once another stands after it.
  const more = after.length - before.length
  return (
    more >= 0 && equalBytes(before, after.slice(0, before.length)) && isZero(after.read(before.length, after.length))
  )
}

/** The record of an entry that was changed or added: its header as the edit makes it, and what follows the content. */
function differenceOfRecord(want: Entry, have: Entry, fate: Fate): string | null {
  const { layer, slot } = want
  const state = layer.slots[slot]
  const stored = have.origin
  if (!state || !stored) return 'record'
  const isWritten = fate === 'rebuilt' || state.content !== null || want.origin === null
  const head = recordHead(layer, { slot, state, sibling: layer.sibling(slot) }, isWritten ? have.size : null)
  const { content } = have.layer
  if (!equalBytes(bytesOf(head), content.slice(stored.start, stored.dataOffset))) return 'header'
  if (!isWritten) return sameFrom(want, have, 'dataOffset') ? null : 'data as stored'
  return isZero(content.read(stored.dataOffset + stored.storedSize, stored.end)) ? null : 'padding'
}

function withoutSlash(name: Uint8Array): Uint8Array {
  return name.at(-1) === 0x2f ? name.subarray(0, -1) : name
}
