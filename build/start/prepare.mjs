// The `prepare` script: builds, unless the build is newer than its sources. It must be fast when there is nothing to do: npm runs it
// after `npm ci`, npm 10 before every `npx bootbank`, and the scripts that need a build run it first.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const sources = [
  'electron',
  'renderer',
  'shared',
  'testing/fixtures',
  'electron.vite.config.ts',
  'command-line.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const results = ['out/main/cli.cjs', 'out/renderer/index.html', 'out/sample/state.tgz']

if (isStale()) {
  const npm = process.env.npm_execpath
  const [command, args] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  const { status } = spawnSync(command, [...args, 'run', 'build', '--silent'], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}

function isStale() {
  if (!existsSync(join(root, 'node_modules/electron-vite'))) return false
  if (!results.every(path => existsSync(join(root, path)))) return true
  // A sample with the right bytes is not written again, so its own time says nothing.
  const built = statSync(join(root, 'out/main/cli.cjs')).mtimeMs
  return sources.some(path => newest(join(root, path)) > built)
}

/** Time of the newest file at or below a path, milliseconds. @param {string} path @returns {number} */
function newest(path) {
  if (!existsSync(path)) return 0
  const facts = statSync(path)
  if (!facts.isDirectory()) return facts.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}
