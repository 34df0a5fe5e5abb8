// One fault and what came of it: the command runs into it, then the same command runs again without it.
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type Found, inspect } from './inspect'
import { type Job, prepare } from './jobs'
import { type Ended, run, type RunOptions } from './run'
import { checkSources, type Source, type World } from './world'

export interface TrialOptions extends RunOptions {
  /** A target folder that is prepared and removed by the caller. */
  readonly folder?: string
  /** For a fault that takes the folder away: where it is then; null when it is gone for good. */
  readonly away?: string | null
  /** Undoes what the fault did to the folder, before the next run. */
  readonly repair?: () => Promise<void>
}

/** Runs the command into the fault. Gives the outcome in words; throws when a promise is broken. */
export async function trial(job: Job, world: World, source: Source, options: TrialOptions): Promise<string> {
  const folder = options.folder ?? (await world.fresh())
  if (options.folder === undefined) await prepare(job, folder)
  const ended = await run(job, world, source, folder, options)
  await checkSources(world)
  const end = endOf(ended)
  const places = [folder, options.away ?? folder].filter((place, index, all) => all.indexOf(place) === index)
  let found: Found = 'nothing'
  let leftOver = 0
  for (const place of places.filter(existsSync)) {
    const here = await inspect(job, world, source, place)
    if (order.indexOf(here.found) > order.indexOf(found)) found = here.found
    leftOver += here.leftOver
  }
  checkPromises(job, ended, found, leftOver, options)
  await options.repair?.()
  const next = await nextRun(job, world, source, folder)
  if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  const rest = leftOver > 0 ? ' and temporary files, which the next run removes' : ''
  return `${end}: ${found}${rest}${next}`
}

const order: readonly Found[] = ['nothing', 'as before', 'some whole files', 'complete']

function endOf({ code, stderr }: Ended): string {
  if (code === null) return 'killed'
  if (code === 0 || code === 1) return 'done'
  const told = /^bootbank: ([A-Z_]+): ./m.exec(stderr)?.[1]
  if (code !== 2 || told === undefined || told === 'INTERNAL') throw new Error(`it ends with ${code}: ${stderr.trim()}`)
  return `refused (${told})`
}

function checkPromises(job: Job, { code }: Ended, found: Found, leftOver: number, options: TrialOptions): void {
  const isGone = options.away === null
  const before: Found = job.before === 'nothing' ? 'nothing' : 'as before'
  if (!isGone && found === 'nothing' && before !== 'nothing') throw new Error('what was there before is gone')
  if (!isGone && (code === 0 || code === 1) && found !== 'complete')
    throw new Error(`it says that all is well, but there is ${found}`)
  if (options.away !== undefined || code !== 2) return
  if (found !== before) throw new Error(`it says that nothing was written, but there is ${found}`)
  if (leftOver > 0) throw new Error(`it leaves ${leftOver} temporary files`)
}

/**
 * The same command once more: it ends well and leaves nothing but its target. Where all is there already, a command that does not
 * write over anything says so. Gives what is worth telling.
 */
export async function nextRun(job: Job, world: World, source: Source, folder: string): Promise<string> {
  const before = await inspect(job, world, source, folder)
  const again = await run(job, world, source, folder)
  const isTaken =
    before.found === 'complete' && (job.kind === 'folder' || job.kind === 'tree') && /TARGET_EXISTS/.test(again.stderr)
  if (again.code === null || (again.code > 1 && !isTaken))
    throw new Error(`the next run ends with ${again.code}: ${again.stderr.trim()}`)
  const { found, leftOver } = await inspect(job, world, source, folder)
  if (leftOver > 0) throw new Error(`the next run leaves ${leftOver} temporary files`)
  if (found !== 'complete') throw new Error(`after the next run there is ${found}`)
  return before.found === 'some whole files' ? '; the next run makes it complete' : ''
}
