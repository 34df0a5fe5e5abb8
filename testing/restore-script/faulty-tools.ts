// Tools of a shell that end the script which calls them, or fail half-way, at one call of all: for tests of restore.sh.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Killed before the call, after it, in the middle of a copy; or no room in the middle of a copy. */
export type Fault = 'kill-before' | 'kill-after' | 'half-and-kill' | 'full'

export interface FaultyTools {
  /** What the script is run with so that its call number `at` (1 is the first) of cp, mv, sync and rm meets the fault. */
  readonly env: (at: number) => Record<string, string>
  /** Calls of the last run. */
  readonly calls: () => number
}

/** Makes the tools in a new folder. */
export function faultyTools(folder: string, fault: Fault): FaultyTools {
  mkdirSync(folder)
  const count = join(folder, 'count')
  for (const program of ['cp', 'mv', 'sync', 'rm']) {
    const real = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
    const half = program === 'cp' ? `head -c 1000 "$1" >"$2"; ` : ''
    const acts = {
      'kill-before': 'kill -9 $PPID; exit 1',
      'kill-after': `${real} "$@"; kill -9 $PPID; exit 1`,
      'half-and-kill': `${half}kill -9 $PPID; exit 1`,
      full: `${half}exit 1`,
    }
    writeFileSync(
      join(folder, program),
      `#!/bin/sh\nn=$(($(cat "$COUNT") + 1)); echo $n >"$COUNT"\nif [ $n = "$AT" ]; then ${acts[fault]}; fi\nexec ${real} "$@"\n`,
    )
    chmodSync(join(folder, program), 0o755)
  }
  return {
    env: at => {
      writeFileSync(count, '0')
      return { PATH: `${folder}:${process.env.PATH ?? ''}`, COUNT: count, AT: String(at) }
    },
    calls: () => Number(readFileSync(count, 'utf8')),
  }
}
