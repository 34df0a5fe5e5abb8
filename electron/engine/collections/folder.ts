// A collection that is unpacked: every regular file below a folder, by its path. No link is followed, so that nothing outside of the folder is
// read.
import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { throwIfCancelled } from '../codecs/context'
import { withinLimit } from '../codecs/limits'
import type { ReadOptions } from '../files/read-file'

/** Folders within folders: those of a host end at a dozen. */
const DEEPEST = 64

export interface FolderFile {
  /** Below the folder, with slashes. */
  readonly path: string
  /** Where it is. */
  readonly file: string
  readonly kind: 'file' | 'link' | 'other'
  /** Bytes. */
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
  readonly mode: number
}

/** What lies in a folder, in the order of the names. `left` is called for what is not looked into. Rejects LIMIT, CANCELLED, the system's error. */
export async function* filesBelow(
  folder: string,
  options: ReadOptions,
  left: (why: string) => void,
): AsyncIterable<FolderFile> {
  let count = 0
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path: at, depth } = next
    const below: (typeof waiting)[number][] = []
    const names = await namesIn(join(folder, at), options).catch((error: unknown) => {
      if (at === '') throw error
      left(`The folder ${at} cannot be read.`)
      return []
    })
    for (const name of names) {
      throwIfCancelled(options.signal)
      count += 1
      withinLimit(options.limits, 'entries', count, { layer: options.name })
      const path = at === '' ? name : `${at}/${name}`
      const file = join(folder, path)
      const facts = await lstat(file).catch(() => null)
      if (!facts) continue
      if (count % 4096 === 0) options.onProgress?.(`Looking through ${options.name}`, count, null)
      if (facts.isDirectory()) {
        if (depth === DEEPEST) left(`The folder ${path} lies too deep to be looked into.`)
        else below.push({ path, depth: depth + 1 })
        continue
      }
      const kind = facts.isFile() ? 'file' : facts.isSymbolicLink() ? 'link' : 'other'
      const { size, mtimeMs, mode } = facts
      yield { path, file, kind, size, modified: Math.floor(mtimeMs / 1000), mode: mode & 0o7777 }
    }
    waiting.push(...below.toReversed())
  }
}

async function namesIn(folder: string, { limits, name }: ReadOptions): Promise<readonly string[]> {
  const names: string[] = []
  for await (const entry of await opendir(folder)) {
    names.push(entry.name)
    withinLimit(limits, 'entries', names.length, { layer: name })
  }
  return names.toSorted()
}
