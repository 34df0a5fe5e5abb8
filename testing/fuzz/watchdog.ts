// Runs inputs in a thread of their own and watches it: an input that takes more than two seconds of work, or more memory than its share,
// is tried again alone (the machine may have been busy, the memory another input's garbage), and only then reported.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Failure, Report, Work } from './protocol'

/** Milliseconds for one input, with everything that is done to it. */
export const TIME = 2000
/** Bytes by which the process may grow for one input. */
export const MEMORY = 512 * 1024 * 1024
/** MiB of JavaScript heap. */
const HEAP = 512
const POLL = 25
/** Failures after which a run gives up: whatever is wrong is wrong with everything. */
const ENOUGH = 200

const threadUrl = pathToFileURL(join(import.meta.dirname, 'source-thread.mjs'))

export interface RunOptions {
  readonly seed: string
  readonly from?: number
  /** Inputs at the most. */
  readonly runs: number
  /** Milliseconds after which no new input is begun; none is when not given. */
  readonly time?: number
  readonly input?: Uint8Array
  readonly onFailure?: (failure: Failure) => void
  readonly onProgress?: (done: number, elapsed: number) => void
}

export interface RunResult {
  /** Inputs that went all the way through. */
  readonly done: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
  /** Inputs that were slow or large only beside others. */
  readonly retried: number
}

interface Stretch {
  readonly reached: number
  readonly suspect: 'hang' | 'memory' | 'crash' | null
  readonly detail: string
}

/** Runs inputs `from` to `from + runs`, each with a number that gives it again. */
export async function runFuzz(options: RunOptions): Promise<RunResult> {
  const { seed, from = 0, runs, time = Number.POSITIVE_INFINITY, input = null } = options
  const started = Date.now()
  const outcomes: Record<string, number> = {}
  const failures: Failure[] = []
  let retried = 0
  let done = 0
  const count = (more: Readonly<Record<string, number>>) => {
    for (const [outcome, times] of Object.entries(more)) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + times
      done += times
    }
    options.onProgress?.(done, Date.now() - started)
  }
  const add = (failure: Failure) => {
    failures.push(failure)
    options.onFailure?.(failure)
  }
  for (let at = from; at < from + runs && Date.now() - started < time && failures.length < ENOUGH; ) {
    const stretch = await runStretch({ seed, from: at, to: from + runs, input }, count, add, started + time)
    at = stretch.reached + 1
    if (stretch.suspect === null) continue
    const alone = await runStretch(
      { seed, from: stretch.reached, to: stretch.reached + 1, input },
      count,
      add,
      Number.POSITIVE_INFINITY,
    )
    if (alone.suspect === null) retried++
    else add({ number: stretch.reached, oracle: alone.suspect, message: alone.detail, stack: '' })
  }
  return { done, outcomes, failures, retried }
}

/** Milliseconds of processor time that this process has had. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Until the end, the deadline, or the first input that looks bad. */
function runStretch(
  work: Omit<Work, 'clock'>,
  count: (outcomes: Readonly<Record<string, number>>) => void,
  add: (failure: Failure) => void,
  deadline: number,
): Promise<Stretch> {
  const clock = new Float64Array(new SharedArrayBuffer(16))
  clock[0] = -1
  const worker = new Worker(threadUrl, {
    workerData: { ...work, clock } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: 32 },
  })
  let baseline = Number.POSITIVE_INFINITY
  let watched = -1
  let used = 0
  return new Promise(resolve => {
    const end = (suspect: Stretch['suspect'], detail: string, reached: number) => {
      clearInterval(poll)
      resolve(worker.terminate().then(() => ({ reached, suspect, detail })))
    }
    const look = () => {
      const number = clock[0] ?? -1
      if (number < 0) {
        if (Date.now() > deadline) end(null, '', work.to)
        return
      }
      const elapsed = Date.now() - (clock[1] ?? 0)
      if (number !== watched) {
        watched = number
        used = cpu()
      }
      const grown = process.memoryUsage.rss() - baseline
      // On a busy machine time passes without any of it for us; waiting for ever takes none either.
      if (elapsed > TIME && (cpu() - used > TIME / 2 || elapsed > 10 * TIME))
        end('hang', `more than ${TIME} ms`, number)
      else if (grown > MEMORY) end('memory', `${Math.round(grown / 1024 / 1024)} MiB more than before`, number)
    }
    const poll = setInterval(look, POLL)
    worker.on('message', (report: Report) => {
      if (report.kind === 'ready') baseline = process.memoryUsage.rss()
      else if (report.kind === 'failure') add(report.failure)
      else {
        count(report.outcomes)
        if (report.last) end(null, '', work.to)
        else if (Date.now() > deadline) end(null, '', work.to)
      }
    })
    worker.on('error', error => end('crash', String(error), Math.max(work.from, clock[0] ?? work.from)))
  })
}
