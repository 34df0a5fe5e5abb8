// The `bootbank` command: without a window what the window does, over the same engine. Its names, JSON fields
// and exit codes are promised in the README. Nothing heavy may be imported at the top: `info` has to answer at once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runCommandLine } from './command-line'
import { outputWritten } from './output'

/** package.json lies two folders up, of the built program (out/main). */
function versionOfPackage(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  const { version }: { version?: unknown } = JSON.parse(text)
  return typeof version === 'string' ? version : 'unknown'
}

// V8 would go on optimising the wasm of SQLite after its last use, and Node waits 60 ms for that before it ends.
setFlagsFromString('--liftoff-only')
// A command runs for a second: putting one function into another makes compiling take longer than it saves.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
// Young objects have 16 MiB as soon as the first of them live on: seven small collections of a short command become three.
setFlagsFromString('--semi-space-growth-factor=16')

async function main(): Promise<never> {
  const exitCode = await runCommandLine(process.argv.slice(2), versionOfPackage())
  await outputWritten()
  // Left to itself, Node would wait 10 ms more for what V8 still has in the background.
  process.exit(exitCode)
}

void main()
