// What is there after a fault. Under the final name: nothing, what was there before, or all of it, proven by opening it. Beside it:
// at most temporary files of the program, which its next run takes away.
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf } from '../../electron/engine/codecs/bytes'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { openDisk } from '../../electron/engine/disks/open-disk'
import { refusalOf } from '../../electron/engine/files/file-errors'
import { compareDocuments } from '../../electron/engine/diff/documents'
import { Document } from '../../electron/engine/document/document'
import { readZip } from '../../electron/engine/restore/read-zip'
import { type Job, olderContent } from './jobs'
import { sha256, type Source, type World } from './world'

export type Found = 'nothing' | 'as before' | 'complete' | 'some whole files'

export interface Inspection {
  readonly found: Found
  /** Temporary files and folders left behind. */
  readonly leftOver: number
}

const temporary = /^\..+\.bootbank-[0-9a-f]{6}-[0-9]+-[0-9a-f]{12}\.tmp$/
const sums = 'SHA256SUMS'
const bundleFiles: readonly string[] = [
  'state.tgz',
  'CHANGES.md',
  'changes.diff',
  'RESTORE.md',
  'RESTORE.html',
  'restore.sh',
  'manifest.json',
  sums,
]

/** Looks at a target folder. Throws, in words, when a promise is broken. */
export async function inspect(job: Job, world: World, source: Source, folder: string): Promise<Inspection> {
  let leftOver = 0
  let found: Found = 'nothing'
  for (const name of await readdir(folder).catch(() => [])) {
    if (temporary.test(name)) leftOver++
    else if (name !== job.name) throw new Error(`${name} stands beside the target`)
    else if (job.kind === 'file') found = await fileFound(world, source, join(folder, name))
    else if (job.kind === 'disk') found = await diskFound(world, join(folder, name))
    else if (job.kind === 'zip') found = await zipFound(world, source, join(folder, name))
    else {
      const inside = await filesBelow(join(folder, name))
      leftOver += inside.temporary
      found =
        job.kind === 'folder'
          ? await bundleFound(world, source, job, inside.files)
          : await treeFound(world, source, inside.files)
    }
  }
  return { found, leftOver }
}

async function fileFound(world: World, source: Source, path: string): Promise<Found> {
  const bytes = await readFile(path)
  if (bytes.equals(olderContent)) return 'as before'
  await checkState(world, source, bytes)
  return 'complete'
}

/** The disk with the other state on its first bank: no byte outside of that bank is another one, and its file system is whole. */
async function diskFound({ disk }: World, path: string): Promise<Found> {
  const [before, after, state] = await Promise.all([disk.path, path, disk.state].map(name => readFile(name)))
  if (!before || !after || !state) throw new Error('no disk')
  if (after.equals(olderContent)) return 'as before'
  if (after.length !== before.length) throw new Error(`the copy has ${after.length} bytes`)
  const opened = await openDisk(path, { name: 'copy', limits: defaultLimits, refusal: code => refusalOf(code, path) })
  const { partitions = [], banks = [], findings = [] } = opened?.report ?? {}
  const place = partitions.find(({ number }) => number === banks[0]?.partition)
  if (!place || findings.length > 0) throw new Error(`the copy is not a sound disk: ${findings[0]?.message}`)
  if (banks[0]?.state?.sha256 !== sha256(state)) throw new Error('the copy has another state')
  for (const image of [before, after]) image.fill(0, place.start, place.start + place.size)
  if (!after.equals(before)) throw new Error('the copy differs outside of its bank')
  return 'complete'
}

async function zipFound(world: World, source: Source, path: string): Promise<Found> {
  const bytes = await readFile(path)
  if (bytes.equals(olderContent)) return 'as before'
  const files = new Map(readZip(bytesOf(bytes)).map(({ name, content }) => [name, content.read(0, content.length)]))
  await checkBundle(world, source, files)
  return 'complete'
}

async function bundleFound(
  world: World,
  source: Source,
  job: Job,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Found> {
  if (files.size === 0 && job.before === 'an empty folder') return 'as before'
  if (files.has(sums) || job.before !== 'an empty folder') {
    await checkBundle(world, source, files)
    return 'complete'
  }
  // Moved into a folder that was there, one after another, the checksums last as the sign that all are there.
  for (const name of files.keys()) if (!bundleFiles.includes(name)) throw new Error(`${name} is in the bundle`)
  const state = files.get('state.tgz')
  if (state) await checkState(world, source, state)
  return 'some whole files'
}

async function checkBundle(world: World, source: Source, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const names = [...files.keys()].sort()
  if (names.join() !== [...bundleFiles].sort().join()) throw new Error(`the bundle holds ${names.join(', ')}`)
  const lines = Buffer.from(files.get(sums) ?? [])
    .toString()
    .trim()
    .split('\n')
  if (lines.length !== bundleFiles.length - 1) throw new Error(`the checksums are ${lines.length}`)
  for (const line of lines) {
    const [digest = '', name = ''] = line.split('  ')
    const bytes = files.get(name)
    if (!bytes || sha256(bytes) !== digest) throw new Error(`${name} of the bundle is not what its checksum says`)
  }
  await checkState(world, source, files.get('state.tgz') ?? new Uint8Array(0))
}

/** Every file of an extraction is whole: as in the backup. */
async function treeFound(world: World, source: Source, files: ReadonlyMap<string, Uint8Array>): Promise<Found> {
  const document = await openSound(await readFile(source.path), world)
  const entries = document.layers().flatMap(layer => layer.entries())
  const wanted = new Map(entries.map(entry => [entry.address, entry]))
  for (const [name, bytes] of files) {
    const entry = wanted.get(name)
    if (!entry) throw new Error(`${name} is not an entry`)
    const content = document.content(entry)
    if (sha256(content.read(0, content.length)) !== sha256(bytes)) throw new Error(`${name} is not whole`)
  }
  return files.size === 0 ? 'nothing' : files.size === wanted.size ? 'complete' : 'some whole files'
}

const sound = new Set<string>()

/** Opens without a problem in any layer, and differs from the source in the edited file alone. */
async function checkState(world: World, source: Source, bytes: Uint8Array): Promise<void> {
  const digest = sha256(bytes)
  if (sound.has(digest)) return
  const after = await openSound(bytes, world)
  const before = await openSound(await readFile(source.path), world)
  const differences = await compareDocuments(before, after)
  const found = differences.map(({ address, what }) => `${address} ${what.join()}`).join('; ')
  if (found !== `${source.address} content`) throw new Error(`the file written differs in: ${found}`)
  const content = after.content(await after.resolve(source.address))
  if (!world.newHosts.equals(content.read(0, content.length))) throw new Error('the file written holds another content')
  sound.add(digest)
}

async function openSound(bytes: Uint8Array, world: World): Promise<Document> {
  const document = await Document.open(bytesOf(bytes), { name: world.folder })
  const [problem] = await document.openAll()
  if (document.root.problem || problem) throw document.root.problem ?? problem?.error
  return document
}

async function filesBelow(
  folder: string,
  prefix = '',
): Promise<{ readonly files: Map<string, Uint8Array>; readonly temporary: number }> {
  const files = new Map<string, Uint8Array>()
  let count = 0
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (temporary.test(name)) count++
    else if ((await lstat(path)).isDirectory()) {
      const inner = await filesBelow(path, `${prefix}${name}/`)
      for (const [key, bytes] of inner.files) files.set(key, bytes)
      count += inner.temporary
    } else files.set(prefix + name, await readFile(path))
  }
  return { files, temporary: count }
}
