// One small JSON file of what the program remembers. It survives a power cut: the text goes to a temporary name, is synced, takes
// its place by one rename, and the folder is synced too, so that there is always the old text or the new one. Trap: whoever reads
// it must not trust it; anybody may have written there.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import { hasEnded } from '../engine/restore/temporary'

/** Bytes beyond which a file is not ours. */
const most = 1024 * 1024

export class SettingsFile<T> {
  /** `path` is absolute; `schema` is what counts as sound, `fallback` stands for everything else. What a killed program left is removed. */
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly fallback: T,
  ) {
    removeStale(path)
  }

  /** What is stored; the fallback where nothing is or what is there is not sound. */
  read(): T {
    try {
      const text = readFileSync(this.path, 'utf8')
      return text.length > most ? this.fallback : this.schema.parse(JSON.parse(text))
    } catch {
      return this.fallback
    }
  }

  /** Stores a value, readable for this user alone. Throws the system's error; what was stored before is then untouched. */
  write(value: T): void {
    const temporary = `${this.path}.${process.pid}.tmp`
    mkdirSync(dirname(this.path), { recursive: true })
    try {
      const file = openSync(temporary, 'w', 0o600)
      try {
        writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(temporary, this.path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
    syncFolder(dirname(this.path))
  }

  /** Forgets everything. One that is not there is fine. */
  remove(): void {
    rmSync(this.path, { force: true })
    syncFolder(dirname(this.path))
  }
}

/** Removes the temporary files of programs that were killed while they wrote. Never fails. */
function removeStale(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) {
      const pid = name.startsWith(`${basename(path)}.`) ? /\.(\d+)\.tmp$/.exec(name)?.[1] : undefined
      const found = join(dirname(path), name)
      if (pid !== undefined && hasEnded(Number(pid), statSync(found).mtimeMs)) rmSync(found, { force: true })
    }
  } catch {
    // The folder is not there yet, or another start was faster.
  }
}

/** Makes a rename lasting. Windows cannot sync a folder and does not need it. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The file itself is synced.
  }
}
