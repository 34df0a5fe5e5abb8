// Writing tar records: an edited entry keeps its own header and only the changed fields are patched; what its dialect cannot
// hold gets what that dialect's own tool would use (GNU long name beside GNU headers, pax beside ustar and pax).
import { assertNever } from '../../../shared/model/assert-never'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, concatBytes, copyOf } from './bytes'
import { displayName } from './names'
import type { PaxGlobals } from './pax'
import { sparseMapBytes } from './sparse'
import { newTypeflag, rawNameOf, type TarEntry } from './tar-entry'
import {
  BLOCK,
  checksums,
  dialectOf,
  encodeHeader,
  type HeaderFields,
  isOldStar,
  padded,
  padding,
  prefixField,
  readNumber,
  sealChecksum,
  setNumber,
  setText,
} from './tar-header'
import {
  type Extension,
  lastPax,
  longNameFor,
  paxHas,
  withNameOfItsOwn,
  withoutAccessLists,
  withoutSparseRecords,
  withPaxRecord,
} from './tar-write-extensions'
import { type OwnerFacts, withLink, withOwner, withTime } from './tar-write-facts'

/** pax keywords that a new file takes over from its sibling. */
const OWNER_AND_TIME = ['hdrcharset', 'uid', 'gid', 'uname', 'gname', 'mtime']
const NO_VALUE = new Uint8Array(0)

/** Bytes a name field holds: V7 programs want a NUL at its end. */
const NAME_BYTES = 100
const V7_NAME_BYTES = 99

/** What an edit changes in a record. */
export interface HeadPatch {
  /** Without the slash of a directory: that is written as it was. */
  readonly name?: Uint8Array
  /** 0 to 07777. */
  readonly mode?: number
  /** New content length, bytes; a sparse entry becomes a plain file. */
  readonly size?: number
  readonly owner?: OwnerFacts
  /** Whole seconds since 1970. */
  readonly mtime?: number
  /** Target of a link. */
  readonly link?: Uint8Array
}

/** A new entry. */
export interface NewFacts extends HeadPatch {
  readonly name: Uint8Array
  readonly size: number
  readonly mode: number
  readonly kind: 'file' | 'directory' | 'symlink'
}

interface Head {
  readonly extensions: readonly Extension[]
  /** 512 bytes, ours to change. */
  readonly header: Uint8Array
  /** Extension blocks of a sparse header. */
  readonly tail: Uint8Array
  /** Global pax records in force, which win over the header's own fields. */
  readonly globals: PaxGlobals
}

/** The bytes before an entry's data, patched. `tar` is the layer the entry was read from. Throws NAME_INVALID. */
export function patchHead(tar: Bytes, entry: TarEntry, patch: HeadPatch): Uint8Array {
  const read = readHead(tar, entry)
  const head = patch.size !== undefined && isSparse(entry) ? withoutSparse(read, entry) : read
  const isSlashed = rawNameOf(entry).at(-1) === 0x2f && entry.kind === 'directory'
  const name = patch.name && isSlashed ? Buffer.concat([patch.name, Buffer.from('/')]) : patch.name
  return applyPatch(head, { ...patch, ...(name ? { name } : {}) })
}

/** The bytes before the data of a new entry at the end of an archive: dialect, owner and time of a sibling, unless given. */
export function newHead(
  tar: Bytes,
  sibling: TarEntry | null,
  globals: PaxGlobals,
  { kind, ...given }: NewFacts,
): Uint8Array {
  const facts = kind === 'directory' ? { ...given, name: Buffer.concat([given.name, Buffer.from('/')]) } : given
  const rest = { tail: new Uint8Array(0), globals }
  if (!sibling) {
    const typeflag = newTypeflag(kind, false)
    const root = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0, typeflag, uname: 'root', gname: 'root' }
    const header = encodeHeader({ ...root, name: new Uint8Array(0) })
    let extensions: readonly Extension[] = []
    for (const keyword of OWNER_AND_TIME) {
      // What a global header says of all entries after it must not be said of this one.
      if (globals.has(keyword)) extensions = withPaxRecord(extensions, header, keyword, NO_VALUE)
    }
    return applyPatch({ extensions, header, ...rest }, facts)
  }
  const header = copyOf(tar.read(sibling.headerOffset, sibling.headerOffset + BLOCK))
  const dialect = dialectOf(header)
  header[156] = newTypeflag(kind, sibling.typeflag === '\0').charCodeAt(0)
  setText(header, 'linkname', new Uint8Array(0))
  if (sibling.typeflag === 'S') header.fill(0, ...sparseMapBytes(dialect))
  if ((sibling.typeflag === '3' || sibling.typeflag === '4') && !isOldStar(header, dialect)) {
    for (const name of ['devmajor', 'devminor'] as const) setNumber(header, name, 0)
  }
  let extensions: readonly Extension[] = []
  for (const keyword of OWNER_AND_TIME) {
    const own = sibling.pax.findLast(record => record.keyword === keyword)?.value ?? null
    const itsGlobal = sibling.globals.get(keyword) ?? null
    const isSame = Buffer.compare(itsGlobal ?? NO_VALUE, globals.get(keyword) ?? NO_VALUE) === 0
    // An empty value sends the reader past the global header to the field.
    const value = own ?? (isSame ? null : (itsGlobal ?? NO_VALUE))
    if (value) extensions = withPaxRecord(extensions, header, keyword, value)
  }
  return applyPatch({ extensions, header, ...rest }, facts)
}

export interface NewMember {
  readonly name: string
  readonly content?: Bytes
  readonly mode: number
  /** Seconds since 1970. */
  readonly mtime: number
  readonly uid?: number
  readonly gid?: number
  readonly uname?: string
  readonly gname?: string
  readonly typeflag?: string
  readonly linkname?: string
}

/** A member whose name or target may be no UTF-8. */
export interface RawMember extends Omit<NewMember, 'name' | 'linkname'> {
  readonly name: string | Uint8Array
  readonly linkname?: string | Uint8Array
}

/** A whole archive as the host's busybox tar writes it: GNU headers, two zero blocks, no padding to 10,240. */
export function tarOf(members: readonly RawMember[]): Bytes {
  const parts = members.flatMap(member => {
    const size = member.content?.length ?? 0
    const fields: HeaderFields = {
      name: new Uint8Array(0),
      mode: member.mode,
      uid: member.uid ?? 0,
      gid: member.gid ?? 0,
      size,
      mtime: member.mtime,
      typeflag: member.typeflag ?? '0',
      uname: member.uname ?? 'root',
      gname: member.gname ?? 'root',
    }
    const head = { extensions: [], header: encodeHeader(fields), tail: new Uint8Array(0), globals: new Map() }
    const name = Buffer.from(member.name)
    const slash = fields.typeflag === '5' && name.at(-1) !== 0x2f ? '/' : ''
    const link = member.linkname === undefined ? {} : { link: Buffer.from(member.linkname) }
    return [
      bytesOf(applyPatch(head, { name: Buffer.concat([name, Buffer.from(slash)]), ...link })),
      member.content ?? bytesOf(),
      bytesOf(padding(size)),
    ]
  })
  return concatBytes([...parts, bytesOf(new Uint8Array(2 * BLOCK))])
}

function readHead(tar: Bytes, entry: TarEntry): Head {
  const extensions: Extension[] = []
  for (let at = entry.start; at < entry.headerOffset; ) {
    const header = tar.read(at, at + BLOCK)
    const size = readNumber(header, 'size') ?? 0
    const end = Math.min(at + BLOCK + padded(size), entry.headerOffset)
    extensions.push({
      typeflag: String.fromCharCode(header[156]!),
      body: tar.read(at + BLOCK, at + BLOCK + size),
      raw: tar.read(at, end),
    })
    at = end
  }
  const header = copyOf(tar.read(entry.headerOffset, entry.headerOffset + BLOCK))
  const tail = entry.typeflag === 'S' ? tar.read(entry.headerOffset + BLOCK, entry.dataOffset) : new Uint8Array(0)
  return { extensions, header, tail, globals: entry.globals }
}

function applyPatch(head: Head, patch: HeadPatch): Uint8Array {
  const { header } = head
  const signed = usesSignedChecksum(header)
  let { extensions } = head
  if (patch.mode !== undefined) {
    // Some tars keep the type of the file above the permission bits.
    const type = Math.floor((readNumber(header, 'mode') ?? 0) / 0o10000)
    setNumber(header, 'mode', type * 0o10000 + patch.mode)
    extensions = withoutAccessLists(extensions)
  }
  if (patch.owner !== undefined) extensions = withOwner(extensions, header, patch.owner, head.globals)
  if (patch.mtime !== undefined) extensions = withTime(extensions, header, patch.mtime, head.globals)
  if (patch.link !== undefined) extensions = withLink(extensions, header, patch.link, head.globals)
  if (patch.name !== undefined) extensions = withName(extensions, header, patch.name, head.globals)
  if (patch.size !== undefined) extensions = withSize(extensions, header, patch.size, head.globals)
  sealChecksum(header)
  if (signed) setNumber(header, 'checksum', checksums(header).signed)
  return Buffer.concat([...extensions.map(one => one.raw), header, head.tail])
}

/** Some old tars summed signed bytes; a header that only fits that way keeps it. */
function usesSignedChecksum(header: Uint8Array): boolean {
  const stored = readNumber(header, 'checksum')
  const { unsigned, signed } = checksums(header)
  return signed !== unsigned && stored === signed
}

/** `name` as it is written, with the slash of a directory. */
function withName(
  extensions: readonly Extension[],
  header: Uint8Array,
  name: Uint8Array,
  globals: PaxGlobals,
): readonly Extension[] {
  const dialect = dialectOf(header)
  const prefix = prefixField(header, dialect)
  if (prefix) header.fill(0, prefix[0], prefix[0] + prefix[1])
  const short = name.subarray(0, dialect === 'v7' ? V7_NAME_BYTES : NAME_BYTES)
  const others = extensions.filter(one => one.typeflag !== 'L').map(one => withNameOfItsOwn(one, short))
  const named = ['GNU.sparse.name', 'path'].filter(keyword => paxHas(lastPax(others), keyword))
  if (named.length > 0) {
    setText(header, 'name', short)
    return named.reduce<readonly Extension[]>((list, keyword) => withPaxRecord(list, header, keyword, name), others)
  }
  const isOverruled = globals.has('path')
  if (!isOverruled && name.length <= short.length) {
    setText(header, 'name', name)
    return others
  }
  const split = !isOverruled && prefix && dialect !== 'gnu' ? splitPrefix(name, prefix[1]) : null
  if (prefix && split) {
    setText(header, 'name', split.name)
    header.set(split.prefix, prefix[0])
    return others
  }
  setText(header, 'name', short)
  if (isOverruled) return withPaxRecord(others, header, 'path', name)
  switch (dialect) {
    case 'gnu':
      return [...others, longNameFor(header, name)]
    case 'ustar':
    case 'pax':
      return withPaxRecord(others, header, 'path', name)
    case 'star':
      if (!isOldStar(header, dialect)) return withPaxRecord(others, header, 'path', name)
      throw tooLong('star', name, 'in a prefix of 155 bytes and a name of 100')
    case 'v7':
      if (lastPax(others)) return withPaxRecord(others, header, 'path', name)
      throw tooLong('v7', name, 'at 99 bytes')
    case 'visor':
      throw tooLong('visor', name, 'at 100 bytes')
    default:
      return assertNever(dialect)
  }
}

function tooLong(dialect: string, name: Uint8Array, where: string): BootbankError {
  return new BootbankError(
    'NAME_INVALID',
    `This archive is in the old ${dialect} format, whose names end ${where}; "${displayName(name)}" has ${name.length} bytes.`,
  )
}

function withSize(
  extensions: readonly Extension[],
  header: Uint8Array,
  size: number,
  globals: PaxGlobals,
): readonly Extension[] {
  const fits = setNumber(header, 'size', size)
  if (paxHas(lastPax(extensions), 'size') || globals.has('size') || !fits) {
    if (dialectOf(header) === 'v7' && !lastPax(extensions)) {
      throw new BootbankError(
        'NAME_INVALID',
        `This archive is in the old v7 format, which cannot hold a file of ${size} bytes.`,
      )
    }
    return withPaxRecord(extensions, header, 'size', Buffer.from(String(size)))
  }
  return extensions
}

function isSparse(entry: TarEntry): boolean {
  return entry.sparse !== null || entry.typeflag === 'S' || entry.problem !== null
}

/** A sparse entry about to get new content: no map, a plain typeflag, its real name. */
function withoutSparse(head: Head, entry: TarEntry): Head {
  const { header } = head
  if (entry.typeflag === 'S') {
    header[156] = 0x30
    header.fill(0, ...sparseMapBytes(dialectOf(header)))
  }
  const extensions = withoutSparseRecords(head.extensions)
  const next = { ...head, extensions, tail: new Uint8Array(0) }
  // The header of the pax forms names no file but a place where others would unpack the map.
  return entry.typeflag === 'S'
    ? next
    : { ...next, extensions: withName(extensions, header, rawNameOf(entry), head.globals) }
}

/** POSIX: the prefix ends before a slash, the rest fits the name field. */
function splitPrefix(name: Uint8Array, prefixLength: number): { prefix: Uint8Array; name: Uint8Array } | null {
  for (let at = Math.min(prefixLength, name.length - 2); at > 0; at--) {
    if (name[at] === 0x2f && name.length - at - 1 <= 100)
      return { prefix: name.subarray(0, at), name: name.subarray(at + 1) }
  }
  return null
}
