// `bootbank find` through a vm-support bundle of 2 GB, whose only copy of a state stands at its end, beside GNU tar that lists the same. What is in
// front of it does not compress, which is the slowest for both; the aim is memory: nothing but what is at hand is held.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainState } from '../../testing/archives/small-backups'
import type { Options } from './archives'
import { measure } from './run'

const MB = 1_000_000
const top = 'esx-host-2024-05-01--12.30-2101234'

/** Times and memory of looking through it, and of opening what is found. */
export function lookThrough({ folder, cli, rounds, percent }: Options) {
  const place = join(folder, 'collection')
  mkdirSync(join(place, top, 'var/core'), { recursive: true })
  mkdirSync(join(place, top, 'zbootbank'))
  const core = join(place, top, 'var/core/core.000')
  execFileSync('sh', ['-c', `head -c ${20 * MB * percent} /dev/urandom > "$1"`, 'sh', core])
  writeFileSync(join(place, top, 'zbootbank/state.tgz'), plainState())
  const path = join(folder, 'support.tgz')
  execFileSync('sh', ['-c', `tar -cf - -C "$1" ${top}/var ${top}/zbootbank | gzip -1 > "$2"`, 'sh', place, path])
  rmSync(place, { recursive: true })
  const size = statSync(path).size
  const results = measure(
    {
      find: `node ${cli} find ${path}`,
      info: `node ${cli} info ${path}`,
      tar: `tar -tzf ${path}`,
      idle: `node ${cli} --version`,
    },
    Math.min(rounds, 3),
    folder,
  )
  rmSync(path)
  return { size, results }
}
