// The real command line in a temporary folder for each test, where its arguments are names of files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { buildCommandLine, type CommandLine, type RunOptions } from './command-line'

/** Milliseconds for building the command line. */
const buildTime = 60_000

/** To be called once at the top of a test file. `files` are in the folder when a test begins: content by name. */
export function caseFolder(files: () => Readonly<Record<string, string | Uint8Array>> = () => ({})) {
  let commandLine: CommandLine | undefined
  let top = ''
  let folder = ''
  beforeAll(async () => {
    top = await mkdtemp(join(tmpdir(), 'bootbank-case-'))
    commandLine = await buildCommandLine()
  }, buildTime)
  beforeEach(async () => {
    folder = await mkdtemp(join(top, 'case-'))
    for (const [name, content] of Object.entries(files())) await writeFile(join(folder, name), content)
  })
  afterAll(async () => {
    await commandLine?.remove()
    await rm(top, { recursive: true, force: true })
  })
  const runWith = (args: readonly string[], options: RunOptions) => {
    if (!commandLine) throw new Error('the command line is built before the first test')
    return commandLine.run(args, { cwd: folder, ...options })
  }
  return {
    /** A path in the folder; without names, the folder. */
    at: (...names: readonly string[]) => join(folder, ...names),
    run: (...args: readonly string[]) => runWith(args, {}),
    /** With standard input, or with something done while it runs. */
    runWith,
  }
}

/** What was printed with --json: an object a line. */
export function objectsIn(stdout: Buffer): Record<string, unknown>[] {
  return stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))
}
