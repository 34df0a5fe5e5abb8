// A run that was killed while it moved a bundle's files into a folder leaves some of them there and the rest, with the checksums that
// are moved last, in its temporary folder. The trap: only what the checksums prove to be ours may be removed.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SUMS_NAME } from './plan'
import { staleIn } from './temporary'

/** Removes those files from `folder`; the temporary folder is left for removeStale. Never fails: what cannot be removed stays. */
export async function takeBackInterruptedMove(folder: string): Promise<void> {
  for (const temporary of await staleIn(folder)) {
    const sums = await readFile(join(temporary, SUMS_NAME), 'utf8').catch(() => '')
    for (const [, digest, name] of sums.matchAll(/^([0-9a-f]{64}) {2}([^/\\\n]+)$/gm)) {
      const path = join(folder, name ?? '')
      if ((await digestOf(path)) === digest) await rm(path).catch(() => undefined)
    }
  }
}

/** SHA-256 of a regular file in hex; null for anything else. */
async function digestOf(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null)
  if (!found?.isFile()) return null
  const hash = createHash('sha256')
  return pipeline(createReadStream(path), hash).then(
    () => hash.digest('hex'),
    () => null,
  )
}
