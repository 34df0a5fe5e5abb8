// The recent files: a list in the data folder, shared by all windows of a host.
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { z } from 'zod'
import type { RecentFile } from '../../shared/model/app-facts'
import { BootbankError } from '../../shared/model/errors'
import { SettingsFile } from './settings-file'

/** Files that are remembered. */
const most = 10

const storedFile = z.strictObject({
  path: z.string().min(1).max(4096).refine(isAbsolute),
  openedAt: z.iso.datetime(),
})
const stored = z.strictObject({ version: z.literal(1), files: z.array(storedFile).max(most) })

/** Who keeps a list of the same files elsewhere, such as the system's own. */
export interface RecentFilesListener {
  /** A file, by its absolute path, is at the top of the list now. */
  added(path: string): void
  cleared(): void
}

/** The list, newest first. */
export class RecentFiles {
  private readonly file: SettingsFile<z.infer<typeof stored>>

  constructor(
    dataDir: string,
    private readonly listener: RecentFilesListener | null = null,
  ) {
    this.file = new SettingsFile(join(dataDir, 'recent-files.json'), stored, { version: 1, files: [] })
  }

  /** Newest first. */
  list(): readonly RecentFile[] {
    return this.file.read().files.map(({ path, openedAt }) => ({
      id: idOf(path),
      name: basename(path),
      place: shortPlace(path),
      openedAt,
    }))
  }

  /** The path that an id stands for. Throws NOT_FOUND. */
  pathOf(id: string): string {
    const found = this.file.read().files.find(file => idOf(file.path) === id)
    if (!found) throw new BootbankError('NOT_FOUND', 'This file is not among the recent files any more. Open it again.')
    return found.path
  }

  /** Puts a file at the top. A list that cannot be written does not stop a file from opening: the error is dropped. */
  add(path: string, now: Date = new Date()): void {
    const others = this.file.read().files.filter(file => file.path !== path)
    const files = [{ path, openedAt: now.toISOString() }, ...others].slice(0, most)
    try {
      this.file.write({ version: 1, files })
    } catch {
      // A list that cannot be kept must not keep a file from being opened.
      return
    }
    this.listener?.added(path)
  }

  /** Forgets all files. Throws the system's error. */
  clear(): void {
    this.file.remove()
    this.listener?.cleared()
  }
}

function idOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32)
}

/** The folder of a path, the home folder as `~`. */
export function shortPlace(path: string): string {
  const folder = dirname(path)
  const home = homedir()
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}
