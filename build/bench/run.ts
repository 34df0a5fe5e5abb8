// Commands run in turns, so that whatever else the machine does meets all of them alike; their wall times and peaks of memory.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface Measured {
  /** Median wall time, seconds. */
  readonly seconds: number
  /** Processor time of all processes of the command, seconds; null where GNU time is missing. */
  readonly cpu: number | null
  /** Largest resident memory of the largest process of the command, bytes; null where GNU time is missing. */
  readonly memory: number | null
}

const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0

/**
 * Each command `rounds` times, in turns. Null for one that needs a program this machine does not have. Throws when a command fails.
 * A command is a line for bash; `pipefail` is set.
 */
export function measure<Name extends string>(
  commands: Readonly<Record<Name, string>>,
  rounds: number,
  folder: string,
): Readonly<Record<Name, Measured | null>> {
  const names = Object.keys(commands) as Name[]
  const runs = new Map<Name, Measured[] | null>()
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const before = runs.get(name)
      if (before === null) continue
      const one = once(commands[name], folder)
      runs.set(name, one && [...(before ?? []), one])
    }
  }
  const results = {} as Record<Name, Measured | null>
  for (const name of names) {
    const all = runs.get(name) ?? null
    results[name] = all && {
      seconds: median(all.map(one => one.seconds)),
      cpu: medianOf(all.map(one => one.cpu)),
      memory: medianOf(all.map(one => one.memory)),
    }
  }
  return results
}

function once(command: string, folder: string): Measured | null {
  const told = join(folder, 'memory')
  const bash = ['-o', 'pipefail', '-c', command]
  const start = performance.now()
  const { status, stderr } = hasTime
    ? spawnSync('/usr/bin/time', ['-f', '%M %U %S', '-o', told, 'bash', ...bash], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    : spawnSync('bash', bash, { stdio: ['ignore', 'ignore', 'pipe'] })
  const seconds = (performance.now() - start) / 1000
  if (status === 127) return null
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.toString().slice(0, 500)}`)
  if (!hasTime) return { seconds, cpu: null, memory: null }
  const [kibibytes = 0, user = 0, system = 0] = (readFileSync(told, 'utf8').trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  rmSync(told, { force: true })
  return { seconds, cpu: user + system, memory: kibibytes * 1024 }
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  return known.length === values.length ? median(known) : null
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
}
