// A few of the faults of `npm run faults`, and whether a broken promise would be seen.
import { chmod, truncate, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { buildCommandLine, type CommandLine } from '../command-line/command-line'
import { sourceWorkerUrl } from '../session/source-worker'
import { killJournal } from './journal'
import { cutJournal } from './journal-cut'
import { fullDisk, readOnlyFolder } from './disk'
import { whyNoReadOnlyFolder } from './faults'
import { inspect } from './inspect'
import { type Job, jobs, prepare } from './jobs'
import { killAtEachOperation } from './kill'
import { whyNoDisk } from './mount'
import { goingAway } from './operation'
import { run } from './run'
import { type Row, spread, Tally } from './tally'
import { checkSources, makeWorld, type World } from './world'
import { dyingWorker } from './worker'
import { needs, skipHere } from '../needs'

let program: CommandLine
let world: World
beforeAll(async () => {
  program = await buildCommandLine()
  // Nobody is to start it as well, where the superuser runs this.
  await chmod(resolve(dirname(program.path), '../..'), 0o755)
  world = await makeWorld(program.path, 64 * 1024)
}, 60_000)
afterAll(async () => {
  await world.remove()
  await program.remove()
})

function job(title: string): Job {
  const found = jobs.find(one => one.title === title)
  if (!found) throw new Error(`there is no job ${title}`)
  return found
}

/** All outcomes, with how often. Fails with the promises that were broken. */
function sound(rows: readonly Row[]): Record<string, number> {
  expect(rows.flatMap(({ broken }) => broken)).toEqual([])
  const all: Record<string, number> = {}
  for (const [outcome, times] of rows.flatMap(({ outcomes }) => Object.entries(outcomes))) {
    all[outcome] = (all[outcome] ?? 0) + times
  }
  return all
}

function skipFor(reason: string | null, context: TestContext): void {
  if (reason !== null) skipHere(context, `needs a fault while writing that cannot be made here: ${reason}`)
}

describe('the program keeps its promises', () => {
  it('when it is killed: editing, bundling, extracting, preparing a disk', async () => {
    const which = [
      job('edit, over an older file'),
      job('bundle, into an empty folder'),
      job('extract'),
      job('prepare, over an older file'),
    ]
    const outcomes = sound(await killAtEachOperation(world, 4, which))
    expect(Object.values(outcomes).reduce((sum, times) => sum + times, 0)).toBe(16)
    expect(Object.keys(outcomes).every(outcome => outcome.startsWith('killed: '))).toBe(true)
    expect(outcomes).toHaveProperty(['killed: as before and temporary files, which the next run removes'])
  }, 60_000)

  it('the journal of edits, killed at random moments and inside its writes', async () => {
    const outcomes = sound(await killJournal(world, 24))
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(24)
    expect(Object.keys(outcomes)).toContain('every edit that was kept')
  }, 120_000)

  it('the journal of edits, cut off and changed at every seventh byte', async () => {
    const outcomes = sound(await cutJournal(world, 7))
    expect(Object.keys(outcomes).toSorted()).toEqual([
      'nothing was kept, nothing is offered',
      'the last state that was kept whole',
    ])
  }, 120_000)

  it('when the disk is full, or has no inode', async context => {
    skipFor(await whyNoDisk(world), context)
    const outcomes = sound(await fullDisk(world, [job('edit, over an older file'), job('prepare, over an older file')]))
    expect(outcomes).toEqual({ 'refused (WRITE_FAILED): as before': 8 })
  }, 60_000)

  it('when the folder is read-only', async context => {
    skipFor(await whyNoReadOnlyFolder(world), context)
    const outcomes = sound(await readOnlyFolder(world, [job('edit, new file'), job('extract')]))
    expect(outcomes).toEqual({ 'refused (WRITE_FAILED): nothing': 2 })
  }, 60_000)

  it('when the folder vanishes', {
    ...needs(process.platform !== 'win32', 'a system that lets an open folder go'),
    timeout: 60_000,
  }, async () => {
    const outcomes = sound(await goingAway(world, 'vanish', 2, [job('bundle, over an older zip')]))
    expect(outcomes).toEqual({ 'refused (WRITE_FAILED): nothing': 1, 'done: nothing': 1 })
  })

  it('when the thread of the document dies', async () => {
    const outcomes = sound(await dyingWorker(world, sourceWorkerUrl, 1, ['exit']))
    expect(outcomes).toEqual({ 'told (WORKER_DIED): nothing and temporary files, which the next run removes': 1 })
  }, 60_000)
})

describe('a broken promise is seen', () => {
  const look = async (title: string, folder: string) => {
    const [source] = world.sources
    if (!source) throw new Error('there is no source')
    return inspect(job(title), world, source, folder)
  }
  const written = async (title: string) => {
    const folder = await world.fresh()
    await prepare(job(title), folder)
    const [source] = world.sources
    if (source) await run(job(title), world, source, folder)
    return folder
  }

  it('half a file under the final name', async () => {
    for (const [title, name] of [
      ['edit, new file', 'state.tgz'],
      ['bundle, new zip', 'bundle.zip'],
      ['bundle, new folder', 'bundle/RESTORE.md'],
      ['prepare, new image', 'ready.img'],
      ['extract', 'files/local.tgz!/etc/hosts'],
    ] as const) {
      const folder = await written(title)
      expect(await look(title, folder)).toEqual({ found: 'complete', leftOver: 0 })
      await truncate(join(folder, name), 20)
      await expect(look(title, folder)).rejects.toThrow()
    }
  })

  it('a file beside the target, another edit than was asked for, and a source that was changed', async () => {
    const folder = await written('edit, new file')
    const [source] = world.sources
    await writeFile(join(folder, 'state.tgz.tmp'), '')
    await expect(look('edit, new file', folder)).rejects.toThrow('beside the target')
    const other = await world.fresh()
    await program.run(['edit', source?.path ?? '', '--rm', 'etc/hosts', '-o', join(other, 'state.tgz')])
    await expect(look('edit, new file', other)).rejects.toThrow('differs in')
    await checkSources(world)
    const changed = { ...world, sources: world.sources.map(one => ({ ...one, sha256: '' })) }
    await expect(checkSources(changed)).rejects.toThrow('was changed')
  })

  it('is counted and told', async () => {
    const tally = new Tally('fault', 'job')
    await tally.each(['open', 'write', 'close'], spread(3, 2), async at => {
      if (at === 3) throw new Error('half a file')
      return 'nothing'
    })
    expect(tally.row).toMatchObject({ tries: 2, outcomes: { nothing: 1 }, broken: ['close (3 of 3): half a file'] })
  })
})
