// Writing tar records: an edited entry keeps its own header and only the changed fields are patched; what its dialect cannot
// hold gets what that dialect's own tool would use (GNU long name beside GNU headers, pax beside ustar and pax).
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, concatBytes, copyOf } from './bytes'
import { displayName } from './names'
import { formatPax, type PaxRecord, parsePax } from './pax'
import { kindOf, padded, type TarEntry } from './tar'
import {
  BLOCK,
  checksums,
  dialectOf,
  encodeHeader,
  type HeaderFields,
  readNumber,
  sealChecksum,
  setNumber,
  setText,
} from './tar-header'

/** pax keywords that a new file takes over from its sibling. */
const OWNER_AND_TIME = new Set(['uid', 'gid', 'uname', 'gname', 'mtime', 'hdrcharset'])

/** What an edit changes in a record. */
export interface HeadPatch {
  readonly name?: Uint8Array
  /** 0 to 07777. */
  readonly mode?: number
  /** New content length, bytes; a sparse entry becomes a plain file. */
  readonly size?: number
}

/** An extension header (L, K, x) with its body; `raw` as stored, padding included. */
interface Extension {
  readonly typeflag: string
  readonly body: Uint8Array
  readonly raw: Uint8Array
}

interface Head {
  readonly extensions: readonly Extension[]
  /** 512 bytes, ours to change. */
  readonly header: Uint8Array
  /** Extension blocks of an old GNU sparse header. */
  readonly tail: Uint8Array
}

/** The bytes before an entry's data, patched. `tar` is the layer the entry was read from. Throws NAME_INVALID. */
export function patchHead(tar: Bytes, entry: TarEntry, patch: HeadPatch): Uint8Array {
  const head = readHead(tar, entry)
  return applyPatch(patch.size !== undefined && entry.sparse ? withoutSparse(head, entry) : head, patch)
}

/** The bytes before the data of a new regular file: dialect, owner and time of a sibling. */
export function newHead(
  tar: Bytes,
  sibling: TarEntry | null,
  facts: { readonly name: Uint8Array; readonly size: number; readonly mode: number },
): Uint8Array {
  if (!sibling) {
    const root = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0, typeflag: '0', uname: 'root', gname: 'root' }
    const header = encodeHeader({ ...root, name: new Uint8Array(0) })
    return applyPatch({ extensions: [], header, tail: new Uint8Array(0) }, facts)
  }
  const header = copyOf(tar.read(sibling.headerOffset, sibling.headerOffset + BLOCK))
  if (sibling.typeflag !== '\0') header[156] = 0x30
  setText(header, 'linkname', new Uint8Array(0))
  if (sibling.typeflag === 'S') header.fill(0, 386, 495)
  let extensions: readonly Extension[] = []
  for (const { keyword, value } of sibling.pax) {
    if (OWNER_AND_TIME.has(keyword)) extensions = withPaxRecord(extensions, header, keyword, value)
  }
  return applyPatch({ extensions, header, tail: new Uint8Array(0) }, facts)
}

/** Zero bytes that fill data up to the block. */
export function padding(size: number): Uint8Array {
  return new Uint8Array(padded(size) - size)
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

/** A whole archive as the host's busybox tar writes it: GNU headers, two zero blocks, no padding to 10,240. */
export function tarOf(members: readonly NewMember[]): Bytes {
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
      linkname: Buffer.from(member.linkname ?? ''),
      uname: member.uname ?? 'root',
      gname: member.gname ?? 'root',
    }
    const head = { extensions: [], header: encodeHeader(fields), tail: new Uint8Array(0) }
    return [
      bytesOf(applyPatch(head, { name: Buffer.from(member.name) })),
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
  return { extensions, header, tail }
}

function applyPatch(head: Head, patch: HeadPatch): Uint8Array {
  const { header } = head
  const signed = usesSignedChecksum(header)
  let { extensions } = head
  if (patch.mode !== undefined) setNumber(header, 'mode', ((readNumber(header, 'mode') ?? 0) & ~0o7777) | patch.mode)
  if (patch.name !== undefined) extensions = withName(extensions, header, patch.name)
  if (patch.size !== undefined) extensions = withSize(extensions, header, patch.size)
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

function withName(extensions: readonly Extension[], header: Uint8Array, bare: Uint8Array): readonly Extension[] {
  const isDirectory = kindOf(String.fromCharCode(header[156]!), new Uint8Array(0)) === 'directory'
  const name = isDirectory ? Buffer.concat([bare, Buffer.from('/')]) : bare
  const dialect = dialectOf(header)
  const prefixLength = dialect === 'ustar' ? 155 : dialect === 'star' ? 131 : 0
  if (prefixLength > 0) header.fill(0, 345, 345 + prefixLength)
  const others = extensions.filter(one => one.typeflag !== 'L')

  if (extensions.some(one => paxHas(one, 'path'))) {
    setText(header, 'name', name.subarray(0, 100))
    return others.map(one => (paxHas(one, 'path') ? withRecord(one, 'path', name) : one))
  }
  if (name.length <= 100) {
    setText(header, 'name', name)
    return others
  }
  const split = prefixLength > 0 ? splitPrefix(name, prefixLength) : null
  if (split) {
    setText(header, 'name', split.name)
    header.set(split.prefix, 345)
    return others
  }
  setText(header, 'name', name.subarray(0, 100))
  switch (dialect) {
    case 'gnu':
      return [...others, longName(header, name)]
    case 'ustar':
    case 'star':
    case 'pax':
      return withPaxRecord(others, header, 'path', name)
    case 'v7':
    case 'visor':
      throw new BootbankError(
        'NAME_INVALID',
        `This archive is in the old ${dialect} format, whose names end at 100 bytes; "${displayName(name)}" has ${name.length}.`,
      )
  }
}

function withSize(extensions: readonly Extension[], header: Uint8Array, size: number): readonly Extension[] {
  const fits = setNumber(header, 'size', size)
  const value = Buffer.from(String(size))
  if (extensions.some(one => paxHas(one, 'size'))) {
    return extensions.map(one => (paxHas(one, 'size') ? withRecord(one, 'size', value) : one))
  }
  if (fits) return extensions
  if (dialectOf(header) === 'v7') {
    throw new BootbankError(
      'NAME_INVALID',
      `This archive is in the old v7 format, which cannot hold a file of ${size} bytes.`,
    )
  }
  return withPaxRecord(extensions, header, 'size', value)
}

/** A sparse entry about to get new content: no map, a plain typeflag, its real name. */
function withoutSparse(head: Head, entry: TarEntry): Head {
  const header = head.header
  const name = entry.rawName
  if (entry.typeflag === 'S') {
    header[156] = 0x30
    header.fill(0, 386, 495)
    return { ...head, header, tail: new Uint8Array(0) }
  }
  const extensions = head.extensions.flatMap(one => {
    if (one.typeflag !== 'x') return [one]
    const records = parsePax(one.body, 0, '').filter(record => !record.keyword.startsWith('GNU.sparse.'))
    return records.length > 0 ? [withBody(one, formatPax(records))] : []
  })
  return { header, tail: head.tail, extensions: withName(extensions, header, name) }
}

/** POSIX: the prefix ends before a slash, the rest fits the name field. */
function splitPrefix(name: Uint8Array, prefixLength: number): { prefix: Uint8Array; name: Uint8Array } | null {
  for (let at = Math.min(prefixLength, name.length - 2); at > 0; at--) {
    if (name[at] === 0x2f && name.length - at - 1 <= 100)
      return { prefix: name.subarray(0, at), name: name.subarray(at + 1) }
  }
  return null
}

function longName(header: Uint8Array, name: Uint8Array): Extension {
  const body = Buffer.concat([name, Buffer.alloc(1)])
  const raw = encodeHeader({
    name: Buffer.from('././@LongLink'),
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: body.length,
    mtime: 0,
    typeflag: 'L',
    uname: 'root',
    gname: 'root',
  })
  raw.set(header.subarray(257, 265), 257)
  sealChecksum(raw)
  return { typeflag: 'L', body, raw: Buffer.concat([raw, body, padding(body.length)]) }
}

function withPaxRecord(
  extensions: readonly Extension[],
  header: Uint8Array,
  keyword: string,
  value: Uint8Array,
): readonly Extension[] {
  const last = extensions.findLast(one => one.typeflag === 'x')
  if (last) return extensions.map(one => (one === last ? withRecord(one, keyword, value) : one))
  const raw = copyOf(header)
  raw[156] = 'x'.charCodeAt(0)
  const base = Buffer.from(header.subarray(0, 100)).toString('latin1').replace(/\0.*$/s, '')
  setText(raw, 'name', Buffer.from(`PaxHeaders/${base}`, 'latin1').subarray(0, 100))
  setText(raw, 'linkname', new Uint8Array(0))
  return [...extensions, withBody({ typeflag: 'x', body: new Uint8Array(0), raw }, formatPax([{ keyword, value }]))]
}

function paxHas(extension: Extension, keyword: string): boolean {
  return extension.typeflag === 'x' && parsePax(extension.body, 0, '').some(record => record.keyword === keyword)
}

/** The extension with one record set, the others byte for byte and in order. */
function withRecord(extension: Extension, keyword: string, value: Uint8Array): Extension {
  const before = parsePax(extension.body, 0, '')
  const records: PaxRecord[] = before.map(record => (record.keyword === keyword ? { keyword, value } : record))
  if (!before.some(record => record.keyword === keyword)) records.push({ keyword, value })
  return withBody(extension, formatPax(records))
}

function withBody(extension: Extension, body: Uint8Array): Extension {
  const header = copyOf(extension.raw.subarray(0, BLOCK))
  setNumber(header, 'size', body.length)
  sealChecksum(header)
  return { typeflag: extension.typeflag, body, raw: Buffer.concat([header, body, padding(body.length)]) }
}
