// A document's thread that dies while it writes a bundle: it ends, throws, or runs out of memory, at each file operation.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inspect } from './inspect'
import { newFolder } from './jobs'
import { hook, readOperations } from './run'
import { type Row, spread, Tally } from './tally'
import { nextRun } from './trial'
import { checkSources, type World } from './world'

const call = promisify(execFile)
const here = import.meta.dirname
const deaths = { exit: 'ends', throw: 'throws', memory: 'runs out of memory' } as const

/** `worker` is the thread's entry, out/main/worker.js. */
export async function dyingWorker(
  world: World,
  worker: URL,
  most: number,
  which: readonly (keyof typeof deaths)[] = ['exit', 'throw', 'memory'],
): Promise<readonly Row[]> {
  const script = join(world.folder, 'worker.mjs')
  await writeFile(script, `await import(${JSON.stringify(hook)})\nawait import(${JSON.stringify(worker.href)})\n`)
  const log = join(world.folder, 'worker-operations.json')
  await start(world, script, { action: 'count', at: 0, log })
  const { names } = await readOperations(log)
  const rows: Row[] = []
  for (const action of which) {
    const tally = new Tally(`the document's thread ${deaths[action]} at each file operation`, 'bundle from the window')
    await tally.each(names, spread(names.length, most), at => death(world, script, action, at))
    rows.push(tally.row)
  }
  return rows
}

async function death(world: World, script: string, action: string, at: number): Promise<string> {
  const source = world.sources[0]!
  const { folder, said } = await start(world, script, { action, at })
  await checkSources(world)
  const { found, leftOver } = await inspect(newFolder, world, source, folder)
  const isTold = said === 'WORKER_DIED, later WORKER_DIED, 1 told'
  // A thread that throws does so a moment later, when the bundle may be done.
  const isTooLate = /^done, later (answers, 0|WORKER_DIED, 1) told$/.test(said) && found === 'complete'
  if (!isTold && !isTooLate) throw new Error(`the window was told: ${said}, and there is ${found}`)
  await nextRun(newFolder, world, source, folder)
  const rest = leftOver > 0 ? ' and temporary files, which the next run removes' : ''
  return `${isTold ? 'told (WORKER_DIED)' : 'done before it died'}: ${found}${rest}`
}

async function start(
  world: World,
  script: string,
  fault: object,
): Promise<{ readonly folder: string; readonly said: string }> {
  const folder = await world.fresh()
  const program = ['--import', 'tsx', join(here, 'worker-run.ts')]
  const told = [script, world.sources[0]!.path, folder, newFolder.name, world.newHosts.toString()]
  const { stdout } = await call(process.execPath, [...program, ...told], {
    env: { ...process.env, BOOTBANK_FAULT: JSON.stringify({ under: folder, ...fault }) },
  })
  return { folder, said: stdout }
}
