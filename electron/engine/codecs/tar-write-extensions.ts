// The extension headers of a changed entry: GNU long name, pax records, Solaris access lists. Each is changed only where it must be,
// the other records stay byte for byte and in order.
import { isUtf8 } from 'node:buffer'
import { copyOf } from './bytes'
import { formatPax, type PaxRecord, parsePax } from './pax'
import { BLOCK, encodeHeader, padding, sealChecksum, setNumber, setText } from './tar-header'

/** An extension header (L, K, x) with its body; `raw` as stored, padding included. */
export interface Extension {
  readonly typeflag: string
  readonly body: Uint8Array
  readonly raw: Uint8Array
}

/** A GNU long name, in the manner of the header after it. */
export function longNameFor(header: Uint8Array, name: Uint8Array): Extension {
  return longTextFor(header, 'L', name)
}

/** A GNU long link target, in the manner of the header after it. */
export function longLinkFor(header: Uint8Array, target: Uint8Array): Extension {
  return longTextFor(header, 'K', target)
}

function longTextFor(header: Uint8Array, typeflag: 'L' | 'K', name: Uint8Array): Extension {
  const body = Buffer.concat([name, Buffer.alloc(1)])
  const raw = encodeHeader({
    name: Buffer.from('././@LongLink'),
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: body.length,
    mtime: 0,
    typeflag,
    uname: 'root',
    gname: 'root',
  })
  raw.set(header.subarray(257, 265), 257)
  sealChecksum(raw)
  return { typeflag, body, raw: Buffer.concat([raw, body, padding(body.length)]) }
}

/** One pax record set: in the last pax header of the entry, or in a new one of its own. */
export function withPaxRecord(
  extensions: readonly Extension[],
  header: Uint8Array,
  keyword: string,
  value: Uint8Array,
): readonly Extension[] {
  const last = lastPax(extensions)
  if (last) return extensions.map(one => (one === last ? withRecord(one, keyword, value) : one))
  const raw = copyOf(header)
  raw[156] = 'x'.charCodeAt(0)
  const base = Buffer.from(header.subarray(0, 100)).toString('latin1').replace(/\0.*$/s, '')
  setText(raw, 'name', Buffer.from(`PaxHeaders/${base}`, 'latin1').subarray(0, 100))
  setText(raw, 'linkname', new Uint8Array(0))
  const empty: Extension = { typeflag: 'x', body: new Uint8Array(0), raw }
  return [...extensions, withRecord(empty, keyword, value)]
}

/** The pax header that counts: the last one, or its Solaris forerunner. */
export function lastPax(extensions: readonly Extension[]): Extension | undefined {
  return extensions.findLast(isPax)
}

function isPax(extension: Extension): boolean {
  return extension.typeflag === 'x' || extension.typeflag === 'X'
}

/** True for a record with a value; an empty one sends the reader back to the header. */
export function paxHas(extension: Extension | undefined, keyword: string): boolean {
  const records = extension ? parsePax(extension.body, 0, '').records : []
  return (records.findLast(record => record.keyword === keyword)?.value.length ?? 0) > 0
}

/** True for a record, also for an empty one. */
export function hasPaxRecord(extension: Extension | undefined, keyword: string): boolean {
  const records = extension ? parsePax(extension.body, 0, '').records : []
  return records.some(record => record.keyword === keyword)
}

/** The extension with one record set, the others byte for byte and in order. A name that is not UTF-8 is declared as bytes. */
function withRecord(extension: Extension, keyword: string, value: Uint8Array): Extension {
  const before = parsePax(extension.body, 0, '').records
  const records: PaxRecord[] = before.map(record => (record.keyword === keyword ? { keyword, value } : record))
  if (!before.some(record => record.keyword === keyword)) records.push({ keyword, value })
  if (!isUtf8(value) && !before.some(record => record.keyword === 'hdrcharset')) {
    records.unshift({ keyword: 'hdrcharset', value: Buffer.from('BINARY') })
  }
  return withBody(extension, formatPax(records))
}

function withBody(extension: Extension, body: Uint8Array): Extension {
  const header = copyOf(extension.raw.subarray(0, BLOCK))
  setNumber(header, 'size', body.length)
  sealChecksum(header)
  return { typeflag: extension.typeflag, body, raw: Buffer.concat([header, body, padding(body.length)]) }
}

/** An access list of Solaris bears the name of its file; other programs unpack it under that. */
export function withNameOfItsOwn(extension: Extension, name: Uint8Array): Extension {
  if (extension.typeflag !== 'A') return extension
  const raw = copyOf(extension.raw)
  setText(raw, 'name', name)
  sealChecksum(raw.subarray(0, BLOCK))
  return { ...extension, raw }
}

/** Access lists repeat the mode, and win over it when unpacked: a mode that was set must count. */
export function withoutAccessLists(extensions: readonly Extension[]): readonly Extension[] {
  return withoutRecords(
    extensions.filter(one => one.typeflag !== 'A'),
    'SCHILY.acl.',
  )
}

/** Without the map of a sparse file, and its other name. */
export function withoutSparseRecords(extensions: readonly Extension[]): readonly Extension[] {
  return withoutRecords(extensions, 'GNU.sparse.')
}

/** Without the pax records whose keyword begins so; a pax header that would be empty goes. */
function withoutRecords(extensions: readonly Extension[], prefix: string): readonly Extension[] {
  return extensions.flatMap(one => {
    if (!isPax(one)) return [one]
    const before = parsePax(one.body, 0, '').records
    const records = before.filter(({ keyword }) => !keyword.startsWith(prefix))
    if (records.length === before.length) return [one]
    return records.length > 0 ? [withBody(one, formatPax(records))] : []
  })
}
