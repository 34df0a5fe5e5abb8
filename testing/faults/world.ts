// Where the faults happen: a folder of its own with two host backups of a few megabytes, one plain, one sealed, what is put
// into them, and a boot disk with both on its banks.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBackup } from '../fixtures/backups'
import { makeBootDisk } from '../fixtures/disks/boot-disk'
import { writeSparse } from '../fixtures/disks/sparse-image'
import { member } from '../fixtures/members'
import { seal, tgz } from '../fixtures/pack'
import { SeededRandom } from '../fixtures/random'

export interface World {
  readonly folder: string
  /** The built command line, out/main/cli.cjs. */
  readonly cli: string
  /** The two backups, the plain one first. */
  readonly sources: readonly Source[]
  /** The local file that is put into etc/hosts, and its content. */
  readonly local: string
  readonly newHosts: Buffer
  readonly disk: BootDisk
  /** A folder that nothing has written to. */
  fresh(): Promise<string>
  remove(): Promise<void>
}

/** A disk whose first bank gets another state. */
export interface BootDisk {
  readonly path: string
  /** As made. */
  readonly sha256: string
  /** The other state, a file. */
  readonly state: string
}

export interface Source {
  readonly title: string
  readonly path: string
  /** As made. */
  readonly sha256: string
  /** ADDRESS of the file that is edited. */
  readonly address: string
}

const MiB = 1024 * 1024
/** Bytes of content that does not compress, so that a save takes its time. */
const BALLAST = 2 * MiB

/** Makes the folder and what is in it. */
export async function makeWorld(cli: string, ballast = BALLAST): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'bootbank-faults-'))
  const backup = await makeBackup('esxi-7.0.2')
  const { inception, saved } = backup.host
  const random = new SeededRandom('faults')
  const local = await tgz([...backup.members, member('var/ballast', randomBytes(ballast), saved)])
  const sealed = backup.key ? seal(local, backup.key, random) : local
  const files = {
    plain: await tgz([member('local.tgz', local, saved)]),
    sealed: await tgz([
      member('encryption.info', backup.encryptionInfo ?? new Uint8Array(0), inception, 0o600),
      member('local.tgz.ve', sealed, saved),
    ]),
  }
  const sources: Source[] = []
  for (const [title, bytes] of Object.entries(files)) {
    const path = join(folder, `${title}.tgz`)
    await writeFile(path, bytes)
    const address = `${title === 'plain' ? 'local.tgz' : 'local.tgz.ve'}!/etc/hosts`
    sources.push({ title, path, sha256: sha256(bytes), address })
  }
  const newHosts = Buffer.from('127.0.0.1\tlocalhost\n192.0.2.9\tafter-the-fault\n')
  await writeFile(join(folder, 'hosts'), newHosts)
  const path = join(folder, 'disk.img')
  const banks = [
    { state: files.plain, bootstate: 0, updated: 4, build: '7.0.2-1' },
    { state: files.sealed, bootstate: 0, updated: 3, build: '7.0.1-1' },
  ] as const
  // Room for the old state and for a larger one.
  const bankBytes = 5 * MiB + 2 * ballast
  const image = {
    layout: 'gpt-since-7.0',
    banks,
    bankBytes,
    size: 6 * MiB + 2 * bankBytes,
    fat: { clusterBytes: 1024 },
  } as const
  await writeSparse(path, makeBootDisk(image))
  const state = join(folder, 'other.tgz')
  await writeFile(
    state,
    await tgz([
      member(
        'local.tgz',
        await tgz([member('etc/hosts', newHosts, saved), member('var/ballast', randomBytes(ballast + 9000), saved)]),
        saved,
      ),
    ]),
  )
  const disk = { path, sha256: sha256(await readFile(path)), state }
  let count = 0
  return {
    folder,
    cli,
    sources,
    local: join(folder, 'hosts'),
    newHosts,
    disk,
    fresh: async () => {
      const path = join(folder, `target-${count++}`)
      await mkdir(path)
      return path
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** In hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Throws when a source is not what it was. */
export async function checkSources(world: World): Promise<void> {
  for (const { path, sha256: made } of [...world.sources, world.disk]) {
    if (sha256(await readFile(path)) !== made) throw new Error(`the source ${path} was changed`)
  }
}
