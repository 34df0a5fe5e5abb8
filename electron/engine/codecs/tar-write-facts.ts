// Owner, time and link target of a record that is rewritten. The field of the header where it can hold the value; where it cannot, or a
// pax record says it already, a pax record; for long links a GNU header. What neither can hold is refused.
// Trap: a pax record, also a global one, wins over the field, so both are written.
import { BootbankError } from '../../../shared/model/errors'
import type { PaxGlobals } from './pax'
import { dialectOf, field, isOldStar, setNumber, setText, type TarDialect } from './tar-header'
import { type Extension, hasPaxRecord, lastPax, longLinkFor, withPaxRecord } from './tar-write-extensions'

/** Numbers and names of an owner; names are printable ASCII. */
export interface OwnerFacts {
  readonly uid: number
  readonly gid: number
  readonly uname: string
  readonly gname: string
}

/** Bytes that star's layout of 1985 has for owner names, at places of its own. */
const oldStarName = { uname: [314, 16], gname: [330, 15] } as const

/** The extensions once the owner is set; the header is changed in place. Throws NAME_INVALID. */
export function withOwner(
  extensions: readonly Extension[],
  header: Uint8Array,
  owner: OwnerFacts,
  globals: PaxGlobals,
): readonly Extension[] {
  let list = extensions
  for (const name of ['uid', 'gid'] as const) list = withNumber(list, header, name, owner[name], globals)
  for (const name of ['uname', 'gname'] as const) list = withOwnerName(list, header, name, owner[name], globals)
  return list
}

/** The extensions once the time is set, in whole seconds since 1970. Throws NAME_INVALID. */
export function withTime(
  extensions: readonly Extension[],
  header: Uint8Array,
  mtime: number,
  globals: PaxGlobals,
): readonly Extension[] {
  return withNumber(extensions, header, 'mtime', mtime, globals)
}

/** The extensions once the link target is set. Throws NAME_INVALID. */
export function withLink(
  extensions: readonly Extension[],
  header: Uint8Array,
  target: Uint8Array,
  globals: PaxGlobals,
): readonly Extension[] {
  const dialect = dialectOf(header)
  const others = extensions.filter(one => one.typeflag !== 'K')
  const most = dialect === 'v7' ? 99 : 100
  setText(header, 'linkname', target.subarray(0, most))
  if (isInPax(others, 'linkpath', globals)) return withPaxRecord(others, header, 'linkpath', target)
  if (target.length <= most) return others
  if (dialect === 'gnu') return [...others, longLinkFor(header, target)]
  if (canHavePax(others, header, dialect)) return withPaxRecord(others, header, 'linkpath', target)
  throw new BootbankError(
    'NAME_INVALID',
    `This archive is in the old ${dialect} format, whose link targets end at ${most} bytes; this one has ${target.length}.`,
  )
}

function withNumber(
  extensions: readonly Extension[],
  header: Uint8Array,
  name: 'uid' | 'gid' | 'mtime',
  value: number,
  globals: PaxGlobals,
): readonly Extension[] {
  const dialect = dialectOf(header)
  // With the byte that ends the field: some readers need it.
  const most = 8 ** (field[name][1] - 1) - 1
  const fits = value >= 0 && value <= most
  if (fits || dialect === 'gnu') setNumber(header, name, value)
  else setNumber(header, name, value < 0 ? 0 : most)
  if (isInPax(extensions, name, globals)) return withPaxRecord(extensions, header, name, Buffer.from(String(value)))
  if (fits || dialect === 'gnu') return extensions
  if (canHavePax(extensions, header, dialect))
    return withPaxRecord(extensions, header, name, Buffer.from(String(value)))
  throw new BootbankError(
    'NAME_INVALID',
    `This archive is in the old ${dialect} format, whose ${name} is a number from 0 to ${most}, not ${value}.`,
  )
}

function withOwnerName(
  extensions: readonly Extension[],
  header: Uint8Array,
  name: 'uname' | 'gname',
  value: string,
  globals: PaxGlobals,
): readonly Extension[] {
  const dialect = dialectOf(header)
  const bytes = Buffer.from(value)
  const [start, length] = isOldStar(header, dialect) ? oldStarName[name] : field[name]
  const hasField = dialect !== 'v7'
  // With the NUL that ends the field.
  const fits = hasField ? bytes.length < length : bytes.length === 0
  if (hasField) {
    header.fill(0, start, start + length)
    if (fits) header.set(bytes, start)
  }
  // An empty value sends the reader past a global record, to the field.
  if (isInPax(extensions, name, globals)) return withPaxRecord(extensions, header, name, bytes)
  if (fits) return extensions
  if (dialect !== 'gnu' && canHavePax(extensions, header, dialect))
    return withPaxRecord(extensions, header, name, bytes)
  throw new BootbankError(
    'NAME_INVALID',
    hasField
      ? `This archive is in the ${dialect} format, whose ${name} holds ${length - 1} bytes; "${value}" has ${bytes.length}.`
      : `This archive is in the old v7 format, which has no names of owners, only numbers: leave "${value}" out.`,
  )
}

function isInPax(extensions: readonly Extension[], keyword: string, globals: PaxGlobals): boolean {
  return globals.has(keyword) || hasPaxRecord(lastPax(extensions), keyword)
}

/** Whether the readers of such a header know pax records: by its dialect, or because the entry has some. */
function canHavePax(extensions: readonly Extension[], header: Uint8Array, dialect: TarDialect): boolean {
  if (lastPax(extensions)) return true
  return dialect === 'ustar' || dialect === 'pax' || (dialect === 'star' && !isOldStar(header, dialect))
}
