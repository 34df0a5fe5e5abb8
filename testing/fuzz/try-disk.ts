// One input of the fuzzer of disks: made of a seed and a number, read, and put back.
import { plainState } from '../archives/small-backups'
import { checkDisk } from './check-disk'
import { diskSeeds, mutateDisk } from './disk-inputs'
import { Random } from './random'

const seeds = diskSeeds()
const state = plainState()
const states = [
  state.subarray(0, 100),
  Buffer.concat([state, state]),
  Buffer.concat(Array.from({ length: 20 }, () => state)),
]

/** What came of it. Throws where a promise is broken. */
export function tryDisk(seed: string, number: number): string {
  const random = new Random(`${seed} ${number}`)
  // The large one is slow to read where it lies.
  const chosen = random.pick(random.once(8) ? seeds : seeds.filter(({ name }) => name !== 'fat32'))
  const undo = mutateDisk(chosen, random)
  try {
    const length = random.once(20) ? random.below(chosen.bytes.length) : chosen.bytes.length
    return `${chosen.name} ${checkDisk(chosen, length, random.pick(states))}`
  } finally {
    undo()
  }
}
