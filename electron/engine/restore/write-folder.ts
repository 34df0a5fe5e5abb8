// Safe writing of a few files into a folder of their own: made beside the target under another name, proven, renamed as a whole.
// The trap: a folder that is there and empty may be a mounted stick or somebody's working directory, so it is not replaced; the
// files are moved into it, the last one (the checksums) as the sign that all are there. A run that was killed in between is undone by
// the next.
import { lstat, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import { type DiskOptions, readBack, syncFolder, writeNewFile } from './disk-file'
import { takeBackInterruptedMove } from './interrupted-move'
import { removeQuietly, removeStale, temporaryBeside } from './temporary'
import { osCode, writeError } from './write-error'

export interface FolderFile {
  /** One segment, made by us: never a name out of an archive. */
  readonly name: string
  readonly content: Bytes
}

export interface WriteFolderOptions<T> extends DiskOptions {
  /** Proves the files as read back from the disk; throws to keep them from being put in place. */
  readonly check: (readBack: readonly FolderFile[]) => Promise<T>
}

/** Writes all files or none. Throws TARGET_EXISTS, WRITE_FAILED, VERIFY_FAILED, CANCELLED, or what `check` throws. */
export async function writeFolderSafely<T>(
  target: string,
  files: readonly FolderFile[],
  options: WriteFolderOptions<T>,
): Promise<T> {
  const path = resolve(target)
  let temporary: string | null = null
  try {
    throwIfCancelled(options.signal)
    await takeBackInterruptedMove(path)
    await removeStale(join(path, 'any'))
    const isThere = await isEmptyFolder(path)
    await removeStale(path)
    temporary = temporaryBeside(isThere ? join(path, 'bundle') : path)
    await mkdir(temporary, { mode: 0o700 })
    for (const { name, content } of files) await writeNewFile(join(temporary, name), content, name, options)
    await syncFolder(temporary)
    const again: FolderFile[] = []
    for (const { name, content } of files) {
      again.push({ name, content: await readBack(join(temporary, name), content, name, options) })
    }
    const proof = await options.check(again)
    throwIfCancelled(options.signal)
    if (isThere) await moveInto(path, temporary, files)
    else await rename(temporary, path)
    await syncFolder(isThere ? path : dirname(path))
    return proof
  } catch (error) {
    if (temporary) await removeQuietly(temporary)
    const code = osCode(error)
    throw code === 'ENOTEMPTY' || code === 'EEXIST' ? taken(path) : writeError(error, path)
  }
}

/** False when nothing is there. Throws TARGET_EXISTS for anything but an empty folder. */
async function isEmptyFolder(path: string): Promise<boolean> {
  const link = await lstat(path).catch(() => null)
  if (!link) return false
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory() || (await readdir(path)).length > 0) throw taken(path)
  return true
}

async function moveInto(path: string, temporary: string, files: readonly FolderFile[]): Promise<void> {
  const moved: string[] = []
  try {
    for (const { name } of files) {
      await rename(join(temporary, name), join(path, name))
      moved.push(name)
    }
    await rmdir(temporary)
  } catch (error) {
    for (const name of moved) await rm(join(path, name), { force: true })
    throw error
  }
}

function taken(path: string): BootbankError {
  return new BootbankError(
    'TARGET_EXISTS',
    `${path} is there already and is not an empty folder. Bootbank does not mix a bundle with other files; choose a new name.`,
  )
}
