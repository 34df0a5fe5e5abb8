// Safe writing: beside the target, synced, read back, proven, renamed. Until the rename the target is as it was; a link at the
// target is replaced, never followed. Devices and pipes are refused: renaming onto /dev/null would destroy it.
import { rename, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import { type DiskOptions, readBack, syncFolder, writeNewFile } from './disk-file'
import { removeQuietly, removeStale, temporaryBeside } from './temporary'
import { writeError } from './write-error'

export interface WriteOptions<T> extends DiskOptions {
  /** Proves the bytes as read back from the disk; throws to keep them from becoming the target. */
  readonly check: (readBack: Bytes) => Promise<T>
}

/**
 * Writes a file whole or not at all and gives what `check` found in it. Throws CANCELLED, WRITE_FAILED, IS_DIRECTORY, VERIFY_FAILED
 * or what `check` throws; the temporary file is then gone and the target as before.
 */
export async function writeFileSafely<T>(path: string, bytes: Bytes, options: WriteOptions<T>): Promise<T> {
  const label = basename(path)
  const temporary = temporaryBeside(path)
  try {
    throwIfCancelled(options.signal)
    await refuseOddTarget(path)
    await removeStale(path)
    await writeNewFile(temporary, bytes, label, options)
    const proof = await options.check(await readBack(temporary, bytes, label, options))
    throwIfCancelled(options.signal)
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return proof
  } catch (error) {
    await removeQuietly(temporary)
    throw writeError(error, path)
  }
}

/** Throws IS_DIRECTORY or WRITE_FAILED where something is at the target that is not a file. */
export async function refuseOddTarget(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found || found.isFile()) return
  if (found.isDirectory()) {
    throw new BootbankError('IS_DIRECTORY', `${path} is a folder. Give the name of a file in it.`)
  }
  throw new BootbankError('WRITE_FAILED', `${path} is not a file but a device or pipe. Choose the name of a file.`)
}
