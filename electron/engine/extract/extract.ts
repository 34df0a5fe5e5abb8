// Entries of a document as files below a folder. Nothing that an archive says names a path unchecked, nothing is overwritten,
// no link is made or followed, and a failure or a cancel takes back what this run had written. A file gets its name when it is
// whole: what is killed half way leaves no half of a file, only a temporary folder that the next run takes away.
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, realpath, rename, rm, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { type OnProgress, throwIfCancelled } from '../codecs/context'
import { defaultLimits, type Limits, withinLimit } from '../codecs/limits'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { removeQuietly, removeStale, temporaryBeside } from '../restore/temporary'
import { osCode, writeError } from '../restore/write-error'
import { type PlannedEntry, planExtraction, type Refusal } from './plan'

export interface ExtractOptions {
  /** Entries that the user named one by one: when one of them is refused, nothing is written. */
  readonly named?: ReadonlySet<Entry>
  /** `totalBytes` also caps what is written: sparse files and hard links can make much out of little. */
  readonly limits?: Limits
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

export interface Extraction {
  /** Files and folders that are on the disk now, with their paths below the folder. */
  readonly written: readonly { readonly entry: Entry; readonly path: string }[]
  /** Bytes of the files. */
  readonly bytes: number
  readonly skipped: readonly Refusal[]
}

/**
 * Writes entries below `folder`, each at its address (`local.tgz.ve!/etc/hosts`). What is unsafe is skipped and told. Files are
 * readable by all or by the owner alone, as in the archive, never executable or set-id; times are kept. Throws the refusal of a
 * named entry, WRITE_FAILED or CANCELLED, and then nothing of this run is left.
 */
export async function extractEntries(
  document: Document,
  entries: readonly Entry[],
  folder: string,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const root = await existingFolder(folder)
  const { planned, refused } = await planExtraction(document, entries, root)
  const firm = refused.find(({ entry }) => options.named?.has(entry))
  if (firm) throw refusalError(firm)
  const made = new Made()
  const workshop = temporaryBeside(join(root, 'extraction'))
  await removeStale(workshop)
  try {
    if (planned.length > 0) {
      await made.folder(root)
      await makeFolder(workshop)
    }
    const written = await writeAll(planned, root, workshop, made, options)
    await removeQuietly(workshop)
    return { ...written, skipped: refused }
  } catch (error) {
    await removeQuietly(workshop)
    await made.takeBack()
    throw error
  }
}

/** A refusal as an error. */
export function refusalError({ entry, code, reason }: Refusal): BootbankError {
  return new BootbankError(code, `${entry.address || 'An entry without a name'} is not extracted: ${reason}.`, {
    layer: entry.layer.label,
    path: entry.name,
  })
}

/** The folder itself may be reached through links: it is the user's choice. */
async function existingFolder(folder: string): Promise<string> {
  const stats = await stat(folder).catch(() => null)
  if (!stats) return resolve(folder)
  if (!stats.isDirectory()) {
    throw new BootbankError('TARGET_EXISTS', `${folder} is a file. Give a folder to extract into.`)
  }
  return realpath(folder)
}

async function writeAll(
  planned: readonly PlannedEntry[],
  root: string,
  workshop: string,
  made: Made,
  options: ExtractOptions,
) {
  const total = planned.reduce((sum, { content }) => sum + (content?.length ?? 0), 0)
  withinLimit(options.limits ?? defaultLimits, 'totalBytes', total, { layer: 'The extraction' })
  const written: { entry: Entry; path: string }[] = []
  let bytes = 0
  for (const { entry, segments, content } of planned) {
    throwIfCancelled(options.signal)
    const path = join(root, ...segments)
    for (let length = 1; length < segments.length; length++) await made.folder(join(root, ...segments.slice(0, length)))
    if (content) {
      const whole = join(workshop, 'file')
      try {
        await writeFile(whole, entry, content, options.signal)
        await putInPlace(whole, path, made)
      } catch (error) {
        throw writeFailure(error, path)
      }
    } else await made.folder(path)
    written.push({ entry, path: segments.join('/') })
    bytes += content?.length ?? 0
    options.onProgress?.('Extracting', bytes, total)
  }
  return { written, bytes }
}

/** A new file; under its own name only once it is whole. */
async function writeFile(path: string, entry: Entry, content: Bytes, signal: AbortSignal | undefined) {
  const mode = (entry.mode & 0o044) !== 0 ? 0o644 : 0o600
  // O_NOFOLLOW is undefined on Windows, where O_EXCL alone refuses a link.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
  const handle = await open(path, flags, mode)
  try {
    for (const chunk of content.chunks()) {
      throwIfCancelled(signal)
      await handle.writeFile(chunk)
    }
    await keepTime(handle, entry.mtime)
  } finally {
    await handle.close()
  }
}

/** Gives a whole file its name, which nothing may have: a link does that in one step, where a rename would replace what is there. */
async function putInPlace(whole: string, path: string, made: Made): Promise<void> {
  try {
    await link(whole, path)
  } catch (error) {
    // FAT and some network disks have no hard links, and say so in many ways.
    if (osCode(error) === 'EEXIST' || (await lstat(path).catch(() => null))) throw alreadyThere(path)
    await rename(whole, path)
    made.file(path)
    return
  }
  made.file(path)
  await unlink(whole)
}

/** A time that the file system cannot hold is left as it is: no reason to fail. */
async function keepTime(handle: FileHandle, mtime: number): Promise<void> {
  await handle.utimes(mtime, mtime).catch(() => undefined)
}

/** What this run put on the disk, to take back. Each folder is looked at once, so that none is a link. */
class Made {
  readonly #known = new Set<string>()
  readonly #paths: { readonly path: string; readonly isFolder: boolean }[] = []

  file(path: string): void {
    this.#paths.push({ path, isFolder: false })
  }

  async folder(path: string): Promise<void> {
    if (this.#known.has(path)) return
    const stats = await lstat(path).catch(() => null)
    if (!stats) await this.#make(path)
    else if (!stats.isDirectory()) {
      throw new BootbankError('UNSAFE_PATH', `${path} is not a folder (any more); nothing is written through it.`)
    }
    this.#known.add(path)
  }

  /** Removes, last made first; what others have put there meanwhile stays. */
  async takeBack(): Promise<void> {
    for (const { path, isFolder } of this.#paths.toReversed()) {
      await (isFolder ? rmdir(path) : rm(path)).catch(() => undefined)
    }
  }

  async #make(path: string): Promise<void> {
    const above = dirname(path)
    if (above !== path && !(await stat(above).catch(() => null))) await this.#make(above)
    await makeFolder(path)
    this.#paths.push({ path, isFolder: true })
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch(error => {
    throw writeFailure(error, path)
  })
}

function writeFailure(thrown: unknown, path: string): BootbankError {
  return osCode(thrown) === 'EEXIST' ? alreadyThere(path) : writeError(thrown, path)
}

function alreadyThere(path: string): BootbankError {
  return new BootbankError('TARGET_EXISTS', `${path} has come into being meanwhile; it is not overwritten.`)
}
