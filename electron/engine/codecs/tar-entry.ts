// One tar entry: what the header and the extension headers before it say, in any dialect. Nothing is normalised: what the header
// says is kept, however odd; a field that cannot be read is a finding, only an unreadable size ends the walk.
import { finding } from '../../../shared/findings/finding'
import { BootbankError } from '../../../shared/model/errors'
import { type Finding, type FindingPlace, noFindings } from '../../../shared/model/finding'
import type { EntryKind, LayerKind } from '../../../shared/model/node'
import { type Bytes, copyOf } from './bytes'
import type { CodecContext } from './context'
import { withinLimit } from './limits'
import { isPlain } from './names'
import { type PaxGlobals, type PaxRecord, paxNumber, paxValue } from './pax'
import { opensAs } from './sniff'
import { type HeaderMap, readHeaderSparse, type Sparse } from './sparse'
import { dataFollows, declaredSize, headOf, type SparseFacts, sparseFacts, visorOffset } from './tar-entry-data'
import type { Pending } from './tar-extensions'
import {
  BLOCK,
  dialectOf,
  headerPath,
  isOldStar,
  padded,
  readNumber,
  readOwner,
  readText,
  type TarDialect,
} from './tar-header'
import { addOddities } from './tar-oddities'
import { LastText, shown, withoutSlash } from './tar-texts'

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
  /** Bytes of the whole name where they are not those of `name`; see rawNameOf. */
  readonly rawName: Uint8Array | null
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
  /** Bytes of content: with its holes for a sparse file, 0 for what has none; of the listing for typeflag D. */
  readonly size: number
  readonly sparse: Sparse | null
  /** What its content opens as; null for a plain file and for what has no content. */
  readonly opens: LayerKind | null
  /** Records of its own pax header that are read here, sparse maps aside. */
  readonly pax: readonly PaxRecord[]
  /** Global pax records in force. */
  readonly globals: PaxGlobals
  /** Why its content cannot be had, although the entry itself can be read. */
  readonly problem: BootbankError | null
  readonly findings: readonly Finding[]
}

const NONE: readonly never[] = []
type NumberName = 'mode' | 'uid' | 'gid' | 'mtime' | 'devmajor' | 'devminor'

/** The name as it is stored, with the slash at the end of a directory. */
export function rawNameOf({ name, rawName }: Pick<TarEntry, 'name' | 'rawName'>): Uint8Array {
  return rawName ?? Buffer.from(name, 'latin1')
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

/** The typeflag of a new entry; archives of V7 have NUL for files and folders, and tell folders by the slash at the end of the name. */
export function newTypeflag(kind: 'file' | 'directory' | 'symlink', isNul: boolean): string {
  if (kind === 'symlink') return '2'
  if (isNul) return '\0'
  return kind === 'directory' ? '5' : '0'
}

const lastUser = new LastText()
const lastGroup = new LastText()

/** The entry whose header stands at `at`. Throws TAR_HEADER, TAR_TRUNCATED or LIMIT. */
export function readEntry(
  tar: Bytes,
  header: Uint8Array,
  at: number,
  pending: Pending,
  context: CodecContext,
): TarEntry {
  return new EntryReader(tar, header, at, pending, context).read()
}

/** Reads one entry. Small methods, because this is what a listing of many entries does all the time, and it runs cold. */
class EntryReader {
  readonly #findings: Finding[] = []
  readonly #hasRecords: boolean
  #name = ''

  constructor(
    private readonly tar: Bytes,
    private readonly header: Uint8Array,
    private readonly at: number,
    private readonly pending: Pending,
    private readonly context: CodecContext,
  ) {
    this.#hasRecords = pending.pax.length > 0 || pending.globals.size > 0
  }

  read(): TarEntry {
    const { tar, header, at, pending } = this
    const { globals } = pending
    const typeflag = String.fromCharCode(header[156]!)
    const magic = dialectOf(header)

    const own = this.#ownName()
    const rawName = own ?? headerPath(header, magic)
    this.#checkPath(rawName)
    const kind = kindOf(typeflag, rawName)
    const rawLink = kind === 'symlink' || kind === 'hardlink' ? this.#link() : null
    const name = shown(kind === 'directory' ? withoutSlash(rawName) : rawName, globals)
    this.#name = name
    for (const early of pending.findings) this.#findings.push({ ...early, place: { ...early.place, path: name } })

    const inHeader = typeflag === 'S' ? readHeaderSparse(tar, at, magic, this.context.layer) : null
    const dataHere = at + BLOCK * (1 + (inHeader?.blocks ?? 0))
    const elsewhere = magic === 'visor' ? visorOffset(header) : 0
    const dataOffset = elsewhere > 0 ? elsewhere : dataHere
    const storedSize = this.#storedSize(typeflag, kind, dataOffset)
    const mapped =
      kind === 'file' && (inHeader !== null || pending.pax.length > 0)
        ? this.#sparse(inHeader, dataOffset, storedSize)
        : null
    const sparse = mapped?.sparse ?? null
    const problem = mapped?.problem ?? null
    const size = mapped ? mapped.size : hasContent(kind, typeflag) ? storedSize : 0

    if (isOdd(typeflag, kind, header, rawName, globals)) {
      const isNamedOutside = own !== null
      addOddities(this.#findings, this.#here, { typeflag, kind, header, magic, rawName, isNamedOutside, globals })
    }
    if (sparse) this.#findings.push(finding('tar-sparse', this.#here()))
    const isDevice = (kind === 'char-device' || kind === 'block-device') && !isOldStar(header, magic)
    return {
      start: pending.start ?? at,
      headerOffset: at,
      dataOffset,
      storedSize,
      end: elsewhere > 0 ? dataHere : Math.min(dataOffset + padded(storedSize), tar.length),
      name,
      // Of the header, a copy: a view would hold on to all the memory around it.
      rawName: name.length === rawName.length && isPlain(rawName) ? null : own ? rawName : copyOf(rawName),
      kind,
      typeflag,
      dialect: pending.hasPax ? 'pax' : magic,
      mode: this.#number('mode', null) & 0o7777,
      uid: this.#number('uid', 'uid'),
      gid: this.#number('gid', 'gid'),
      uname: lastUser.textOf(this.#pax('uname') ?? readOwner(header, 'uname', magic)),
      gname: lastGroup.textOf(this.#pax('gname') ?? readOwner(header, 'gname', magic)),
      mtime: this.#number('mtime', 'mtime'),
      linkname: rawLink ? shown(rawLink, globals) : '',
      devmajor: isDevice ? this.#number('devmajor', 'SCHILY.devmajor') : 0,
      devminor: isDevice ? this.#number('devminor', 'SCHILY.devminor') : 0,
      size,
      sparse,
      opens: kind === 'file' && size > 0 && !problem ? opensAs(headOf(tar, dataOffset, storedSize, sparse)) : null,
      pax: pending.pax.length === 0 ? NONE : pending.pax.filter(({ keyword }) => !keyword.startsWith('GNU.sparse.')),
      globals,
      problem,
      findings: this.#findings.length > 0 ? this.#findings : noFindings,
    }
  }

  readonly #here = (): FindingPlace => ({ layer: this.context.layer, path: this.#name, offset: this.at })

  #pax(keyword: string): Uint8Array | null {
    return this.#hasRecords ? paxValue(this.pending.pax, this.pending.globals, keyword) : null
  }

  /** A name that an extension header gives. */
  #ownName(): Uint8Array | null {
    return this.#pax('GNU.sparse.name') ?? this.#pax('path') ?? this.pending.longName
  }

  #link(): Uint8Array {
    const link = this.#pax('linkpath') ?? this.pending.longLink ?? readText(this.header, 'linkname')
    this.#checkPath(link)
    return link
  }

  #checkPath(path: Uint8Array): void {
    if (path.length <= this.context.limits.pathBytes) return
    withinLimit(this.context.limits, 'pathBytes', path.length, { layer: this.context.layer, offset: this.at })
  }

  /** A number of the header, or of the pax keyword that stands for it. What cannot be read is 0 and a finding. */
  #number(name: NumberName, keyword: string | null): number {
    const extended = keyword === null ? null : this.#pax(keyword)
    const told = extended && paxNumber(extended)
    if (extended && told === null) this.#findings.push(finding('tar-pax-number', this.#here(), keyword ?? name))
    const value = told ?? readNumber(this.header, name)
    if (value !== null) return value
    this.#findings.push(finding('tar-field', this.#here(), name))
    return 0
  }

  #storedSize(typeflag: string, kind: EntryKind, dataOffset: number): number {
    const { tar, at, pending, context } = this
    const declared = declaredSize(this.header, at, this.#pax('size'), this.#name, context.layer)
    const stored = declared > 0 && dataFollows(tar, typeflag, dataOffset, pending.hasPax) ? declared : 0
    if (stored < declared) this.#findings.push(finding('tar-no-data', this.#here(), declared, kind))
    if (dataOffset + stored <= tar.length) return stored
    throw new BootbankError(
      'TAR_TRUNCATED',
      `${context.layer}: ${this.#name} at byte ${at} claims ${stored} bytes, but the archive ends ${Math.max(0, tar.length - dataOffset)} bytes after its header.`,
      { layer: context.layer, path: this.#name, offset: at },
    )
  }

  #sparse(inHeader: HeaderMap | null, dataOffset: number, storedSize: number): SparseFacts | null {
    const stored = this.tar.slice(dataOffset, dataOffset + storedSize)
    const place = { name: this.#name, at: this.at, dataOffset }
    return sparseFacts(stored, inHeader, this.pending.pax, place, this.context)
  }
}

function hasContent(kind: EntryKind, typeflag: string): boolean {
  return kind === 'file' || kind === 'other' || kind === 'hardlink' || typeflag === 'D'
}

/** False for nearly every entry there is: nothing about it is worth a finding. */
function isOdd(
  typeflag: string,
  kind: EntryKind,
  header: Uint8Array,
  rawName: Uint8Array,
  globals: PaxGlobals,
): boolean {
  return (
    kind === 'other' ||
    typeflag === 'D' ||
    header[345] !== 0 ||
    rawName.length === 0 ||
    globals.size > 0 ||
    rawName.includes(0)
  )
}
