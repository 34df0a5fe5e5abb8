// Reading tar: one walk over the inflated layer that finds every entry and says where its record begins and ends, so that a
// save can copy what no edit touches. Nothing is normalised: what the header says is kept, however odd.
// The trap: extension headers (L, K, x) belong to the entry behind them and go with it; a global one (g) stays where it is.
import { BootbankError } from '../../../shared/model/errors'
import type { EntryKind } from '../../../shared/model/node'
import { type Bytes, isZero } from './bytes'
import { type CodecContext, throwIfCancelled } from './context'
import { withinLimit } from './limits'
import { displayName } from './names'
import { type PaxRecord, parsePax } from './pax'
import { expandSparse, readGnuSparse, readPaxSparse, type Sparse } from './sparse'
import {
  BLOCK,
  checksumFits,
  checksums,
  dialectOf,
  parseNumber,
  readNumber,
  readText,
  type TarDialect,
  untilNul,
} from './tar-header'

/** One entry. Offsets are bytes in the inflated layer. */
export interface TarEntry {
  /** First byte of its record: of its extension headers, if it has any. */
  readonly start: number
  readonly headerOffset: number
  readonly dataOffset: number
  /** Bytes of data as stored. */
  readonly storedSize: number
  /** One past the padding. */
  readonly end: number
  /** Name as shown, without the slash at the end of a directory. */
  readonly name: string
  readonly rawName: Uint8Array
  readonly kind: EntryKind
  readonly typeflag: string
  readonly dialect: TarDialect
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly uname: string
  readonly gname: string
  /** Seconds since 1970; negative before, fractional in pax. */
  readonly mtime: number
  readonly linkname: string
  readonly devmajor: number
  readonly devminor: number
  /** Bytes of content: with its holes for a sparse file, 0 for what has none. */
  readonly size: number
  readonly sparse: Sparse | null
  /** Records of its own pax header. */
  readonly pax: readonly PaxRecord[]
  readonly notes: readonly string[]
}

export interface Tar {
  readonly content: Bytes
  readonly entries: readonly TarEntry[]
  /** Where the end blocks (or what stands in their place) begin. */
  readonly trailer: number
  readonly notes: readonly string[]
  /** Why reading stopped early. */
  readonly problem: BootbankError | null
}

const NONE: readonly never[] = []

/** Walks the archive. Damage ends the walk and is told as `problem`; only LIMIT and CANCELLED are thrown. */
export function readTar(content: Bytes, context: CodecContext): Tar {
  return new TarWalk(context).finish(content)
}

/** A walk that can keep step with an archive that is still arriving. */
export class TarWalk {
  readonly #entries: TarEntry[] = []
  readonly #notes: string[] = []
  #state: Extensions = NO_EXTENSIONS
  #globals: readonly PaxRecord[] = NONE
  #at = 0
  #ended = false
  #problem: BootbankError | null = null

  constructor(private readonly context: CodecContext) {}

  /** Reads on as far as whole entries are there; `content` is the same archive as before, grown. Throws LIMIT or CANCELLED. */
  advance(content: Bytes): void {
    while (!this.#stopped && this.#isWhole(content)) this.#step(content)
  }

  /** Reads to the end: `content` is all there is. Throws LIMIT or CANCELLED. */
  finish(content: Bytes): Tar {
    while (!this.#stopped && this.#at < content.length) this.#step(content)
    const { start } = this.#state
    if (!this.#problem && start !== null) {
      this.#problem = truncated(this.context.layer, start, 'an extension header stands', content.length)
      this.#at = start
    }
    const trailer = Math.min(this.#at, content.length)
    if (!this.#problem) this.#notes.push(...trailerNotes(content, trailer, this.#ended))
    return { content, entries: this.#entries, trailer, notes: this.#notes, problem: this.#problem }
  }

  get #stopped(): boolean {
    return this.#ended || this.#problem !== null
  }

  /** True when the record at hand and the block behind it are there, so that it reads the same as it will in the end. */
  #isWhole(content: Bytes): boolean {
    if (this.#at + 2 * BLOCK > content.length) return false
    const header = content.read(this.#at, this.#at + BLOCK)
    // An old sparse header goes on in blocks of its own: left to the end.
    if (header[156] === 0x53) return false
    const size = readNumber(header, 'size') ?? 0
    return this.#at + padded(size) + 3 * BLOCK <= content.length
  }

  #step(content: Bytes): void {
    try {
      this.#read(content)
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
      this.#problem = error
      this.#at = this.#state.start ?? this.#at
    }
  }

  #read(content: Bytes): void {
    const { context } = this
    const at = this.#at
    if (at + BLOCK > content.length) {
      if (!isZero(content.read(at, content.length))) {
        throw truncated(context.layer, at, `a header of ${BLOCK} bytes begins`, content.length)
      }
      this.#ended = true
      return
    }
    const header = content.read(at, at + BLOCK)
    if (header[0] === 0 && isZero(header)) {
      const next = at + BLOCK
      const single = next + BLOCK <= content.length && !isZero(content.read(next, next + BLOCK))
      if (!single || !checksumFits(content.read(next, next + BLOCK))) {
        this.#ended = true
        return
      }
      this.#notes.push(`A single zero block at byte ${at}: GNU tar stops there, busybox (the host) reads on.`)
      this.#at = next
      return
    }
    checkHeader(header, at, context)
    const typeflag = String.fromCharCode(header[156]!)
    if (isExtension(typeflag)) {
      const data = extensionData(content, header, at, context)
      if (typeflag === 'g') this.#globals = mergeRecords(this.#globals, parsePax(data.bytes, at + BLOCK, context.layer))
      else this.#state = withExtension(this.#state, typeflag, data.bytes, at, context)
      this.#at = data.end
      return
    }
    const entry = readEntry(content, header, at, this.#state, this.#globals, context)
    withinLimit(context.limits, 'entries', this.#entries.length + 1, { layer: context.layer, offset: at })
    this.#entries.push(entry)
    if (this.#entries.length % 8192 === 0) {
      throwIfCancelled(context.signal)
      context.onProgress?.(`Reading ${context.layer}`, at, content.length)
    }
    this.#state = NO_EXTENSIONS
    this.#at = entry.end
  }
}

/** The content of an entry that has one: holes filled for a sparse file. */
export function tarContent(tar: Bytes, entry: TarEntry): Bytes {
  const stored = tar.slice(entry.dataOffset, entry.dataOffset + entry.storedSize)
  return entry.sparse ? expandSparse(stored, entry.sparse) : stored
}

/** What a typeflag is. POSIX would have unknown ones read as files; here they stay what they are. */
export function kindOf(typeflag: string, rawName: Uint8Array): EntryKind {
  switch (typeflag) {
    case '0':
    case '\0':
    case '7':
      return rawName.at(-1) === 0x2f ? 'directory' : 'file'
    case 'S':
      return 'file'
    case '1':
      return 'hardlink'
    case '2':
      return 'symlink'
    case '3':
      return 'char-device'
    case '4':
      return 'block-device'
    case '5':
    case 'D':
      return 'directory'
    case '6':
      return 'fifo'
    default:
      return 'other'
  }
}

interface Extensions {
  readonly start: number | null
  readonly longName: Uint8Array | null
  readonly longLink: Uint8Array | null
  readonly pax: readonly PaxRecord[]
}

const NO_EXTENSIONS: Extensions = { start: null, longName: null, longLink: null, pax: NONE }

/** L, K: GNU long name and link; x, X: pax and its Solaris forerunner; g: pax for all that follow. */
function isExtension(typeflag: string): boolean {
  return 'LKxXg'.includes(typeflag)
}

function checkHeader(header: Uint8Array, at: number, { layer }: CodecContext): void {
  if (checksumFits(header)) return
  const stored = readNumber(header, 'checksum')
  throw new BootbankError(
    'TAR_CHECKSUM',
    `${layer}: the tar header at byte ${at} has a wrong checksum (stored ${stored ?? 'unreadable'}, computed ${checksums(header).unsigned}). ` +
      'The archive is damaged from there on; what comes before it can be read.',
    { layer, path: displayName(readText(header, 'name')), offset: at },
  )
}

function extensionData(content: Bytes, header: Uint8Array, at: number, context: CodecContext) {
  const size = sizeField(header, at, context)
  withinLimit(context.limits, 'extensionBytes', size, { layer: context.layer, offset: at })
  const start = at + BLOCK
  if (start + size > content.length) {
    throw truncated(context.layer, at, `an extension header of ${size} bytes begins`, content.length)
  }
  return { bytes: content.read(start, start + size), end: Math.min(start + padded(size), content.length) }
}

function withExtension(
  state: Extensions,
  typeflag: string,
  data: Uint8Array,
  at: number,
  context: CodecContext,
): Extensions {
  const start = state.start ?? at
  if (typeflag === 'L') return { ...state, start, longName: untilNul(data) }
  if (typeflag === 'K') return { ...state, start, longLink: untilNul(data) }
  return { ...state, start, pax: mergeRecords(state.pax, parsePax(data, at + BLOCK, context.layer)) }
}

function mergeRecords(before: readonly PaxRecord[], after: readonly PaxRecord[]): readonly PaxRecord[] {
  return before.length === 0 ? after : [...before, ...after]
}

function readEntry(
  content: Bytes,
  header: Uint8Array,
  at: number,
  state: Extensions,
  globals: readonly PaxRecord[],
  context: CodecContext,
): TarEntry {
  const { layer } = context
  const notes: string[] = []
  const typeflag = String.fromCharCode(header[156]!)
  const pax = (keyword: string): Uint8Array | null =>
    (state.pax.findLast(one => one.keyword === keyword) ?? globals.findLast(one => one.keyword === keyword))?.value ??
    null
  const number = (name: 'mode' | 'uid' | 'gid' | 'mtime' | 'devmajor' | 'devminor'): number => {
    const extended = pax(name)
    const value = extended ? Number(latin1(extended)) : readNumber(header, name)
    if (value !== null && Number.isFinite(value)) return value
    notes.push(`The ${name} field is unreadable; shown as 0.`)
    return 0
  }
  const magic = dialectOf(header)
  const dialect: TarDialect = state.pax.length > 0 ? 'pax' : magic
  const rawName = pax('GNU.sparse.name') ?? pax('path') ?? state.longName ?? headerName(header, magic)
  withinLimit(context.limits, 'pathBytes', rawName.length, { layer, offset: at })
  const rawLink = pax('linkpath') ?? state.longLink ?? readText(header, 'linkname')
  const kind = kindOf(typeflag, rawName)
  const name = displayName(kind === 'directory' ? withoutSlash(rawName) : rawName)

  const declared = pax('size') ? Number(latin1(pax('size')!)) : sizeField(header, at, context, name)
  if (!Number.isSafeInteger(declared) || declared < 0) throw unreadableSize(layer, name, at)
  const gnuSparse = typeflag === 'S' ? readGnuSparse(content, at, layer) : null
  const dataHere = at + BLOCK * (1 + (gnuSparse?.blocks ?? 0))
  const visorOffset = magic === 'visor' ? readVisorOffset(header) : 0
  const dataOffset = visorOffset > 0 ? visorOffset : dataHere
  const hasData = declared > 0 && dataFollows(content, typeflag, dataOffset, state.pax.length > 0)
  const storedSize = hasData ? declared : 0
  if (dataOffset + storedSize > content.length) {
    throw new BootbankError(
      'TAR_TRUNCATED',
      `${layer}: ${name} at byte ${at} claims ${storedSize} bytes, but the archive ends ${Math.max(0, content.length - dataOffset)} bytes after its header.`,
      { layer, path: name, offset: at },
    )
  }
  const stored = content.slice(dataOffset, dataOffset + storedSize)
  const sparse = gnuSparse ?? (kind === 'file' ? readPaxSparse(state.pax, stored, dataOffset, layer) : null)
  if (sparse) checkSparse(sparse, storedSize, name, at, context)
  if (typeflag === 'M')
    notes.push('Continues a file of another volume (multi-volume archive); the other part is not here.')
  if (typeflag === 'V') notes.push('Volume label of the archive.')
  if (typeflag === 'D') notes.push('Directory listing of an incremental GNU archive.')
  if (kind === 'other' && !'MV'.includes(typeflag))
    notes.push(`Unknown typeflag ${printable(typeflag)}: kept as it is.`)
  return {
    start: state.start ?? at,
    headerOffset: at,
    dataOffset,
    storedSize,
    end: visorOffset > 0 ? dataHere : Math.min(dataOffset + padded(storedSize), content.length),
    name,
    rawName,
    kind,
    typeflag,
    dialect,
    mode: number('mode') & 0o7777,
    uid: number('uid'),
    gid: number('gid'),
    uname: displayName(pax('uname') ?? readTextIfMagic(header, 'uname', magic)),
    gname: displayName(pax('gname') ?? readTextIfMagic(header, 'gname', magic)),
    mtime: number('mtime'),
    linkname: kind === 'symlink' || kind === 'hardlink' ? displayName(rawLink) : '',
    devmajor: kind === 'char-device' || kind === 'block-device' ? number('devmajor') : 0,
    devminor: kind === 'char-device' || kind === 'block-device' ? number('devminor') : 0,
    size: sparse ? sparse.size : kind === 'file' || kind === 'other' ? storedSize : 0,
    sparse,
    pax: state.pax,
    notes: notes.length > 0 ? notes : NONE,
  }
}

/** Links, devices and directories may carry a size without data: they have data only when no header follows at once. */
function dataFollows(content: Bytes, typeflag: string, dataOffset: number, isPax: boolean): boolean {
  if (!'123456'.includes(typeflag)) return true
  if (dataOffset >= content.length) return false
  if (dataOffset + BLOCK > content.length) return true
  const next = content.read(dataOffset, dataOffset + BLOCK)
  if (isZero(next)) return isPax && typeflag === '1'
  return !checksumFits(next)
}

function checkSparse(sparse: Sparse, storedSize: number, name: string, offset: number, context: CodecContext): void {
  const { layer } = context
  withinLimit(context.limits, 'layerBytes', sparse.size, { layer, path: name, offset })
  const held = sparse.segments.reduce((sum, one) => sum + one.length, sparse.mapLength)
  if (held > storedSize) {
    throw new BootbankError(
      'TAR_HEADER',
      `${layer}: the sparse map of ${name} at byte ${offset} names more data than is stored.`,
      {
        layer,
        path: name,
        offset,
      },
    )
  }
}

function headerName(header: Uint8Array, dialect: TarDialect): Uint8Array {
  const name = readText(header, 'name')
  if (dialect !== 'ustar' && dialect !== 'star') return name
  const prefix = untilNul(header.subarray(345, dialect === 'star' ? 476 : 500))
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name])
}

function readTextIfMagic(header: Uint8Array, name: 'uname' | 'gname', dialect: TarDialect): Uint8Array {
  return dialect === 'v7' ? new Uint8Array(0) : readText(header, name)
}

/** formats.md section 3: visor tar keeps the data at the offset in header bytes 496 to 499, little endian. */
function readVisorOffset(header: Uint8Array): number {
  return new DataView(header.buffer, header.byteOffset).getUint32(496, true)
}

function sizeField(header: Uint8Array, at: number, { layer }: CodecContext, path?: string): number {
  const size = parseNumber(header.subarray(124, 136))
  if (size === null || size < 0) throw unreadableSize(layer, path, at)
  return size
}

function unreadableSize(layer: string, path: string | undefined, at: number): BootbankError {
  return new BootbankError('TAR_HEADER', `${layer}: the size field of the tar header at byte ${at} is unreadable.`, {
    layer,
    ...(path === undefined ? {} : { path }),
    offset: at + 124,
  })
}

function truncated(layer: string, at: number, what: string, length: number): BootbankError {
  return new BootbankError(
    'TAR_TRUNCATED',
    `${layer}: ${what} at byte ${at}, but the archive ends at byte ${length}.`,
    {
      layer,
      offset: at,
    },
  )
}

function trailerNotes(content: Bytes, at: number, ended: boolean): string[] {
  if (!ended) return ['The archive has no end blocks; tar accepts that.']
  let from = at
  while (from < content.length && isZero(content.read(from, Math.min(from + BLOCK, content.length)))) from += BLOCK
  if (from >= content.length) return []
  return [`${content.length - from} bytes stand behind the end of the archive at byte ${from}; they are kept on save.`]
}

/** Bytes up to the next multiple of 512. */
export function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

function withoutSlash(name: Uint8Array): Uint8Array {
  let end = name.length
  while (end > 1 && name[end - 1] === 0x2f) end--
  return name.subarray(0, end)
}

function printable(typeflag: string): string {
  return displayName(Buffer.from(typeflag, 'latin1'))
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
