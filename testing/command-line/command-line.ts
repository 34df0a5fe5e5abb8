// Runs the real command line as a child process, for tests: bundled like the product, into a folder outside the checkout.
import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '../..')

export interface Finished {
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: string
  /** Wall time, milliseconds. */
  readonly milliseconds: number
  /** Largest resident memory, bytes; 0 unless asked for. */
  readonly memory: number
}

export interface RunOptions {
  readonly cwd?: string
  readonly stdin?: Uint8Array
  /** Variables of the environment beside those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Tells the memory that the process took. */
  readonly measure?: boolean
  /** Called with the running process, to send it signals; its stdin is then left open. */
  readonly whileRunning?: (child: ReturnType<typeof spawn>) => void
}

export interface CommandLine {
  /** The built program. */
  readonly path: string
  run(args: readonly string[], options?: RunOptions): Promise<Finished>
  /** Removes what was built. */
  remove(): Promise<void>
}

/** Builds the command line once. */
export async function buildCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'bootbank-cli-'))
  const main = join(folder, 'out/main')
  await build({
    configFile: join(project, 'command-line.vite.config.ts'),
    root: project,
    logLevel: 'error',
    build: { outDir: main },
  })
  await copyFile(join(project, 'package.json'), join(folder, 'package.json'))
  const path = join(main, 'cli.cjs')
  return {
    path,
    run: (args, options = {}) => runNode([path, ...args], options),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Tells its peak of memory (KiB) on descriptor 3 when the process ends. */
const probe = `import { writeSync } from 'node:fs'
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))`

function runNode(args: readonly string[], options: RunOptions): Promise<Finished> {
  return new Promise((done, fail) => {
    const measuring = options.measure ? ['--import', `data:text/javascript,${encodeURIComponent(probe)}`] : []
    const begun = performance.now()
    const child = spawn(process.execPath, [...measuring, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
    const stdout: Buffer[] = []
    let stderr = ''
    let kibibytes = ''
    const told = child.stdio[3]
    if (told instanceof Readable) {
      told.on('data', (chunk: Buffer) => {
        kibibytes += chunk.toString('latin1')
      })
    }
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8')
    })
    child.on('error', fail)
    child.on('close', code =>
      done({
        code,
        stdout: Buffer.concat(stdout),
        stderr,
        milliseconds: performance.now() - begun,
        memory: Number(kibibytes) * 1024,
      }),
    )
    // A command that does not read its stdin may be gone before all of it was sent.
    child.stdin.on('error', () => undefined)
    if (!options.whileRunning) child.stdin.end(options.stdin)
    options.whileRunning?.(child)
  })
}
