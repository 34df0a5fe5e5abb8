// Disks that cannot take what is written: full, out of inodes, read-only.
import { chmod, chown, readdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Job, jobs, prepare } from './jobs'
import { remount, withDisk } from './mount'
import { run } from './run'
import { type Row, Tally } from './tally'
import { trial, type TrialOptions } from './trial'
import type { World } from './world'

const PAGE = 4096
const nobody = 65534
export const isRoot = process.getuid?.() === 0

/** A disk with hardly any room, with half of what is needed, with a page too little, and with room but without inodes. */
export async function fullDisk(world: World, which: readonly Job[] = jobs): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const job of which) {
    const tally = new Tally('full disk', job.title)
    const needed = await withDisk(world, 'size=64m', folder => bytesTaken(job, world, folder))
    for (const size of [PAGE, Math.floor(needed / 2), needed - PAGE]) {
      await tally.add(`${size} of ${needed} bytes`, () => full(job, world, `size=${size}`))
    }
    const inodes = job.before === 'nothing' ? 1 : 2
    await tally.add('no inode', () => full(job, world, `size=64m,nr_inodes=${inodes}`))
    rows.push(tally.row)
  }
  return rows
}

async function bytesTaken(job: Job, world: World, folder: string): Promise<number> {
  const { code, stderr } = await run(job, world, world.sources[0]!, folder)
  if (code !== 0) throw new Error(`${job.title} fails without a fault: ${stderr}`)
  const { blocks, bfree, bsize } = await statfs(folder)
  return (blocks - bfree) * bsize
}

function full(job: Job, world: World, options: string): Promise<string> {
  return withDisk(world, options, async folder => {
    await prepare(job, folder)
    return refusal(job, world, { folder, repair: () => remount(folder, 'size=64m,nr_inodes=100000') })
  })
}

/** A disk that is mounted read-only. */
export async function readOnlyDisk(world: World): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const job of jobs) {
    const tally = new Tally('read-only disk', job.title)
    await tally.add('disk', () =>
      withDisk(world, 'size=64m', async folder => {
        await prepare(job, folder)
        await remount(folder, 'ro')
        return refusal(job, world, { folder, repair: () => remount(folder, 'rw') })
      }),
    )
    rows.push(tally.row)
  }
  return rows
}

/** A folder that its user may not write to. The superuser, who may, lets nobody try. */
export async function readOnlyFolder(world: World, which: readonly Job[] = jobs): Promise<readonly Row[]> {
  const rows: Row[] = []
  await chmod(world.folder, 0o755)
  for (const job of which) {
    const tally = new Tally('read-only folder', job.title)
    await tally.add('folder', async () => {
      const folder = await world.fresh()
      await prepare(job, folder)
      const folders = [
        folder,
        ...(job.before === 'an empty folder' ? await readdir(folder) : []).map(name => join(folder, name)),
      ]
      for (const path of folders) {
        if (isRoot) await chown(path, nobody, nobody)
        await chmod(path, 0o555)
      }
      const repair = async () => {
        for (const path of folders) await chmod(path, 0o755)
      }
      return refusal(job, world, { folder, repair, ...(isRoot ? { uid: nobody } : {}) })
    })
    rows.push(tally.row)
  }
  return rows
}

async function refusal(job: Job, world: World, options: TrialOptions): Promise<string> {
  const outcome = await trial(job, world, world.sources[0]!, options)
  if (!outcome.startsWith('refused (WRITE_FAILED)')) throw new Error(`not refused: ${outcome}`)
  return outcome
}
