// Makes sure that what the boot tests run is built from the sources as they are. `npm test` has already built; this is for a test
// that is run by itself. Trap: test files run side by side, and two builds into one folder would destroy each other.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const lock = join(root, 'out/.building')
/** Milliseconds after which a lock counts as left behind. */
const stale = 90_000

/** Absolute path of the built main. */
export const builtMain: string = join(root, 'out/main/main.js')

/** Builds if need be; waits for another test file that builds already. */
export function buildOnce(): void {
  if (!isStale()) return
  mkdirSync(dirname(lock), { recursive: true })
  while (!claim()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  try {
    if (isStale()) build()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function claim(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > stale) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function build(): void {
  const require = createRequire(import.meta.url)
  const bin = (name: string) => join(dirname(require.resolve(`${name}/package.json`)), 'bin', `${name}.js`)
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  run(bin('electron-vite'), 'build', '--logLevel', 'warn')
  run(bin('vite'), 'build', '--config', 'command-line.vite.config.ts', '--logLevel', 'warn')
  run('--import', 'tsx', join(root, 'testing/fixtures/main.ts'), '--sample', join(root, 'out/sample'))
}

/** Whether a result is missing, or older than a source it is made of. */
function isStale(): boolean {
  const results = [builtMain, join(root, 'out/renderer/index.html'), join(root, 'out/sample/state.tgz')]
  if (!results.every(path => existsSync(path))) return true
  const built = statSync(builtMain).mtimeMs
  return ['electron', 'shared', 'renderer'].some(zone => newest(join(root, zone)) > built)
}

function newest(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$|\/(testing|boot)\b/.test(join(entry.parentPath, entry.name)))
    .map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
