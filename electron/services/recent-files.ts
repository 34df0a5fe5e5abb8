// The recent files: one small JSON file in the data folder. It is read with suspicion (anybody may have written it) and
// written to a temporary name first, so that a power cut leaves the old list or the new one.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { z } from 'zod'
import type { RecentFile } from '../../shared/ipc/contract'
import { BootbankError } from '../../shared/model/errors'

/** Files that are remembered. */
const most = 10

const storedFile = z.strictObject({
  path: z.string().min(1).max(4096).refine(isAbsolute),
  openedAt: z.iso.datetime(),
})
const stored = z.strictObject({ version: z.literal(1), files: z.array(storedFile).max(most) })
type StoredFile = z.infer<typeof storedFile>

export class RecentFiles {
  private readonly file: string
  /** Reads and writes follow one another, so that two openings at once are both remembered. */
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly dataDir: string) {
    this.file = join(dataDir, 'recent-files.json')
  }

  /** Newest first. */
  async list(): Promise<readonly RecentFile[]> {
    const files = await this.inTurn(() => this.read())
    return files.map(({ path, openedAt }) => ({
      id: idOf(path),
      name: basename(path),
      place: shortPlace(path),
      openedAt,
    }))
  }

  /** The path behind an id. Rejects NOT_FOUND. */
  async pathOf(id: string): Promise<string> {
    const files = await this.inTurn(() => this.read())
    const found = files.find(file => idOf(file.path) === id)
    if (!found) throw new BootbankError('NOT_FOUND', 'This file is not among the recent files any more. Open it again.')
    return found.path
  }

  /** Puts a file at the top. Failing to remember is no reason to fail opening: the error is dropped. */
  async add(path: string, now: Date = new Date()): Promise<void> {
    await this.inTurn(async () => {
      const others = (await this.read()).filter(file => file.path !== path)
      await this.write([{ path, openedAt: now.toISOString() }, ...others].slice(0, most))
    }).catch(() => undefined)
  }

  async clear(): Promise<void> {
    await this.inTurn(() => rm(this.file, { force: true }))
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return result
  }

  /** A list that cannot be read or is not ours counts as empty. */
  private async read(): Promise<readonly StoredFile[]> {
    try {
      return stored.parse(JSON.parse(await readFile(this.file, 'utf8'))).files
    } catch {
      return []
    }
  }

  private async write(files: readonly StoredFile[]): Promise<void> {
    await mkdir(this.dataDir, { recursive: true })
    const temporary = `${this.file}.${process.pid}.tmp`
    await writeFile(temporary, `${JSON.stringify({ version: 1, files }, null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(temporary, this.file)
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
