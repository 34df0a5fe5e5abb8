// The copies of a host's state in a collection: a vm-support bundle, a UAC collection, any other archive or folder. One walk; nothing is held but
// the list. What is damaged ends the walk and is told, what came before it stays.
import { open, stat } from 'node:fs/promises'
import type { CollectionKind, CollectionReport, FoundCopy } from '../../../shared/model/collection'
import { BootbankError } from '../../../shared/model/errors'
import { withinLimit } from '../codecs/limits'
import { opensAs, SNIFF_BYTES } from '../codecs/sniff'
import type { TarEntry } from '../codecs/tar-entry'
import { type ReadOptions, refused } from '../files/read-file'
import { collectionKind, type KnownPath, knownPath, plainPath } from './copy-kind'
import { filesBelow, type FolderFile } from './folder'
import { arriving, packedKind, packingOf } from './packed'
import { tarEntries } from './tar-stream'

/** Paths by which an unpacked collection is known. */
const LOOK_PATHS = 64
/** Problems that are told one by one. */
const MOST_PROBLEMS = 20

/** What a path is, without reading all of it: a collection by its first names, or a folder; null for all else. Rejects the refusal of the options. */
export async function looksCollected(
  path: string,
  options: ReadOptions,
): Promise<'vm-support' | 'uac' | 'folder' | null> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) return 'folder'
    return facts.isFile() ? await packedKind(path, options) : null
  } catch (error) {
    throw refused(error, options.refusal)
  }
}

/** Looks through an archive or a folder; null for a file that is neither. Rejects LIMIT, CANCELLED, or the refusal of the options. */
export async function findCopies(path: string, options: ReadOptions): Promise<CollectionReport | null> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) return await inFolder(path, options)
    const packing = await packingOf(path)
    return packing && (await inArchive(path, packing, facts.size, options))
  } catch (error) {
    throw refused(error, options.refusal)
  }
}

/** What was found so far. */
class Findings {
  readonly copies: FoundCopy[] = []
  readonly problems: string[] = []
  readonly #first: string[] = []
  entries = 0
  bytes = 0

  constructor(private readonly options: ReadOptions) {}

  saw(path: string, size: number): void {
    this.entries += 1
    this.bytes += size
    if (this.#first.length < LOOK_PATHS) this.#first.push(path)
  }

  /** Throws LIMIT. */
  add(path: string, { kind, isFragment }: KnownPath, size: number, modified: number, problem: string | null): void {
    withinLimit(this.options.limits, 'foundCopies', this.copies.length + 1, { layer: this.options.name, path })
    const fragment = isFragment ? 'It is a piece of the file: unpack the bundle and run reconstruct.sh in it.' : null
    this.copies.push({
      number: this.copies.length + 1,
      path,
      kind,
      size,
      modified: timeText(modified),
      problem: fragment ?? problem,
    })
  }

  readonly left = (why: string): void => {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(why)
  }

  report(name: string, size: number, other: Extract<CollectionKind, 'archive' | 'folder'>): CollectionReport {
    const { entries, bytes, copies, problems } = this
    return { name, kind: collectionKind(this.#first) ?? other, size, entries, bytes, copies, problems }
  }
}

async function inArchive(
  path: string,
  packing: 'gzip' | 'tar',
  size: number,
  options: ReadOptions,
): Promise<CollectionReport> {
  const found = new Findings(options)
  const queue = await arriving(path, packing, options)
  try {
    for await (const { entry } of tarEntries(queue, options)) {
      const at = plainPath(entry.name)
      found.saw(at, entry.size)
      const known = entry.kind === 'directory' ? null : knownPath(at)
      if (known) found.add(at, known, entry.size, entry.mtime, problemOfEntry(entry, known))
    }
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
    found.left(error.message)
  } finally {
    await queue.close()
  }
  return found.report(options.name, size, 'archive')
}

function problemOfEntry({ kind, size, opens, problem, sparse }: TarEntry, known: KnownPath): string | null {
  if (kind !== 'file') return 'It is a link or a device: its content is elsewhere.'
  if (problem) return problem.message
  if (sparse) return 'It is stored with holes, which are not read from here: unpack the collection.'
  return problemOf(size, opens !== null, known)
}

function problemOf(size: number, isArchive: boolean, { kind }: KnownPath): string | null {
  if (size === 0) return 'It is empty.'
  if (kind === 'esx-conf' || kind === 'config-store' || isArchive) return null
  return 'It is not an archive.'
}

async function inFolder(path: string, options: ReadOptions): Promise<CollectionReport> {
  const found = new Findings(options)
  for await (const file of filesBelow(path, options, found.left)) {
    found.saw(file.path, file.size)
    const known = knownPath(file.path)
    if (known) found.add(file.path, known, file.size, file.modified, await problemOfFile(file, known))
  }
  return found.report(options.name, 0, 'folder')
}

async function problemOfFile({ file, kind, size }: FolderFile, known: KnownPath): Promise<string | null> {
  if (kind !== 'file') return 'It is a link or a device: its content is elsewhere.'
  const head = await headOf(file)
  return head === null ? 'It cannot be read.' : problemOf(size, opensAs(head) !== null, known)
}

/** The first bytes of a file; null where it cannot be opened or read. */
async function headOf(path: string): Promise<Uint8Array | null> {
  const file = await open(path, 'r').catch(() => null)
  try {
    const read = await file?.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
    return read ? read.buffer.subarray(0, read.bytesRead) : null
  } catch {
    return null
  } finally {
    await file?.close()
  }
}

function timeText(seconds: number): string | null {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/\.\d+Z$/, 'Z')
}
