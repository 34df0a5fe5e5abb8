// Programs from outside that tests ask for a second opinion; `needs` says which one a skipped test was missing.
import { spawnSync } from 'node:child_process'

/** Whether a program can be run. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['-version']).error === undefined
}
