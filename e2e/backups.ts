// Generated backups on the disk, under the names they have on a host.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { file, tgz } from '../testing/archives/small-backups'
import { type Backup, makeBackup, type Shape } from '../testing/fixtures/backups'

export interface WrittenBackup extends Backup {
  readonly path: string
}

/** Writes a backup into a folder: as state.tgz, a configBundle under its own name. */
export async function writeBackup(folder: string, shape: Shape): Promise<WrittenBackup> {
  const backup = await makeBackup(shape)
  const name = shape.startsWith('configBundle') ? backup.name : 'state.tgz'
  return { ...backup, path: await writeBytes(join(folder, shape), name, backup.bytes) }
}

/** Writes a file, its folder too; gives the path. */
export async function writeBytes(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** A state whose local.tgz holds these files; its path. */
export async function stateWith(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const inner = tgz(Object.entries(files).map(([name, bytes]) => file(name, bytes)))
  return writeBytes(folder, 'state.tgz', tgz([file('local.tgz', inner)]))
}
