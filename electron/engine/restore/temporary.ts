// Temporary files and folders beside a target, and the removal of those that a crashed run left.
// The name says who made it: `.state.tgz.bootbank-<machine>-<pid>-<random>.tmp`. The trap: on a shared disk another machine's
// process is not in our process table, and in a container every run may have the same pid.
import { createHash, randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { osCode } from './write-error'

/** Milliseconds after which a temporary file counts as left over, whichever run made it: a write touches it all the time. */
const STALE = 60 * 60 * 1000
/** Characters of the target's name that are kept, so that the whole stays below the 255 bytes of a file name. */
const NAME_KEPT = 40
/** Milliseconds by which a file may look older than it is: FAT keeps times in steps of two seconds. */
const CLOCK_GRAIN = 3000

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
const pattern = /^\..+\.bootbank-([0-9a-f]{6})-([0-9]{1,10})-[0-9a-f]{12}\.tmp$/

/** A path beside the target that nothing has yet. */
export function temporaryBeside(target: string): string {
  const kept = [...basename(target)].slice(0, NAME_KEPT).join('')
  const random = randomBytes(6).toString('hex')
  return join(dirname(target), `.${kept}.bootbank-${machine}-${process.pid}-${random}.tmp`)
}

/** Paths of what crashed runs of Bootbank left in a folder. Never fails: what cannot be looked at is not listed. */
export async function staleIn(folder: string): Promise<readonly string[]> {
  const stale: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const match = pattern.exec(name)
    if (!match) continue
    const path = join(folder, name)
    const found = await lstat(path).catch(() => null)
    if (!found || !(found.isFile() || found.isDirectory())) continue
    const isOurs = match[1] === machine
    if (Date.now() - found.mtimeMs > STALE || (isOurs && hasEnded(Number(match[2]), found.mtimeMs))) stale.push(path)
  }
  return stale
}

/** Removes what crashed runs of Bootbank left in the target's folder. Never fails: what cannot be removed stays. */
export async function removeStale(target: string): Promise<void> {
  for (const path of await staleIn(dirname(target))) await removeQuietly(path)
}

/** Removes a temporary file or folder; what cannot be removed is left for removeStale. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
}

/** Whether the process of this machine that touched something last at `mtime` (milliseconds) has ended, its pid perhaps given away to us. */
export function hasEnded(pid: number, mtime: number): boolean {
  if (pid === process.pid) return mtime < Date.now() - process.uptime() * 1000 - CLOCK_GRAIN
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return osCode(error) === 'ESRCH'
  }
}
