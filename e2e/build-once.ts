// Global setup: the journeys run on the built program. A build that is missing, or older than any source, is made first.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { project, webHost } from './places'

/** What the bundles are made from, relative to the project. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'command-line.vite.config.ts',
  'package.json',
]

/** Called by Playwright once, before the first worker starts. */
async function buildOnce(): Promise<void> {
  const built = existsSync(webHost) ? statSync(webHost).mtimeMs : 0
  const changed = Math.max(...sources.map(source => newest(join(project, source))))
  if (built >= changed) return
  console.log(built === 0 ? 'Building Bootbank for the journeys.' : 'Building Bootbank again: its sources are newer.')
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Latest change of a file, or of any file below a folder, milliseconds since 1970. Tests are not part of the program. */
function newest(path: string): number {
  const facts = statSync(path)
  if (!facts.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : facts.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

// Playwright looks for a default export here, and only here.
// biome-ignore lint/style/noDefaultExport: see above.
export default buildOnce
