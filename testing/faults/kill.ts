// kill -9: at random moments, and at every single file operation (where a write is torn in the middle).
import { type Job, jobs } from './jobs'
import { operationsOf } from './run'
import { inLanes, type Row, spread, Tally } from './tally'
import { trial } from './trial'
import type { World } from './world'

/** `times` kills, spread evenly over the commands and the two backups, each at a random moment from when the command begins to write. */
export async function killAtRandom(world: World, times: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const [index, job] of jobs.entries()) {
    const tally = new Tally('`kill -9` at a random moment', job.title)
    const trials: (() => Promise<void>)[] = []
    for (const [which, source] of world.sources.entries()) {
      const { names, moments } = await operationsOf(job, world, source)
      const begin = names.findIndex(name => name === 'open' || name === 'mkdir')
      const milliseconds = moments[moments.length - 1]! - moments[begin]!
      for (let round = index + which * jobs.length; round < times; round += jobs.length * world.sources.length) {
        // Several trials run at a time, each slower than the one that was measured alone.
        const after = Math.random() * milliseconds * 1.5
        trials.push(() =>
          tally.add(`${source.title}, killed after ${after.toFixed(1)} ms`, () =>
            trial(job, world, source, { fault: { at: begin + 1, action: 'later', after } }),
          ),
        )
      }
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
    const { names } = await operationsOf(job, world, source)
    const tally = new Tally('`kill -9` at each file operation', job.title)
    await tally.each(names, spread(names.length, most), at =>
      trial(job, world, source, { fault: { at, action: 'kill' } }),
    )
    rows.push(tally.row)
  }
  return rows
}
