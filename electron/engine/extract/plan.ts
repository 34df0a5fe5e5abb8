// What an extraction would write and what it refuses, decided before the first byte is written: by names, by kinds, by
// collisions among the entries, and by what the folder holds already.
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { assertNever } from '../../../shared/model/assert-never'
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { osCode, writeError } from '../restore/write-error'
import { collisionKey, diskPathOf } from './disk-path'

export interface Refusal {
  readonly entry: Entry
  /** UNSAFE_PATH for what must not become a path or a file, TARGET_EXISTS, or NOT_A_FILE for what has no content. */
  readonly code: ErrorCode
  /** Half a sentence, such as `its name is an absolute path`. */
  readonly reason: string
}

export interface PlannedEntry {
  readonly entry: Entry
  readonly segments: readonly string[]
  /** Null for a folder. */
  readonly content: Bytes | null
}

export interface ExtractionPlan {
  readonly planned: readonly PlannedEntry[]
  readonly refused: readonly Refusal[]
}

/** PATH_MAX of Linux, without its NUL. */
const PATH_BYTES = 4095

/** Plans for a folder that may hold something already, or not exist yet; null: nothing is there, as in a zip. Throws WRITE_FAILED when it cannot be looked into. */
export async function planExtraction(
  document: Document,
  entries: readonly Entry[],
  folder: string | null,
): Promise<ExtractionPlan> {
  const planned: PlannedEntry[] = []
  const refused: Refusal[] = []
  const claims = new Claims()
  const disk = folder === null ? null : new Disk(folder)
  for (const entry of entries) {
    const path = diskPathOf(entry)
    if (!path.ok) {
      refused.push({ entry, code: 'UNSAFE_PATH', reason: path.reason })
      continue
    }
    const what = contentOf(document, entry)
    if ('code' in what) {
      refused.push({ entry, ...what })
      continue
    }
    const { segments } = path
    const isFile = what.content !== null
    if (segments.length === 0) {
      if (isFile) refused.push({ entry, code: 'UNSAFE_PATH', reason: 'its name is that of the folder itself' })
      continue
    }
    const fault = claims.faultOf(segments, isFile) ?? (await disk?.faultOf(segments, isFile))
    if (fault) {
      refused.push({ entry, ...fault })
      continue
    }
    claims.take(segments, isFile)
    planned.push({ entry, segments, content: what.content })
  }
  return { planned, refused }
}

type Fault = Pick<Refusal, 'code' | 'reason'>

function contentOf(document: Document, entry: Entry): { readonly content: Bytes | null } | Fault {
  switch (entry.kind) {
    case 'directory':
      return { content: null }
    case 'file':
    case 'hardlink':
      try {
        return { content: document.content(entry) }
      } catch (error) {
        if (!(error instanceof BootbankError)) throw error
        if (error.code !== 'NOT_A_FILE')
          return { code: error.code, reason: `its content cannot be had (${error.message})` }
        return {
          code: 'UNSAFE_PATH',
          reason: `it is a hard link to "${entry.linkname}", which is not a file of this archive`,
        }
      }
    case 'symlink':
      return {
        code: 'UNSAFE_PATH',
        reason: `it is a symbolic link to "${entry.linkname}"; links are not made on the disk`,
      }
    case 'char-device':
    case 'block-device':
    case 'fifo':
      return { code: 'UNSAFE_PATH', reason: `it is a ${entry.kind}; none is made on the disk` }
    case 'other':
      return { code: 'NOT_A_FILE', reason: `it is of an unknown type (typeflag ${entry.typeflag})` }
    default:
      return assertNever(entry.kind)
  }
}

/** The paths taken in this run, by the key under which some file system would see them as one. */
class Claims {
  readonly #taken = new Map<string, { readonly spelling: string; readonly isFile: boolean }>()

  faultOf(segments: readonly string[], isFile: boolean): Fault | null {
    for (const [key, spelling, isLast] of prefixesOf(segments)) {
      const taken = this.#taken.get(key)
      if (!taken) return null
      const code = 'UNSAFE_PATH'
      if (taken.spelling !== spelling) {
        return { code, reason: `on some systems its name is the same as "${taken.spelling}", which was taken before` }
      }
      if (isLast ? isFile || taken.isFile : taken.isFile) {
        return { code, reason: `"${taken.spelling}" was taken by another entry before` }
      }
    }
    return null
  }

  take(segments: readonly string[], isFile: boolean): void {
    for (const [key, spelling, isLast] of prefixesOf(segments)) {
      if (!this.#taken.has(key)) this.#taken.set(key, { spelling, isFile: isFile && isLast })
    }
  }
}

function* prefixesOf(segments: readonly string[]): Iterable<readonly [key: string, spelling: string, isLast: boolean]> {
  for (let length = 1; length <= segments.length; length++) {
    const spelling = segments.slice(0, length).join('/')
    yield [collisionKey(spelling), spelling, length === segments.length]
  }
}

type Found = 'nothing' | 'folder' | 'link' | 'something' | 'impossible'

/** What is in the folder already. */
class Disk {
  readonly #folder: string
  readonly #seen = new Map<string, Found>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async faultOf(segments: readonly string[], isFile: boolean): Promise<Fault | null> {
    if (Buffer.byteLength(join(this.#folder, ...segments)) > PATH_BYTES) {
      return { code: 'UNSAFE_PATH', reason: `its path would be longer than ${PATH_BYTES} bytes` }
    }
    for (const [, path, isLast] of prefixesOf(segments)) {
      const found = await this.#look(path)
      if (found === 'nothing') return null
      if (found === 'impossible') return { code: 'UNSAFE_PATH', reason: 'this disk cannot hold its name' }
      if (found === 'folder' && !(isLast && isFile)) continue
      if (found === 'link' && !isLast) {
        return { code: 'UNSAFE_PATH', reason: `"${path}" in the folder is a symbolic link, which is not followed` }
      }
      const reason = isLast
        ? 'something of that name is in the folder already, and nothing is overwritten'
        : `"${path}" in the folder is a file`
      return { code: 'TARGET_EXISTS', reason }
    }
    return null
  }

  async #look(path: string): Promise<Found> {
    const seen = this.#seen.get(path)
    if (seen) return seen
    const found = await lookAt(join(this.#folder, path))
    this.#seen.set(path, found)
    return found
  }
}

async function lookAt(path: string): Promise<Found> {
  try {
    const stats = await lstat(path)
    return stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'something'
  } catch (error) {
    const code = osCode(error)
    if (code === 'ENOENT') return 'nothing'
    if (code === 'ENAMETOOLONG' || code === 'EILSEQ' || code === 'EINVAL') return 'impossible'
    throw writeError(error, path)
  }
}
