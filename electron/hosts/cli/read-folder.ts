// A folder of the disk with everything in it, to be put into a backup.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../../engine/codecs/bytes'
import { throwIfCancelled } from '../../engine/codecs/context'
import { withinLimit } from '../../engine/codecs/limits'
import { refused } from '../../engine/files/read-file'
import { readFile } from './read-file'
import type { Run } from './run'

export interface LocalFolder {
  /** Paths below it with `/`, in order. */
  readonly files: readonly { readonly path: string; readonly content: Bytes }[]
  readonly folders: readonly string[]
}

/**
 * Every file and folder below a folder; all files together are held to the limit of one. Throws UNREADABLE for a symbolic link, a pipe or a
 * device, and what reading a file throws.
 */
export async function readFolder(folder: string, run: Run): Promise<LocalFolder> {
  const files: { path: string; content: Bytes }[] = []
  const folders: string[] = []
  let length = 0
  const read = async (below: string): Promise<void> => {
    throwIfCancelled(run.signal)
    const found = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
      throw refused(error, code => new BootbankError('UNREADABLE', `${join(folder, below)} cannot be read (${code}).`))
    })
    for (const one of found.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? one.name : `${below}/${one.name}`
      const local = join(folder, path)
      if (one.isDirectory()) {
        folders.push(path)
        await read(path)
      } else if (one.isFile()) {
        const content = await readFile(local, run)
        length += content.length
        withinLimit(run.limits, 'totalBytes', length, { layer: folder })
        files.push({ path, content })
      } else
        throw new BootbankError('UNREADABLE', `${local} is neither a file nor a folder: links are made with --link.`)
    }
  }
  await read('')
  return { files, folders }
}
