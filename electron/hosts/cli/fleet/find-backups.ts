// Which backups were given: files by name, what lies in folders, and a list on standard input. No link inside a folder is followed.
import { createReadStream } from 'node:fs'
import { lstat, opendir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BootbankError } from '../../../../shared/model/errors'
import { throwIfCancelled } from '../../../engine/codecs/context'
import { STDIN } from '../read-file'

/** A file as it was when it was found: what tells whether it is another one the next time. */
export interface FoundBackup {
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly changed: number
}

/** Files that one call takes, and levels of folders it goes down. */
const most = 1_000_000
const deepest = 64
/** Bytes of a list on standard input. */
const longestList = 512 * 1024 * 1024
/** What backups are called; other files of a folder are passed over. */
const namePattern = /\.(tgz|tar\.gz|ve|tar)$/i

/**
 * The backups, sorted by path, each once. A file that was named and is not there is among them, with size -1: reading it tells why. Throws
 * NOT_FOUND for a folder that is not there, UNREADABLE for one that cannot be read, LIMIT and CANCELLED.
 */
export async function findBackups(given: readonly string[], signal: AbortSignal): Promise<readonly FoundBackup[]> {
  const found = new Map<string, FoundBackup>()
  const add = (one: FoundBackup) => {
    found.set(one.path, one)
    if (found.size > most)
      throw new BootbankError(
        'LIMIT',
        `There are more than ${most.toLocaleString('en-US')} backups. Give them in parts.`,
      )
  }
  for (const name of given) {
    const names = name === STDIN ? await listOnStandardInput(signal) : [name]
    for (const one of names) {
      throwIfCancelled(signal)
      const path = resolve(one)
      const facts = await stat(path).catch(() => null)
      if (facts?.isDirectory()) await walk(path, 0, add, signal)
      else add(facts ? factsOf(path, facts) : { path, size: -1, modified: 0, changed: 0 })
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function walk(
  folder: string,
  depth: number,
  add: (one: FoundBackup) => void,
  signal: AbortSignal,
): Promise<void> {
  if (depth > deepest) throw new BootbankError('LIMIT', `${folder} lies more than ${deepest} folders deep.`)
  const entries = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new BootbankError('UNREADABLE', `The folder ${folder} cannot be read (${error.code ?? error.message}).`)
  })
  for await (const entry of entries) {
    throwIfCancelled(signal)
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await walk(path, depth + 1, add, signal)
    else if (entry.isFile() && namePattern.test(entry.name)) {
      const facts = await lstat(path).catch(() => null)
      if (facts?.isFile()) add(factsOf(path, facts))
    }
  }
}

function factsOf(
  path: string,
  { size, mtimeMs, ctimeMs }: { readonly size: number; readonly mtimeMs: number; readonly ctimeMs: number },
): FoundBackup {
  return { path, size, modified: mtimeMs, changed: ctimeMs }
}

/** One path a line. */
async function listOnStandardInput(signal: AbortSignal): Promise<readonly string[]> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of createReadStream('', { fd: 0, autoClose: false, signal })) {
    length += piece.length
    if (length > longestList) throw new BootbankError('LIMIT', 'The list on standard input is too long.')
    pieces.push(Buffer.from(piece))
  }
  return Buffer.concat(pieces)
    .toString('utf8')
    .split(/\r?\n/)
    .filter(line => line !== '')
}
