// The commands that write, each in the ways its target can be before: not there, an older file, an empty folder.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source, World } from './world'

export interface Job {
  readonly title: string
  readonly kind: 'file' | 'zip' | 'folder' | 'tree' | 'disk'
  /** Name below the target folder. */
  readonly name: string
  readonly before: 'nothing' | 'an older file' | 'an empty folder'
}

/** A bundle into a folder that is not there. */
export const newFolder: Job = { title: 'bundle, new folder', kind: 'folder', name: 'bundle', before: 'nothing' }

export const jobs: readonly Job[] = [
  { title: 'edit, new file', kind: 'file', name: 'state.tgz', before: 'nothing' },
  { title: 'edit, over an older file', kind: 'file', name: 'state.tgz', before: 'an older file' },
  newFolder,
  { title: 'bundle, into an empty folder', kind: 'folder', name: 'bundle', before: 'an empty folder' },
  { title: 'bundle, new zip', kind: 'zip', name: 'bundle.zip', before: 'nothing' },
  { title: 'bundle, over an older zip', kind: 'zip', name: 'bundle.zip', before: 'an older file' },
  { title: 'prepare, new image', kind: 'disk', name: 'ready.img', before: 'nothing' },
  { title: 'prepare, over an older file', kind: 'disk', name: 'ready.img', before: 'an older file' },
  { title: 'extract', kind: 'tree', name: 'files', before: 'nothing' },
]

export const olderContent = Buffer.from('what was there before')

/** Puts in place what is there before. */
export async function prepare(job: Job, folder: string): Promise<void> {
  if (job.before === 'an older file') await writeFile(join(folder, job.name), olderContent)
  if (job.before === 'an empty folder') await mkdir(join(folder, job.name))
}

/** Arguments for the command line. */
export function argumentsOf(job: Job, world: World, source: Source, folder: string): readonly string[] {
  const target = join(folder, job.name)
  if (job.kind === 'tree') return ['extract', source.path, '-o', target]
  if (job.kind === 'disk') return ['prepare', world.disk.path, world.disk.state, '--bank', '1', '-o', target]
  const put = ['--put', `${source.address}=${world.local}`]
  return [job.kind === 'file' ? 'edit' : 'bundle', source.path, ...put, '-o', target]
}
