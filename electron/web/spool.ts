// The private folder for uploads and downloads: what passes through it holds a host's keys, so only this user may look in
// (mode 0700), and nothing of it survives the program. A killed one leaves its folder; the next start removes it.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasEnded } from '../engine/restore/temporary'

const prefix = 'bootbank-spool-'

export interface Spool {
  readonly folder: string
  /** An empty folder of its own for one file or bundle. */
  place(): string
  /** Removes everything. May be called from an exit handler: it is synchronous. */
  remove(): void
}

/** Makes the folder under `parent` and removes those of this user's programs that do not run any more. */
export function createSpool(parent: string = tmpdir()): Spool {
  removeStale(parent)
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`))
  let places = 0
  return {
    folder,
    place() {
      const path = join(folder, String(places++))
      mkdirSync(path, { mode: 0o700 })
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function removeStale(parent: string): void {
  const name = new RegExp(`^${prefix}(\\d+)-`)
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const pid = Number(name.exec(entry.name)?.[1])
    if (!entry.isDirectory() || !(pid > 0)) continue
    const path = join(parent, entry.name)
    try {
      const { uid, mtimeMs } = statSync(path)
      const isOurs = uid === (process.getuid?.() ?? uid)
      if (isOurs && hasEnded(pid, mtimeMs)) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another start was faster, or it cannot be removed.
    }
  }
}
