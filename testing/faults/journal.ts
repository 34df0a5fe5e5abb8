// The journal of edits under kill -9: at random moments, and inside the write itself. What the next run finds is the last state that was
// kept, or the one that was being written: never less, never anything else.
import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { bytesOf, sha256Of } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { Journals } from '../../electron/services/journal/journals'
import { file, hostFiles, plainState } from '../archives/small-backups'
import { inLanes, type Row, Tally } from './tally'
import type { World } from './world'

const hook = join(import.meta.dirname, 'hook.mjs')
const edits = 40

/** `times` kills, every other one inside a write. */
export async function killJournal(world: World, times: number): Promise<readonly Row[]> {
  const program = await buildRun(await world.fresh())
  const source = plainState([...hostFiles, file('etc/motd', 'hello')])
  const rows = [
    { tally: new Tally('`kill -9` at a random moment', 'editing with a journal'), action: 'later' },
    { tally: new Tally('`kill -9` inside a write', 'editing with a journal'), action: 'kill' },
  ] as const
  const trials = Array.from({ length: times }, (_, round) => async () => {
    const { tally, action } = rows[round % rows.length] ?? rows[0]
    const at = 1 + Math.floor(Math.random() * (action === 'kill' ? edits * 2 : 3))
    const after = Math.random() * 150
    await tally.add(`seed ${round}, ${action} at ${at} after ${after.toFixed(1)} ms`, () =>
      trial(world, program, source, round, { action, at, after, part: Math.random() }),
    )
  })
  await inLanes(trials)
  return rows.map(({ tally }) => tally.row)
}

interface Fault {
  readonly action: 'later' | 'kill'
  /** Number of the file operation. */
  readonly at: number
  /** Milliseconds. */
  readonly after: number
  /** How much of a piece is written before a kill inside the write, 0 to 1. */
  readonly part: number
}

interface Run {
  /** Whole lines. */
  readonly printed: readonly string[]
  readonly isKilled: boolean
}

async function trial(world: World, program: string, source: Uint8Array, seed: number, fault: Fault): Promise<string> {
  const folder = await world.fresh()
  const path = join(folder, 'state.tgz')
  const dataDir = join(folder, 'data')
  await writeFile(path, source)
  await mkdir(dataDir)
  const under = join(dataDir, 'journals')
  const { printed, isKilled } = await runUntilKilled(program, [path, dataDir, String(seed), String(edits)], {
    ...fault,
    under,
  })
  if (!isKilled) {
    // It was done before: some edits make no step, and a fast machine needs less time.
    await rm(folder, { recursive: true, force: true })
    return trial(world, program, source, seed, { ...fault, at: Math.ceil(fault.at / 2), after: fault.after / 2 })
  }
  const tried = printed.filter(line => line.startsWith('try ')).map(line => line.slice(4))
  const kept = printed.filter(line => line.startsWith('kept ')).map(line => line.slice(5))
  const found = await stateFound(path, source, dataDir)
  await rm(folder, { recursive: true, force: true })
  const last = kept.at(-1) ?? null
  const next = tried.length > kept.length ? (tried.at(-1) ?? null) : null
  // Nothing is left over of a document whose last edit was undone.
  const opened = sha256Of(bytesOf(source))
  if (found === last || (found === null && (last === null || last === opened))) return 'every edit that was kept'
  if (next !== null && (found === next || (found === null && next === opened)))
    return 'and the one that was being written'
  throw new Error(`found ${found}, kept ${last}, writing ${next}`)
}

/** What the next run of the program makes of the journal: the SHA-256 of the document; null where nothing is left over. */
async function stateFound(path: string, source: Uint8Array, dataDir: string): Promise<string | null> {
  const [leftOver, ...others] = await new Journals(dataDir).leftOver()
  if (others.length > 0) throw new Error(`${others.length + 1} journals are left over`)
  if (!leftOver) return null
  const document = await Document.open(bytesOf(source), { name: 'state.tgz' })
  if (leftOver.source.sha256 !== document.digest() || leftOver.source.path !== path) throw new Error('of another file')
  await document.replay(leftOver.recording)
  return sha256Of(await document.build())
}

function runUntilKilled(program: string, args: readonly string[], fault: object): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, BOOTBANK_FAULT: JSON.stringify(fault) }
    const child = spawn(process.execPath, ['--import', hook, program, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    let errors = ''
    child.stdout.on('data', chunk => {
      printed += String(chunk)
    })
    child.stderr.on('data', chunk => {
      errors += String(chunk)
    })
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`it ended with ${code}: ${errors}`))
      // A line that was cut off was not printed.
      else resolve({ printed: printed.split('\n').slice(0, -1), isKilled: signal === 'SIGKILL' })
    })
  })
}

async function buildRun(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(import.meta.dirname, 'journal-run.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'journal-run.mjs' } },
    },
  })
  return join(folder, 'journal-run.mjs')
}
