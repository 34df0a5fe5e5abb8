// The `bootbank` command: without a window what the window does, over the same engine. The contract of its names, JSON fields
// and exit codes is in the README. Nothing heavy may be imported at the top: `info` has to answer in a blink.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runCommandLine } from './command-line'

/** package.json lies two folders up, of the sources (electron/cli) and of the built program (out/main) alike. */
function versionOfPackage(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  const { version }: { version?: unknown } = JSON.parse(text)
  return typeof version === 'string' ? version : 'unknown'
}

// V8 would go on making the wasm of SQLite faster after its last use, and Node waits 60 ms for that before it ends.
setFlagsFromString('--liftoff-only')
process.exitCode = await runCommandLine(process.argv.slice(2), versionOfPackage())
