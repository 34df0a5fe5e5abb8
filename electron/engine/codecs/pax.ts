// pax extended headers, POSIX.1-2001: records "LENGTH KEYWORD=VALUE\n", LENGTH in decimal counting the whole record.
// Values are bytes: a path need not be UTF-8, an attribute need not be text. An empty value takes the field back to what the
// header itself says.
import { BootbankError } from '../../../shared/model/errors'
import { copyOf } from './bytes'

export interface PaxRecord {
  readonly keyword: string
  readonly value: Uint8Array
}

export interface ParsedPax {
  /** In order; on damage, those before it. */
  readonly records: readonly PaxRecord[]
  /** PAX_RECORD with the byte offset of the first malformed record. */
  readonly problem: BootbankError | null
}

/** What global headers (g) say of all entries after them, by keyword; replaced by the next one, never changed. */
export type PaxGlobals = ReadonlyMap<string, Uint8Array>

/** Keywords that say something about an entry here. All others are kept in the archive and not in memory. */
const READ = new Set([
  'path',
  'linkpath',
  'size',
  'mtime',
  'uid',
  'gid',
  'uname',
  'gname',
  'hdrcharset',
  'SCHILY.devmajor',
  'SCHILY.devminor',
  'GNU.volume.filename',
  'GNU.volume.offset',
])
const SPARSE = 'GNU.sparse.'

/** All records in order; `base` is the place of `data` in the layer, for the problem's offset. */
export function parsePax(data: Uint8Array, base: number, layer: string): ParsedPax {
  const records: PaxRecord[] = []
  const view = Buffer.from(data.buffer, data.byteOffset, data.length)
  let at = 0
  while (at < view.length) {
    // Some writers pad the last record with NULs to the block.
    if (view[at] === 0 && view.subarray(at).every(byte => byte === 0)) break
    const space = view.indexOf(0x20, at)
    const digits = space < 0 || space - at > 12 ? '' : view.toString('latin1', at, space)
    const end = at + (/^[0-9]+$/.test(digits) ? Number.parseInt(digits, 10) : 0)
    const equals = view.indexOf(0x3d, space)
    if (end <= space || end > view.length || view[end - 1] !== 0x0a || equals < 0 || equals >= end) {
      const message = `${layer}: the pax extended header has a malformed record at byte ${base + at}.`
      return { records, problem: new BootbankError('PAX_RECORD', message, { layer, offset: base + at }) }
    }
    records.push({ keyword: view.toString('utf8', space + 1, equals), value: data.subarray(equals + 1, end - 1) })
    at = end
  }
  return { records, problem: null }
}

/** Those that say something about the entry after them, as copies: a view would hold on to all the memory around it. */
export function readableRecords(records: readonly PaxRecord[]): readonly PaxRecord[] {
  return records
    .filter(({ keyword }) => READ.has(keyword) || keyword.startsWith(SPARSE))
    .map(({ keyword, value }) => ({ keyword, value: copyOf(value) }))
}

/** The globals after one more global header; an empty value takes a keyword back. */
export function withGlobals(globals: PaxGlobals, records: readonly PaxRecord[]): PaxGlobals {
  const after = new Map(globals)
  for (const { keyword, value } of records) {
    if (!READ.has(keyword)) continue
    if (value.length > 0) after.set(keyword, copyOf(value))
    else after.delete(keyword)
  }
  return after
}

/** The value that counts for an entry: its own before the global one; null where the header's own field counts. */
export function paxValue(own: readonly PaxRecord[], globals: PaxGlobals, keyword: string): Uint8Array | null {
  const record = own.findLast(one => one.keyword === keyword)
  if (record) return record.value.length > 0 ? record.value : null
  return globals.get(keyword) ?? null
}

/** A decimal value, fractions and sign included (times have them); null for anything else. */
export function paxNumber(value: Uint8Array): number | null {
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
  return /^[+-]?[0-9]{1,40}(\.[0-9]*)?$/.test(text) ? Number(text) : null
}

/** One record as bytes; its length counts its own digits. */
export function formatPaxRecord(keyword: string, value: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(` ${keyword}=`), value, Buffer.from('\n')])
  let length = body.length + 1
  while (length !== body.length + String(length).length) length = body.length + String(length).length
  return Buffer.concat([Buffer.from(String(length)), body])
}

/** The records as one body. */
export function formatPax(records: readonly PaxRecord[]): Uint8Array {
  return Buffer.concat(records.map(record => formatPaxRecord(record.keyword, record.value)))
}
