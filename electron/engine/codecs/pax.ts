// pax extended headers, POSIX.1-2001: records "LENGTH KEYWORD=VALUE\n", LENGTH in decimal counting the whole record.
// Values are bytes: a path need not be UTF-8, an attribute need not be text.
import { BootbankError, type Where } from '../../../shared/model/errors'

export interface PaxRecord {
  readonly keyword: string
  readonly value: Uint8Array
}

/** All records in order. Throws PAX_RECORD, naming the byte offset (`base` plus the place in `data`). */
export function parsePax(data: Uint8Array, base: number, layer: string): readonly PaxRecord[] {
  const records: PaxRecord[] = []
  const view = Buffer.from(data.buffer, data.byteOffset, data.length)
  let at = 0
  while (at < view.length) {
    // Some writers pad the last record with NULs to the block.
    if (view[at] === 0 && view.subarray(at).every(byte => byte === 0)) break
    const where: Where = { layer, offset: base + at }
    const space = view.indexOf(0x20, at)
    const digits = space < 0 || space - at > 12 ? '' : view.toString('latin1', at, space)
    const length = /^[0-9]+$/.test(digits) ? Number.parseInt(digits, 10) : 0
    const end = at + length
    const equals = view.indexOf(0x3d, space)
    if (length === 0 || end > view.length || view[end - 1] !== 0x0a || equals < 0 || equals >= end) {
      throw new BootbankError(
        'PAX_RECORD',
        `${layer}: the pax extended header has a malformed record at byte ${base + at}.`,
        where,
      )
    }
    records.push({ keyword: view.toString('utf8', space + 1, equals), value: data.subarray(equals + 1, end - 1) })
    at = end
  }
  return records
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
