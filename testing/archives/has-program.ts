// Programs from outside that tests ask for a second opinion: where one is not installed, its tests skip, and say so.
import { spawnSync } from 'node:child_process'

/** Whether a program can be run; prints what is skipped where it cannot. */
export function hasProgram(name: string, tests: string): boolean {
  const found = spawnSync(name, ['-version']).error === undefined
  if (!found) process.stdout.write(`skipped: ${tests} (the program ${name} is not installed)\n`)
  return found
}
