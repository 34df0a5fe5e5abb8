// Every file operation below the target folder goes wrong once: it fails with an error, or the folder goes away just before it.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Job, jobs, prepare } from './jobs'
import { plugIn, pullOut, withDisk } from './mount'
import { command, countOperations, operationsOf } from './run'
import { type Row, spread, Tally } from './tally'
import { trial } from './trial'
import { sha256, type World } from './world'

/** What a full disk can answer with ENOSPC; everything can answer with EIO. */
const needsRoom: ReadonlySet<string> = new Set([
  'open',
  'write',
  'writeFile',
  'mkdir',
  'link',
  'rename',
  'sync',
  'close',
])

/** Every operation fails once with the error. */
export async function errorAtEachOperation(
  world: World,
  code: 'EIO' | 'ENOSPC',
  most: number,
  which: readonly Job[] = jobs,
): Promise<readonly Row[]> {
  const source = world.sources[0]!
  const rows: Row[] = []
  for (const job of which) {
    const { names } = await operationsOf(job, world, source)
    const tally = new Tally(`${code} at each file operation`, job.title)
    const chosen = spread(names.length, most).filter(at => code === 'EIO' || needsRoom.has(names[at - 1] ?? ''))
    await tally.each(names, chosen, at => trial(job, world, source, { fault: { at, action: 'error', code } }))
    rows.push(tally.row)
  }
  return rows
}

/** The opened file itself as the target, where the system fails to say at one moment that it is. */
export async function overTheSource(world: World): Promise<readonly Row[]> {
  const original = world.sources[0]!
  const folder = await world.fresh()
  const path = join(folder, 'state.tgz')
  await copyFile(original.path, path)
  const args = ['edit', path, '--put', `${original.address}=${world.local}`, '-o', path]
  const { names } = await countOperations(world, args, folder, 2)
  const tally = new Tally('EIO at each file operation', 'edit, over the opened file')
  for (const [index, name] of names.entries()) {
    await tally.add(`${name} (${index + 1} of ${names.length})`, async () => {
      const fault = { at: index + 1, action: 'error', code: 'EIO' } as const
      const { code, stderr } = await command(world, args, folder, { fault })
      if (sha256(await readFile(path)) !== original.sha256) throw new Error('the source was changed')
      const all = await readdir(folder)
      if (all.length !== 1) throw new Error(`it leaves ${all.join(', ')}`)
      const told = /^bootbank: ([A-Z_]+): ./m.exec(stderr)?.[1]
      if (code !== 2 || told === undefined || told === 'INTERNAL') throw new Error(`it ends with ${code}: ${stderr}`)
      return `refused (${told}): as before`
    })
  }
  return [tally.row]
}

const titles = {
  vanish: 'target folder removed at each file operation',
  move: 'target folder moved away at each file operation',
  unmount: 'disk pulled out at each file operation',
} as const

/** The target folder goes away. */
export async function goingAway(
  world: World,
  action: keyof typeof titles,
  most: number,
  which: readonly Job[] = jobs,
): Promise<readonly Row[]> {
  const source = world.sources[0]!
  const rows: Row[] = []
  for (const job of which) {
    const { names } = await operationsOf(job, world, source)
    const tally = new Tally(titles[action], job.title)
    await tally.each(names, spread(names.length, most), at => goes[action](job, world, at))
    rows.push(tally.row)
  }
  return rows
}

const goes: Readonly<Record<keyof typeof titles, (job: Job, world: World, at: number) => Promise<string>>> = {
  async vanish(job, world, at) {
    const folder = await world.fresh()
    await prepare(job, folder)
    const repair = async () => {
      await mkdir(folder, { recursive: true })
    }
    const outcome = await trial(job, world, world.sources[0]!, {
      folder,
      fault: { at, action: 'vanish' },
      away: null,
      repair,
    })
    await rm(folder, { recursive: true, force: true })
    return outcome
  },

  async move(job, world, at) {
    const folder = await world.fresh()
    const away = `${folder}-gone`
    await prepare(job, folder)
    const repair = async () => {
      if (!existsSync(away)) return
      await rm(folder, { recursive: true, force: true })
      await rename(away, folder)
    }
    const outcome = await trial(job, world, world.sources[0]!, { folder, fault: { at, action: 'move' }, away, repair })
    await rm(folder, { recursive: true, force: true })
    return outcome
  },

  unmount: (job, world, at) =>
    withDisk(world, 'size=64m', async disk => {
      const folder = await world.fresh()
      await plugIn(disk, folder)
      try {
        await prepare(job, folder)
        return await trial(job, world, world.sources[0]!, {
          folder,
          fault: { at, action: 'unmount' },
          away: disk,
          repair: () => plugIn(disk, folder),
        })
      } finally {
        await pullOut(folder)
      }
    }),
}
