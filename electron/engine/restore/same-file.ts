// The opened file is evidence and the only way back: nothing is ever written over it, by whatever name it is called.
import { realpath, stat } from 'node:fs/promises'
import { BootbankError } from '../../../shared/model/errors'

/** Throws SAME_FILE when both paths are one file: same path, symbolic link or hard link. A path that is not there is no file. */
export async function refuseSameFile(source: string, target: string): Promise<void> {
  const [from, to] = await Promise.all([identify(source), identify(target)])
  if (!from || !to) return
  // Some network and FUSE file systems give every file the inode 0; there only the path tells.
  const sameInode = from.ino === to.ino && from.dev === to.dev && from.ino !== 0n
  if (!sameInode && from.path !== to.path) return
  throw new BootbankError(
    'SAME_FILE',
    `${target} is the opened file itself. Bootbank never writes over it; choose another name or folder.`,
  )
}

async function identify(path: string) {
  try {
    const resolved = await realpath(path)
    const { dev, ino } = await stat(resolved, { bigint: true })
    return { path: resolved, dev, ino }
  } catch {
    return null
  }
}
