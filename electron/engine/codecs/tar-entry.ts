// One tar entry: what the header and the extension headers before it say, in any dialect. Nothing is normalised: what the header
// says is kept, however odd; a field that cannot be read is a finding, only an unreadable size ends the walk.
import { finding } from '../../../shared/findings/finding'
import { BootbankError } from '../../../shared/model/errors'
import { type Finding, type FindingPlace, noFindings } from '../../../shared/model/finding'
import type { EntryKind, LayerKind } from '../../../shared/model/node'
import { type Bytes, copyOf, isZero } from './bytes'
import type { CodecContext } from './context'
import { withinLimit } from './limits'
import { displayName, isPlain } from './names'
import { type PaxGlobals, type PaxRecord, paxNumber, paxValue } from './pax'
import { opensAs, SNIFF_BYTES } from './sniff'
import { expandSparse, type HeaderMap, readHeaderSparse, readPaxSparse, type Sparse } from './sparse'
import type { Pending } from './tar-extensions'
import {
  BLOCK,
  checksumFits,
  dialectOf,
  hasStrayPrefix,
  headerPath,
  isOldStar,
  padded,
  parseNumber,
  readNumber,
  readOwner,
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

/** The name as it is stored, with the slash at the end of a directory. */
export function rawNameOf({ name, rawName }: Pick<TarEntry, 'name' | 'rawName'>): Uint8Array {
  return rawName ?? Buffer.from(name, 'latin1')
}

/** The entry whose header stands at `at`. Throws TAR_HEADER, TAR_TRUNCATED or LIMIT. */
export function readEntry(
  tar: Bytes,
  header: Uint8Array,
  at: number,
  pending: Pending,
  context: CodecContext,
): TarEntry {
  const { layer, limits } = context
  const { globals } = pending
  const findings: Finding[] = []
  const typeflag = String.fromCharCode(header[156]!)
  const magic = dialectOf(header)
  const hasRecords = pending.pax.length > 0 || globals.size > 0
  const pax = (keyword: string) => (hasRecords ? paxValue(pending.pax, globals, keyword) : null)
  const number = (name: 'mode' | 'uid' | 'gid' | 'mtime' | 'devmajor' | 'devminor', keyword: string = name) => {
    const extended = name === 'mode' ? null : pax(keyword)
    const value = (extended && paxNumber(extended)) ?? readNumber(header, name)
    if (extended && paxNumber(extended) === null) findings.push(finding('tar-pax-number', here(), keyword))
    if (value !== null) return value
    findings.push(finding('tar-field', here(), name))
    return 0
  }

  // names
  const own = pax('GNU.sparse.name') ?? pax('path') ?? pending.longName
  const rawName = own ?? headerPath(header, magic)
  withinLimit(limits, 'pathBytes', rawName.length, { layer, offset: at })
  const kind = kindOf(typeflag, rawName)
  const isLink = kind === 'symlink' || kind === 'hardlink'
  const rawLink = isLink ? (pax('linkpath') ?? pending.longLink ?? readText(header, 'linkname')) : null
  if (rawLink) withinLimit(limits, 'pathBytes', rawLink.length, { layer, offset: at })
  const name = shown(kind === 'directory' ? withoutSlash(rawName) : rawName, globals)
  const here = (): FindingPlace => ({ layer, path: name, offset: at })
  for (const early of pending.findings) findings.push({ ...early, place: { ...early.place, path: name } })

  // data
  const declared = declaredSize(header, at, pax('size'), name, layer)
  const inHeader = typeflag === 'S' ? readHeaderSparse(tar, at, magic, layer) : null
  const dataHere = at + BLOCK * (1 + (inHeader?.blocks ?? 0))
  const elsewhere = magic === 'visor' ? visorOffset(header) : 0
  const dataOffset = elsewhere > 0 ? elsewhere : dataHere
  const storedSize = declared > 0 && dataFollows(tar, typeflag, dataOffset, pending.hasPax) ? declared : 0
  if (storedSize < declared) findings.push(finding('tar-no-data', here(), declared, kind))
  if (dataOffset + storedSize > tar.length) {
    throw new BootbankError(
      'TAR_TRUNCATED',
      `${layer}: ${name} at byte ${at} claims ${storedSize} bytes, but the archive ends ${Math.max(0, tar.length - dataOffset)} bytes after its header.`,
      { layer, path: name, offset: at },
    )
  }
  const hasContent = kind === 'file' || kind === 'other' || kind === 'hardlink' || typeflag === 'D'
  const plain = { sparse: null, problem: null, size: hasContent ? storedSize : 0 }
  const { sparse, problem, size } =
    kind === 'file' && (inHeader !== null || pending.pax.length > 0)
      ? (sparseFacts(
          tar.slice(dataOffset, dataOffset + storedSize),
          inHeader,
          pending.pax,
          { name, at, dataOffset },
          context,
        ) ?? plain)
      : plain

  findings.push(...oddities(here, typeflag, kind, header, magic, rawName, own !== null, globals))
  if (sparse) findings.push(finding('tar-sparse', here()))
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
    mode: number('mode') & 0o7777,
    uid: number('uid'),
    gid: number('gid'),
    uname: lastUser.textOf(pax('uname') ?? readOwner(header, 'uname', magic)),
    gname: lastGroup.textOf(pax('gname') ?? readOwner(header, 'gname', magic)),
    mtime: number('mtime'),
    linkname: rawLink ? shown(rawLink, globals) : '',
    devmajor: isDevice ? number('devmajor', 'SCHILY.devmajor') : 0,
    devminor: isDevice ? number('devminor', 'SCHILY.devminor') : 0,
    size,
    sparse,
    opens: kind === 'file' && size > 0 && !problem ? opensAs(headOf(tar, dataOffset, storedSize, sparse)) : null,
    pax: pending.pax.length === 0 ? NONE : pending.pax.filter(({ keyword }) => !keyword.startsWith('GNU.sparse.')),
    globals,
    problem,
    findings: findings.length > 0 ? findings : noFindings,
  }
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

/** Bytes of data by the pax record or the header. */
function declaredSize(
  header: Uint8Array,
  at: number,
  extended: Uint8Array | null,
  path: string,
  layer: string,
): number {
  const size = extended ? paxNumber(extended) : parseNumber(header, 124, 136)
  if (size !== null && Number.isSafeInteger(size) && size >= 0) return size
  throw new BootbankError(
    'TAR_HEADER',
    `${layer}: the size of ${path || 'the entry'} at byte ${at} is unreadable, so that it cannot be told where the next entry begins.`,
    { layer, path, offset: extended ? at : at + 124 },
  )
}

/** Links, devices and directories may carry a size without data: they have data only when no header follows at once. */
function dataFollows(tar: Bytes, typeflag: string, dataOffset: number, isPax: boolean): boolean {
  if (!'123456'.includes(typeflag)) return true
  if (dataOffset >= tar.length) return false
  if (dataOffset + BLOCK > tar.length) return true
  const next = tar.read(dataOffset, dataOffset + BLOCK)
  if (isZero(next)) return isPax && typeflag === '1'
  return !checksumFits(next)
}

interface Place {
  readonly name: string
  readonly at: number
  readonly dataOffset: number
}

/** The map of a sparse file and its real size; null for a file that is not sparse. What is wrong with it only costs its content. */
function sparseFacts(
  stored: Bytes,
  inHeader: HeaderMap | null,
  records: readonly PaxRecord[],
  { name, at, dataOffset }: Place,
  { layer, limits }: CodecContext,
): { readonly sparse: Sparse | null; readonly problem: BootbankError | null; readonly size: number } | null {
  const where = { layer, path: name, offset: at }
  try {
    const sparse = inHeader?.sparse() ?? readPaxSparse(records, stored, dataOffset, layer)
    if (!sparse) return null
    const held = sparse.segments.reduce((sum, one) => sum + one.length, 0)
    if (held > 0 && sparse.mapLength + held > stored.length) {
      const message = `${layer}: the sparse map of ${name} at byte ${at} names more data than is stored.`
      throw new BootbankError('TAR_HEADER', message, where)
    }
    withinLimit(limits, 'sparseSegments', sparse.segments.length, where)
    const problem = tooLarge(() => {
      withinLimit(limits, 'layerBytes', sparse.size, where)
      // Holes are a bomb like any other: reading them costs time, if no memory.
      if (sparse.size > limits.ratioFloor) withinLimit(limits, 'ratio', sparse.size / Math.max(1, stored.length), where)
    })
    return { sparse, problem, size: sparse.size }
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'LIMIT') throw error
    return { sparse: null, problem: error, size: stored.length }
  }
}

function tooLarge(check: () => void): BootbankError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof BootbankError) return error
    throw error
  }
}

/** What a user should know about an entry that other programs read otherwise. */
function oddities(
  here: () => FindingPlace,
  typeflag: string,
  kind: EntryKind,
  header: Uint8Array,
  magic: TarDialect,
  rawName: Uint8Array,
  isNamedOutside: boolean,
  globals: PaxGlobals,
): readonly Finding[] {
  const findings: Finding[] = []
  if (typeflag === 'M') findings.push(finding('tar-volume-part', here(), null))
  if (typeflag === 'V') findings.push(finding('tar-volume-label', here()))
  if (typeflag === 'D') findings.push(finding('tar-incremental', here()))
  if (typeflag === 'N') findings.push(finding('tar-renames', here()))
  if (kind === 'other' && !'MVN'.includes(typeflag))
    findings.push(finding('tar-typeflag', here(), displayName(Uint8Array.of(header[156]!))))
  if (rawName.length === 0) findings.push(finding('tar-no-name', here()))
  if (rawName.includes(0)) findings.push(finding('tar-nul-in-name', here()))
  if (magic === 'gnu' && header[345] !== 0 && !isNamedOutside) {
    findings.push(
      hasStrayPrefix(header, magic)
        ? finding('tar-stray-prefix', here())
        : finding('tar-gnu-times', here(), displayName(untilNul(header.subarray(345, 500)))),
    )
  }
  if (globals.size === 0) return findings
  if (globals.has('path') || globals.has('size') || globals.has('linkpath'))
    findings.push(finding('tar-global-name', here()))
  const part = globals.get('GNU.volume.filename')
  // GNU tar, posix format: the rest of a file gets a name of its own, and a global header tells the real one.
  if (part && Buffer.from(rawName).includes('GNUFileParts/'))
    findings.push(finding('tar-volume-part', here(), displayName(part)))
  return findings
}

/** formats.md section 3: visor tar keeps the data at the offset in header bytes 496 to 499, little endian. */
function visorOffset(header: Uint8Array): number {
  return new DataView(header.buffer, header.byteOffset).getUint32(496, true)
}

function withoutSlash(name: Uint8Array): Uint8Array {
  let end = name.length
  while (end > 1 && name[end - 1] === 0x2f) end--
  return name.subarray(0, end)
}

/** First bytes of the content, as many as it takes to tell what it opens as. */
function headOf(tar: Bytes, dataOffset: number, storedSize: number, sparse: Sparse | null): Uint8Array {
  if (!sparse) return tar.read(dataOffset, dataOffset + Math.min(storedSize, SNIFF_BYTES))
  const content = expandSparse(tar.slice(dataOffset, dataOffset + storedSize), sparse)
  return content.read(0, Math.min(content.length, SNIFF_BYTES))
}

/** Owners repeat: the text of the last one serves the next entry as well. */
class LastText {
  #source: Uint8Array | null = null
  #bytes: Uint8Array = new Uint8Array(0)
  #text = ''

  textOf(bytes: Uint8Array): string {
    if (bytes === this.#source) return this.#text
    if (!isSame(bytes, this.#bytes)) {
      this.#bytes = copyOf(bytes)
      this.#text = displayName(bytes)
    }
    this.#source = bytes
    return this.#text
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

const lastUser = new LastText()
const lastGroup = new LastText()

const globalTexts = new WeakMap<Uint8Array, string>()

/** Text to show; a value of a global header is decoded once, not for each of a million entries. */
function shown(bytes: Uint8Array, globals: PaxGlobals): string {
  if (globals.size === 0 || ![...globals.values()].includes(bytes)) return displayName(bytes)
  const text = globalTexts.get(bytes) ?? displayName(bytes)
  globalTexts.set(bytes, text)
  return text
}
