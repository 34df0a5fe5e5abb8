// All faults, by the name they are asked for with, and what each of them needs of the machine.
import { access, constants } from 'node:fs/promises'
import { killJournal } from './journal'
import { cutJournal } from './journal-cut'
import { fullDisk, isRoot, readOnlyDisk, readOnlyFolder } from './disk'
import { killAtEachOperation, killAtRandom } from './kill'
import { whyNoDisk } from './mount'
import { errorAtEachOperation, goingAway, overTheSource } from './operation'
import { command } from './run'
import type { Row } from './tally'
import { dyingWorker } from './worker'
import type { World } from './world'

export interface Extent {
  /** Kills at random moments, over all commands. */
  readonly kills: number
  /** File operations of a command at which a fault is made, at most. */
  readonly each: number
  /** out/main/worker.js. */
  readonly worker: URL
}

export interface FaultKind {
  /** Why it cannot be made here; null where it can. */
  readonly missing: (world: World) => Promise<string | null>
  readonly make: (world: World, extent: Extent) => Promise<readonly Row[]>
}

const nothing = async () => null

export const faults: Readonly<Record<string, FaultKind>> = {
  kill: { missing: nothing, make: (world, { kills }) => killAtRandom(world, kills) },
  'kill-each': { missing: nothing, make: (world, { each }) => killAtEachOperation(world, each) },
  journal: {
    missing: nothing,
    make: async (world, { kills }) => [
      ...(await killJournal(world, Math.ceil(kills * 2.5))),
      ...(await cutJournal(world, 1)),
    ],
  },
  full: { missing: whyNoDisk, make: world => fullDisk(world) },
  'read-only-disk': { missing: whyNoDisk, make: readOnlyDisk },
  'read-only-folder': { missing: whyNoReadOnlyFolder, make: world => readOnlyFolder(world) },
  eio: { missing: nothing, make: (world, { each }) => errorAtEachOperation(world, 'EIO', each) },
  enospc: { missing: nothing, make: (world, { each }) => errorAtEachOperation(world, 'ENOSPC', each) },
  source: { missing: nothing, make: overTheSource },
  vanish: { missing: nothing, make: (world, { each }) => goingAway(world, 'vanish', each) },
  move: { missing: nothing, make: (world, { each }) => goingAway(world, 'move', each) },
  unmount: { missing: whyNoDisk, make: (world, { each }) => goingAway(world, 'unmount', each) },
  worker: { missing: nothing, make: (world, { each, worker }) => dyingWorker(world, worker, Math.ceil(each / 4)) },
}

/** The superuser may write anywhere, so nobody has to try; who then must be able to start the program. */
export async function whyNoReadOnlyFolder(world: World): Promise<string | null> {
  if (process.platform === 'win32') return 'Windows has no read-only folders'
  if (!isRoot) return null
  await access(world.cli, constants.R_OK)
  const { code } = await command(world, ['--version'], world.folder, { uid: 65534 }).catch(() => ({ code: null }))
  return code === 0 ? null : 'the superuser may write anywhere, and no other user can start the program here'
}
