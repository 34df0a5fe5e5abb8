// The 512-byte tar header: field table, decoding of every dialect, and patching in place. Patching keeps what it does not
// name, byte for byte, and writes a number in the style (padding, terminator) that the field already has: tar libraries
// rewrite headers as POSIX ustar, and an ESXi archive is GNU-magic.
import { assertNever } from '../../../shared/model/assert-never'
import { BootbankError } from '../../../shared/model/errors'

export const BLOCK = 512

/**
 * v7: no magic; gnu: `ustar  \0`, which is also what busybox and ESXi write; pax is ustar with an extended header before it;
 * star: ustar with times after a shorter prefix (xstar, xustar, node-tar), or star's own layout of 1985 without that magic.
 */
export type TarDialect = 'v7' | 'ustar' | 'gnu' | 'pax' | 'star' | 'visor'

/** Field offsets and lengths, bytes (POSIX.1-1988 ustar; GNU and star tail fields are named where they are read). */
export const field = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  typeflag: [156, 1],
  linkname: [157, 100],
  magic: [257, 8],
  uname: [265, 32],
  gname: [297, 32],
  devmajor: [329, 8],
  devminor: [337, 8],
  prefix: [345, 155],
} as const

export type FieldName = keyof typeof field
type NumericField = 'mode' | 'uid' | 'gid' | 'size' | 'mtime' | 'checksum' | 'devmajor' | 'devminor'

const GNU_MAGIC = Buffer.from('ustar  \0', 'latin1')
const BASE_256 = 0x80
const NEGATIVE = 0xff

/** Sum of all bytes with the checksum field read as spaces: unsigned as POSIX says, and signed as some old tars computed it. */
export function checksums(header: Uint8Array): { readonly unsigned: number; readonly signed: number } {
  let unsigned = 8 * 0x20
  let high = 0
  for (let index = 0; index < 148; index++) {
    const byte = header[index]!
    unsigned += byte
    high += byte >>> 7
  }
  for (let index = 156; index < BLOCK; index++) {
    const byte = header[index]!
    unsigned += byte
    high += byte >>> 7
  }
  return { unsigned, signed: unsigned - 256 * high }
}

/** True when the stored checksum fits, computed either way. */
export function checksumFits(header: Uint8Array): boolean {
  const stored = readNumber(header, 'checksum')
  if (stored === null) return false
  const { unsigned, signed } = checksums(header)
  return stored === unsigned || stored === signed
}

/** The dialect by magic alone. */
export function dialectOf(header: Uint8Array): TarDialect {
  // Compared byte by byte: this runs for every entry of archives with half a million.
  if (hasText(header, 257, 'ustar')) {
    if (header[262] === 0x20) return 'gnu'
    return hasText(header, 508, 'tar\0') || hasStarTimes(header) ? 'star' : 'ustar'
  }
  if (hasText(header, 508, 'tar\0')) return 'star'
  return hasText(header, 257, 'visor ') ? 'visor' : 'v7'
}

/** The sign by which GNU tar too knows star: a prefix that ends early, and after it two octal times. */
function hasStarTimes(header: Uint8Array): boolean {
  return header[475] === 0 && [476, 488].every(at => isStarTime(header, at))
}

function isStarTime(header: Uint8Array, at: number): boolean {
  for (let index = at; index < at + 11; index++) if (header[index]! < 0x30 || header[index]! > 0x37) return false
  return header[at + 11] === 0x20 || header[at + 11] === 0
}

/** True for star's layout of 1985, which has names and prefix at other places and no device numbers of ours. */
export function isOldStar(header: Uint8Array, dialect: TarDialect): boolean {
  return dialect === 'star' && !hasText(header, 257, 'ustar')
}

/** True for GNU magic with a folder in the place of GNU's own fields, as writers of Go before 1.8 left it. GNU has a time there. */
export function hasStrayPrefix(header: Uint8Array, dialect: TarDialect): boolean {
  return dialect === 'gnu' && header[345] !== 0 && parseNumber(header, 345, 357) === null
}

/** Where a header keeps the folders that do not fit its name field: offset and length; null where it has no such field. */
export function prefixField(header: Uint8Array, dialect: TarDialect): readonly [start: number, length: number] | null {
  switch (dialect) {
    case 'ustar':
    case 'pax':
      return [345, 155]
    case 'star':
      // The map of a sparse file lies in the same place.
      if (header[156] === 0x53) return null
      return isOldStar(header, dialect) ? [345, 155] : [345, 131]
    case 'visor':
      return [345, 151]
    case 'gnu':
      return hasStrayPrefix(header, dialect) ? [345, 155] : null
    case 'v7':
      return null
    default:
      return assertNever(dialect)
  }
}

/** The path that the header alone holds: prefix and name. */
export function headerPath(header: Uint8Array, dialect: TarDialect): Uint8Array {
  const name = readText(header, 'name')
  const place = header[345] === 0 ? null : prefixField(header, dialect)
  if (!place) return name
  const prefix = untilNul(header.subarray(place[0], place[0] + place[1]))
  return Buffer.concat([prefix, Buffer.from(prefix.at(-1) === 0x2f ? '' : '/'), name])
}

/** Owner names, where the dialect has them. */
export function readOwner(header: Uint8Array, name: 'uname' | 'gname', dialect: TarDialect): Uint8Array {
  if (dialect === 'v7') return new Uint8Array(0)
  if (!isOldStar(header, dialect)) return readText(header, name)
  return untilNul(name === 'uname' ? header.subarray(314, 330) : header.subarray(330, 345))
}

function hasText(header: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (header[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** The bytes of a text field up to its NUL. */
export function readText(header: Uint8Array, name: FieldName): Uint8Array {
  const place = field[name]
  const end = place[0] + place[1]
  let at = place[0]
  while (at < end && header[at] !== 0) at++
  return header.subarray(place[0], at)
}

/** Bytes up to the first NUL. */
export function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** Bytes up to the next multiple of 512. */
export function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

/** Zero bytes that fill data up to the block. */
export function padding(size: number): Uint8Array {
  return new Uint8Array(padded(size) - size)
}

/**
 * A numeric field: octal after any blanks, or GNU base-256. The first NUL ends it, so that a field that begins with one is 0, as
 * bsdtar, CPython and busybox (the host) read it; GNU tar alone steps over a single leading NUL. Null when it is neither.
 */
export function readNumber(header: Uint8Array, name: NumericField): number | null {
  const place = field[name]
  return parseNumber(header, place[0], place[0] + place[1])
}

/** Octal or base-256 (two's complement, first bit set) as a number. Plain arithmetic: shifts would turn 2 GiB negative. */
export function parseNumber(raw: Uint8Array, start = 0, end = raw.length): number | null {
  const first = raw[start]!
  if (first & 0x80) return parseBase256(raw, start, end)
  let at = start
  while (at < end && isBlank(raw[at]!)) at++
  let value = 0
  for (; at < end; at++) {
    const byte = raw[at]!
    if (byte < 0x30 || byte > 0x37) return byte === 0x20 || byte === 0 ? value : null
    value = value * 8 + (byte - 0x30)
  }
  return value
}

/** As isspace() of C: blank, tab and the line ends. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

function parseBase256(raw: Uint8Array, start: number, end: number): number | null {
  const first = raw[start]!
  const negative = first === NEGATIVE || (first & 0x40) !== 0
  let value = negative ? (first | 0x80) - 256 : first & 0x7f
  for (let at = start + 1; at < end; at++) value = value * 256 + raw[at]!
  return Number.isSafeInteger(value) ? value : null
}

export interface HeaderFields {
  readonly name: Uint8Array
  /** Permission and T/set-id bits, 0 to 07777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes. */
  readonly size: number
  /** Seconds since 1970. */
  readonly mtime: number
  /** One character; NUL allowed. */
  readonly typeflag: string
  readonly linkname?: Uint8Array
  readonly uname: string
  readonly gname: string
}

/** A header as busybox tar on ESXi writes it (GNU magic, NUL-terminated octal). The name must fit 100 bytes. */
export function encodeHeader(fields: HeaderFields): Uint8Array {
  const header = new Uint8Array(BLOCK)
  for (const name of ['mode', 'uid', 'gid', 'devmajor', 'devminor'] as const) fillOctal(header, name)
  for (const name of ['size', 'mtime'] as const) fillOctal(header, name)
  header.set(GNU_MAGIC, 257)
  setText(header, 'name', fields.name)
  setText(header, 'linkname', fields.linkname ?? new Uint8Array(0))
  setText(header, 'uname', Buffer.from(fields.uname))
  setText(header, 'gname', Buffer.from(fields.gname))
  header[156] = fields.typeflag.charCodeAt(0)
  for (const name of ['mode', 'uid', 'gid', 'size', 'mtime'] as const) setNumber(header, name, fields[name])
  // busybox leaves the device numbers of a plain file empty
  header.fill(0, 329, 345)
  header.set(Buffer.from('000000\0 '), 148)
  sealChecksum(header)
  return header
}

/** Writes a text field, NUL-padded. Throws NAME_INVALID when it does not fit. */
export function setText(header: Uint8Array, name: FieldName, value: Uint8Array): void {
  const [start, length] = field[name]
  if (value.length > length) {
    throw new BootbankError(
      'NAME_INVALID',
      `The ${name} field of a tar header holds ${length} bytes, not ${value.length}.`,
    )
  }
  header.fill(0, start, start + length)
  header.set(value, start)
}

/** Writes a number in the style the field has (leading zeros or spaces, its terminator). Returns false when it cannot hold it. */
export function setNumber(header: Uint8Array, name: NumericField, value: number): boolean {
  const [start, length] = field[name]
  const raw = header.subarray(start, start + length)
  if ((raw[0]! & 0x80) !== 0 || value < 0) return setBase256(raw, value)
  const current = latin1(raw)
  const style = /^( *)([0-7]*)([ \0]*)$/.exec(current)
  const tail = style && style[3]!.length < length ? style[3]! : '\0'
  const pad = style && style[1]!.length > 0 ? ' ' : '0'
  const digits = value.toString(8)
  for (const end of [tail, '\0', '']) {
    if (digits.length <= length - end.length) {
      raw.set(Buffer.from(digits.padStart(length - end.length, pad) + end, 'latin1'))
      return true
    }
  }
  return dialectOf(header) === 'gnu' || dialectOf(header) === 'star' ? setBase256(raw, value) : false
}

/** GNU base-256: first bit set, two's complement, big endian. */
function setBase256(raw: Uint8Array, value: number): boolean {
  let rest = value
  for (let index = raw.length - 1; index > 0; index--) {
    raw[index] = ((rest % 256) + 256) % 256
    rest = Math.floor(rest / 256)
  }
  if (rest !== 0 && rest !== -1) return false
  raw[0] = rest < 0 ? NEGATIVE : BASE_256
  return true
}

/** Computes the checksum again, in the style the field has. */
export function sealChecksum(header: Uint8Array): void {
  const { unsigned } = checksums(header)
  setNumber(header, 'checksum', unsigned)
}

function fillOctal(header: Uint8Array, name: NumericField): void {
  const [start, length] = field[name]
  header.fill(0x30, start, start + length - 1)
  header[start + length - 1] = 0
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
