// The entries of a FAT folder: 32 bytes each, long names in front of them in reverse order with a checksum of the short one. The trap: a
// sequence can be torn, and the system then goes by the short name; so does this, and says so.
import { Fields } from '../little-endian'

export const ENTRY = 32
const DELETED = 0xe5
const LONG = 0x0f
const VOLUME = 0x08
const FOLDER = 0x10
/** Characters of one piece of a long name, by the places of their pairs of bytes. */
const CHARACTERS = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30]
/** Pieces: a long name has up to 255 characters. */
const MOST_PIECES = 20

/** One file or folder. */
export interface FatEntry {
  /** The long name; the short one where there is none. */
  readonly name: string
  /** As it is stored, such as `STATE.TGZ`. */
  readonly shortName: string
  readonly isFolder: boolean
  /** Bytes; 0 of a folder. */
  readonly size: number
  /** The first cluster; 0 of an empty file. */
  readonly cluster: number
  /** When it was written, `2024-05-01T12:30:08`: FAT says nothing of the time zone. Null where it is not a time. */
  readonly modified: string | null
  /** Where the 32 bytes of the entry are, from the start of the folder. */
  readonly offset: number
}

export interface FolderContent {
  readonly entries: readonly FatEntry[]
  /** The name of the file system, where the folder has it. */
  readonly label: string | null
  /** What is wrong, and where from the start of the folder. */
  readonly faults: readonly { readonly offset: number; readonly detail: string }[]
}

/** Reads the bytes of a folder; `.` and `..` are left out. Never throws. */
export function readFolder(bytes: Uint8Array): FolderContent {
  const entries: FatEntry[] = []
  const faults: { offset: number; detail: string }[] = []
  let label: string | null = null
  let long: LongName | null = null
  for (let offset = 0; offset + ENTRY <= bytes.length; offset += ENTRY) {
    const row = new Fields(bytes.subarray(offset, offset + ENTRY))
    const first = row.u8(0)
    if (first === 0) break
    const attributes = row.u8(11)
    if (first === DELETED) {
      long = null
    } else if ((attributes & 0x3f) === LONG) {
      const next: LongName | null = withPiece(long, row)
      if (next === null || (long !== null && (first & 0x40) !== 0)) {
        faults.push({
          offset,
          detail: `a long name is out of order: piece ${first & 0x3f} is not the one that belongs there`,
        })
      }
      long = next
    } else if (attributes & VOLUME) {
      label = shortNameOf(row)
      long = null
    } else {
      const shortName = shortNameOf(row)
      const name = nameOf(long, row)
      if (long !== null && name === null) {
        faults.push({ offset, detail: `the long name before ${shortName} is not its own, or not whole` })
      }
      long = null
      if (shortName !== '.' && shortName !== '..')
        entries.push(entryOf(row, offset, shortName, name ?? cased(row, shortName)))
    }
  }
  return { entries, label, faults }
}

interface LongName {
  /** The pieces so far, the last of the name first. */
  readonly pieces: readonly string[]
  /** The number of the piece that came last; 1 when it is whole. */
  readonly number: number
  readonly checksum: number
}

/** Null where the piece is not the one that belongs there. */
function withPiece(before: LongName | null, row: Fields): LongName | null {
  const order = row.u8(0)
  const number = order & 0x3f
  const checksum = row.u8(13)
  if (number < 1 || number > MOST_PIECES) return null
  const piece = String.fromCharCode(...CHARACTERS.map(at => row.u16(at)))
  if (order & 0x40) return { pieces: [piece], number, checksum }
  if (before === null || before.number !== number + 1 || before.checksum !== checksum) return null
  return { pieces: [...before.pieces, piece], number, checksum }
}

function nameOf(long: LongName | null, row: Fields): string | null {
  if (long === null || long.number !== 1 || long.checksum !== checksumOf(row)) return null
  const text = long.pieces.toReversed().join('')
  return text.split('\0')[0] ?? null
}

/** The checksum of a short name that its long name carries. */
export function checksumOf(row: Fields): number {
  let sum = 0
  for (let at = 0; at < 11; at++) sum = (((sum & 1) << 7) + (sum >>> 1) + row.u8(at)) & 0xff
  return sum
}

/** The first byte of a name is 5 where it should be that of a deleted entry. */
function nameBytes(row: Fields): string {
  return row.u8(0) === 5 ? `\xe5${row.text(1, 8)}` : row.text(0, 8)
}

function shortNameOf(row: Fields): string {
  const base = nameBytes(row).trimEnd()
  const extension = row.text(8, 11).trimEnd()
  // A label is eleven characters without a dot.
  if (row.u8(11) & VOLUME) return row.text(0, 11).trimEnd()
  return extension === '' ? base : `${base}.${extension}`
}

/** Two bits say that base or extension are meant in small letters. */
function cased(row: Fields, shortName: string): string {
  const flags = row.u8(12)
  const [base = '', extension] = shortName.split('.')
  if (shortName.startsWith('.')) return shortName
  const parts = [flags & 0x08 ? base.toLowerCase() : base]
  if (extension !== undefined) parts.push(flags & 0x10 ? extension.toLowerCase() : extension)
  return parts.join('.')
}

function entryOf(row: Fields, offset: number, shortName: string, name: string): FatEntry {
  return {
    name,
    shortName,
    isFolder: (row.u8(11) & FOLDER) !== 0,
    size: row.u8(11) & FOLDER ? 0 : row.u32(28),
    cluster: row.u16(26) + row.u16(20) * 0x10000,
    modified: timeOf(row.u16(24), row.u16(22)),
    offset,
  }
}

function timeOf(date: number, time: number): string | null {
  const [year, month, day] = [1980 + (date >>> 9), (date >>> 5) & 15, date & 31]
  const [hour, minute, second] = [time >>> 11, (time >>> 5) & 63, (time & 31) * 2]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}
