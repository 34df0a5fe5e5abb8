// The opened file is evidence and the only way back: nothing is ever written over it, by whatever name it is called.
import { realpath, stat } from 'node:fs/promises'
import { BootbankError } from '../../../shared/model/errors'
import type { Backup } from '../document/backup'
import { osCode } from './write-error'

/**
 * Throws SAME_FILE when both paths are one file: same path, symbolic link or hard link; WRITE_FAILED when something is at the target and
 * the system does not say whether it is the same. A path that is not there is no file.
 */
export async function refuseSameFile(source: string, target: string): Promise<void> {
  const unknown = () => {
    throw new BootbankError(
      'WRITE_FAILED',
      `${target} cannot be written: the system does not say whether it is the opened file. Choose a new name.`,
    )
  }
  const to = await identify(target).catch(unknown)
  if (!to) return
  const from = await identify(source).catch(unknown)
  if (!from) return
  // Some network and FUSE file systems give every file the inode 0; there only the path tells.
  const sameInode = from.ino === to.ino && from.dev === to.dev && from.ino !== 0n
  if (!sameInode && from.path !== to.path) return
  throw new BootbankError(
    'SAME_FILE',
    `${target} is the opened file itself. Bootbank never writes over it; choose another name or folder.`,
  )
}

/** Refuses every file that a document was read from. Throws as refuseSameFile does. */
export async function refuseSources(document: Backup, source: string | undefined, target: string): Promise<void> {
  const files = document.bank?.files ?? (source === undefined ? [] : [source])
  for (const file of files) await refuseSameFile(file, target)
}

/** Null when nothing is there. Throws the system's error. */
async function identify(path: string) {
  try {
    const resolved = await realpath(path)
    const { dev, ino } = await stat(resolved, { bigint: true })
    return { path: resolved, dev, ino }
  } catch (error) {
    if (osCode(error) === 'ENOENT' || osCode(error) === 'ENOTDIR') return null
    throw error
  }
}
