// Reading tar: one walk over the inflated layer that finds every entry and says where its record begins and ends, so that a
// save can copy what no edit touches.
// The trap: extension headers (L, K, x) belong to the entry after them and go with it; a global one (g) stays where it is.
import { finding } from '../../../shared/findings/finding'
import { BootbankError } from '../../../shared/model/errors'
import type { Finding } from '../../../shared/model/finding'
import { type Bytes, isZero } from './bytes'
import { type CodecContext, throwIfCancelled } from './context'
import { withinLimit } from './limits'
import { displayName } from './names'
import { type PaxGlobals, paxNumber, paxValue } from './pax'
import { expandSparse } from './sparse'
import { readEntry, type TarEntry } from './tar-entry'
import { isExtension, NOTHING_PENDING, type Pending, withExtension } from './tar-extensions'
import { BLOCK, checksumFits, checksums, dialectOf, padded, parseNumber, readNumber, readText } from './tar-header'

export interface Tar {
  readonly content: Bytes
  readonly entries: readonly TarEntry[]
  /** Where the end blocks (or what stands in their place) begin. */
  readonly trailer: number
  /** Global pax records in force at the trailer. */
  readonly globals: PaxGlobals
  /** Of the archive as a whole. */
  readonly findings: readonly Finding[]
  /** The first damage that was met. */
  readonly problem: BootbankError | null
}

/** Walks the archive. Damage is told as `problem` and ends the walk when it hides what follows; only LIMIT and CANCELLED are thrown. */
export function readTar(content: Bytes, context: CodecContext): Tar {
  return new TarWalk(context).finish(content)
}

/** A walk that can keep step with an archive that is still arriving. */
export class TarWalk {
  readonly #entries: TarEntry[] = []
  readonly #findings: Finding[] = []
  #pending: Pending = NOTHING_PENDING
  #at = 0
  #segments = 0
  /** Set when nothing more is read: at the end blocks, or at a damage. */
  #stopped = false
  #ended = false
  #problem: BootbankError | null = null

  constructor(private readonly context: CodecContext) {}

  /** Entries found so far. */
  get entries(): readonly TarEntry[] {
    return this.#entries
  }

  /** What lies before this offset has been read. */
  get position(): number {
    return this.#at
  }

  /** Reads on as far as whole entries are there; `content` is the same archive as before, grown. Throws LIMIT or CANCELLED. */
  advance(content: Bytes): void {
    while (!this.#stopped && this.#isWhole(content)) this.#step(content)
  }

  /** Reads to the end: `content` is all there is. Throws LIMIT or CANCELLED. */
  finish(content: Bytes): Tar {
    while (!this.#stopped && this.#at < content.length) this.#step(content)
    const { start, globals } = this.#pending
    if (!this.#problem && start !== null) {
      const { layer } = this.context
      const message = `${layer}: the extension header at byte ${start} belongs to no entry: the archive ends after it.`
      this.#problem = new BootbankError('TAR_TRUNCATED', message, { layer, offset: start })
      this.#at = start
    }
    const trailer = Math.min(this.#at, content.length)
    if (!this.#problem) this.#findings.push(...this.#trailerFindings(content, trailer))
    return { content, entries: this.#entries, trailer, globals, findings: this.#findings, problem: this.#problem }
  }

  /** True when the record at hand and the block after it are there, so that it reads the same as it will in the end. */
  #isWhole(content: Bytes): boolean {
    if (this.#at + 2 * BLOCK > content.length) return false
    const header = content.read(this.#at, this.#at + BLOCK)
    // An old sparse header goes on in blocks of its own, visor keeps the data far after its header: left to the end.
    if (header[156] === 0x53 || dialectOf(header) === 'visor') return false
    const { pax, globals } = this.#pending
    const extended = pax.length > 0 || globals.size > 0 ? paxValue(pax, globals, 'size') : null
    const size = Math.max(readNumber(header, 'size') ?? 0, extended ? (paxNumber(extended) ?? 0) : 0)
    return this.#at + padded(size) + 3 * BLOCK <= content.length
  }

  #step(content: Bytes): void {
    try {
      this.#read(content)
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
      this.#problem ??= error
      this.#stopped = true
      this.#at = this.#pending.start ?? this.#at
    }
  }

  #read(content: Bytes): void {
    const { context } = this
    const at = this.#at
    if (at + BLOCK > content.length) {
      if (!isZero(content.read(at, content.length))) {
        throw truncated(context.layer, at, `a header of ${BLOCK} bytes begins`, content.length)
      }
      this.#end()
      return
    }
    const header = content.read(at, at + BLOCK)
    if (header[0] === 0 && isZero(header)) {
      this.#readZeroBlock(content)
      return
    }
    checkHeader(header, at, context)
    if (isExtension(content, header, at)) {
      const typeflag = String.fromCharCode(header[156]!)
      const body = extensionBody(content, header, at, context)
      this.#pending = withExtension(this.#pending, typeflag, body, at, context.layer)
      this.#problem ??= this.#pending.problem
      this.#at = Math.min(at + BLOCK + padded(body.length), content.length)
      return
    }
    const entry = readEntry(content, header, at, this.#pending, context)
    this.#problem ??= entry.problem?.code === 'LIMIT' ? null : entry.problem
    this.#segments += entry.sparse?.segments.length ?? 0
    const where = { layer: context.layer, offset: at }
    withinLimit(context.limits, 'sparseSegments', this.#segments, where)
    withinLimit(context.limits, 'entries', this.#entries.length + 1, where)
    this.#entries.push(entry)
    if (this.#entries.length % 8192 === 0) {
      throwIfCancelled(context.signal)
      context.onProgress?.(`Reading ${context.layer}`, at, content.length)
    }
    if (this.#pending.start !== null) this.#pending = { ...NOTHING_PENDING, globals: this.#pending.globals }
    this.#at = entry.end
  }

  /** Two zero blocks end an archive; after a single one the host's busybox reads on. */
  #readZeroBlock(content: Bytes): void {
    const next = this.#at + BLOCK
    if (next + BLOCK > content.length || !checksumFits(content.read(next, next + BLOCK))) {
      this.#end()
      return
    }
    this.#findings.push(finding('tar-single-zero-block', { layer: this.context.layer, offset: this.#at }, this.#at))
    this.#at = next
  }

  #end(): void {
    this.#ended = true
    this.#stopped = true
  }

  #trailerFindings(content: Bytes, at: number): Finding[] {
    // After the headers of a visor tar lies its data.
    if (this.#entries.some(entry => entry.dialect === 'visor')) return []
    const { layer } = this.context
    const findings: Finding[] = []
    if (this.#entries.some(entry => entry.dialect === 'v7')) findings.push(finding('tar-v7', { layer }))
    if (!this.#ended) return [...findings, finding('tar-no-end', { layer, offset: at })]
    const from = firstNonZeroBlock(content, at)
    if (from < content.length) {
      findings.push(finding('tar-trailing', { layer, offset: from }, content.length - from, from))
    }
    return findings
  }
}

/** The content of an entry that has one: holes filled for a sparse file. Throws why it cannot be had. */
export function tarContent(tar: Bytes, entry: TarEntry): Bytes {
  if (entry.problem) throw entry.problem
  const stored = tar.slice(entry.dataOffset, entry.dataOffset + entry.storedSize)
  return entry.sparse ? expandSparse(stored, entry.sparse) : stored
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

function extensionBody(content: Bytes, header: Uint8Array, at: number, { layer, limits }: CodecContext): Uint8Array {
  const size = parseNumber(header, 124, 136)
  if (size === null || size < 0) {
    const message = `${layer}: the size of the extension header at byte ${at} is unreadable.`
    throw new BootbankError('TAR_HEADER', message, { layer, offset: at + 124 })
  }
  withinLimit(limits, 'extensionBytes', size, { layer, offset: at })
  const start = at + BLOCK
  if (start + size > content.length) {
    throw truncated(layer, at, `an extension header of ${size} bytes begins`, content.length)
  }
  return content.read(start, start + size)
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

/** Offset of the first block from `at` on that is not all zeros. */
function firstNonZeroBlock(content: Bytes, at: number): number {
  let from = at
  for (const chunk of content.slice(at).chunks()) {
    const found = isZero(chunk) ? -1 : chunk.findIndex(byte => byte !== 0)
    if (found >= 0) return at + Math.floor((from + found - at) / BLOCK) * BLOCK
    from += chunk.length
  }
  return content.length
}
