// kill -9: at random moments, and at every single file operation (where a write is torn in the middle).
import { type Job, jobs } from './jobs'
import { operationsOf, run } from './run'
import { inLanes, type Row, spread, Tally } from './tally'
import { trial } from './trial'
import type { World } from './world'

/** `times` kills, spread evenly over the commands and the two backups, each at a random moment within the run. */
export async function killAtRandom(world: World, times: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const [index, job] of jobs.entries()) {
    const tally = new Tally('`kill -9` at a random moment', job.title)
    const lengths: number[] = []
    for (const source of world.sources) {
      const { code, stderr, took } = await run({ ...job, before: 'nothing' }, world, source, await world.fresh())
      if (code !== 0) throw new Error(`${job.title} fails without a fault: ${stderr}`)
      lengths.push(took)
    }
    const trials: (() => Promise<void>)[] = []
    for (let round = index; round < times; round += jobs.length) {
      const which = Math.floor(round / jobs.length) % world.sources.length
      const source = world.sources[which]!
      const killAfter = Math.random() * lengths[which]! * 1.2
      trials.push(() =>
        tally.add(`${source.title}, killed after ${Math.round(killAfter)} ms`, () =>
          trial(job, world, source, { killAfter }),
        ),
      )
    }
    await inLanes(trials)
    rows.push(tally.row)
  }
  return rows
}

/** At each operation on a file below the target folder; at most `most` of them, evenly spread. */
export async function killAtEachOperation(
  world: World,
  most: number,
  which: readonly Job[] = jobs,
): Promise<readonly Row[]> {
  const source = world.sources[0]!
  const rows: Row[] = []
  for (const job of which) {
    const names = await operationsOf(job, world, source)
    const tally = new Tally('`kill -9` at each file operation', job.title)
    await tally.each(names, spread(names.length, most), at =>
      trial(job, world, source, { fault: { at, action: 'kill' } }),
    )
    rows.push(tally.row)
  }
  return rows
}
