// `npm run bench:heap [-- --entries N]`: what an archive of many entries needs in a document's thread. The heap that is needed is the
// smallest cap with which the whole job still ends well: a sampled peak would count what the collector had not got round to.
// Prints a table; reported, never asserted.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Argument, Option } from 'commander'
import { DocumentThread } from '../../electron/services/document-thread'
import { type Large, makeLarge } from '../../testing/fixtures/large'
import { script, wholeNumber } from '../script/script.mjs'

/** Mebibytes. */
const step = 32
const largest = 4096
const MiB = 1024 * 1024

/** What a window does to a document, from the least to the most. */
const jobs = ['open', 'search and edit', 'save'] as const
type Job = (typeof jobs)[number]

interface Ran {
  readonly seconds: number
  /** Largest resident memory of the process, bytes. */
  readonly resident: number
}

/** Does a job in a thread of its own. Rejects WORKER_DIED when the cap was too small. */
async function work(heap: number, job: Job, path: string, name: string): Promise<void> {
  const url = pathToFileURL(resolve(import.meta.dirname, '../../out/main/worker.js'))
  const nothing = () => undefined
  const thread = new DocumentThread({ url, heap, onProgress: nothing, onStatus: nothing, onDeath: nothing })
  await thread.open('open', { document: 'd', name: 'state.tgz', source: { path } })
  if (job === 'open') return thread.end()
  const { found } = await thread.call('d', 'tree.find', { text: 'etc' }, 'find')
  const folder = name.slice(0, name.lastIndexOf('/'))
  const rows = await thread.call('d', 'tree.children', { node: `0:${folder}` }, null)
  const node = rows.find(row => row.row === 'entry')?.id
  if (found === 0 || node === undefined) throw new Error('the archive is not as it was made')
  await thread.call('d', 'edit.text', { node, text: 'changed\n', typing: 't' }, null)
  await thread.call('d', 'changes.list', {}, null)
  await thread.call('d', 'tree.children', { node: `0:${folder}` }, null)
  if (job === 'save')
    await thread.call('d', 'document.save', { target: { kind: 'file', path: `${path}.saved` } }, 'save')
  await thread.end()
}

/** Runs a job in a process of its own; null where its thread died. */
function attempt(heap: number, job: Job, { path, nameOf }: Large): Ran | null {
  const started = performance.now()
  const args = ['--import', 'tsx', import.meta.filename, '--heap', String(heap), '--job', job, path, nameOf(0)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  rmSync(`${path}.saved`, { force: true })
  if (status === 0) return { seconds: (performance.now() - started) / 1000, resident: Number(stdout) }
  if (stderr.includes('WORKER_DIED')) return null
  throw new Error(stderr)
}

/** The smallest cap, in steps of 32 MiB, and what the job took with it. */
function need(job: Job, large: Large): { readonly heap: number; readonly ran: Ran } {
  let [low, high] = [0, largest / step]
  let ran = attempt(largest, job, large)
  if (ran === null) throw new Error(`${job} does not end well with ${largest} MiB`)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const tried = attempt(middle * step, job, large)
    if (tried === null) low = middle
    else {
      high = middle
      ran = tried
    }
  }
  return { heap: high * step, ran }
}

async function main(): Promise<void> {
  const command = script('npm run bench:heap --', 'Measures the heap that an archive of many entries needs.')
    .option('--entries <number>', 'entries of the archive', wholeNumber, 500_000)
    // The rest is for the processes that this one starts.
    .addOption(new Option('--heap <MiB>').argParser(wholeNumber).hideHelp())
    .addOption(new Option('--job <name>').choices(jobs).default('save').hideHelp())
    .addArgument(new Argument('[path]').default(''))
    .addArgument(new Argument('[name]').default(''))
    .usage('[options]')
    .parse()
  const { entries, heap, job } = command.opts<{ entries: number; heap?: number; job: Job }>()
  if (heap !== undefined) {
    const [path = '', name = ''] = command.args
    await work(heap, job, path, name)
    // Kilobytes (libuv's uv_getrusage).
    process.stdout.write(String(process.resourceUsage().maxRSS * 1024))
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-heap-'))
  try {
    const large = await makeLarge(join(folder, 'large.tgz'), { entries, bytes: entries * 100 })
    console.log(
      `${entries.toLocaleString('en-US')} entries, ${Math.round(large.tarBytes / MiB)} MiB of tar, ${process.version}`,
    )
    for (const one of jobs) {
      const { heap: needed, ran } = need(one, large)
      console.log(
        `${one.padEnd(16)} ${String(needed).padStart(5)} MiB of heap  ${String(Math.round(ran.resident / MiB)).padStart(5)} MiB resident  ${ran.seconds.toFixed(1)} s`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  console.error(error)
  // A thread that is still there would keep the process alive.
  process.exit(2)
})
