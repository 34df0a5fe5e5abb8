// One small JSON file of what the program remembers. It survives a power cut: the text goes to a temporary name, is synced, takes
// its place by one rename, and the folder is synced too, so that there is always the old text or the new one. Trap: the text must not
// be trusted when it is read; anybody may have written there.
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

/** Bytes; a larger file was not written by Bootbank. */
const most = 1024 * 1024

/** A value that is read once and written with each change. */
export class SettingsFile<T> {
  /** `path` is absolute; `schema` says which values are valid, `fallback` stands for everything else. What a killed program left is
   * removed. */
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly fallback: T,
  ) {
    removeStale(path)
  }

  /** What is stored; the fallback where nothing is stored or what is there is not valid. */
  read(): T {
    const found = this.look()
    return found === null || found === 'invalid' ? this.fallback : found.value
  }

  /**
   * Stores a value, readable for this user alone. What is there and cannot be read, damaged or from a later version, is not lost: it
   * is kept beside it as `.unread`. Throws the system's error; what was stored before is then untouched.
   */
  write(value: T): void {
    const temporary = `${this.path}.${process.pid}.tmp`
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
    try {
      const file = openSync(temporary, 'w', 0o600)
      try {
        writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      if (this.look() === 'invalid') renameSync(this.path, unreadBeside(this.path))
      renameSync(temporary, this.path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
    syncFolder(dirname(this.path))
  }

  /** What is there: a value, nothing, or something that is not a valid value. */
  private look(): { readonly value: T } | null | 'invalid' {
    try {
      const text = readFileSync(this.path, 'utf8')
      return text.length > most ? 'invalid' : { value: this.schema.parse(JSON.parse(text)) }
    } catch (error) {
      // What the system does not let us read has a code; what is not JSON or breaks the schema has no code.
      return error instanceof Error && 'code' in error ? null : 'invalid'
    }
  }

  /** Forgets everything, what was kept unread as well. One that is not there is fine. */
  remove(): void {
    for (const path of [this.path, unreadBeside(this.path)]) rmSync(path, { force: true })
    syncFolder(dirname(this.path))
  }
}

function unreadBeside(path: string): string {
  return `${path}.unread`
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
