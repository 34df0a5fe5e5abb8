// As many processes as asked for, each reading one backup at a time. A process that dies, is killed or takes too long costs the backup that
// it was at; the next one gets a new process. What a backup can take of the machine is held by the caps of the engine and by its process.
import { type ChildProcess, fork } from 'node:child_process'
import { BootbankError, type ErrorData } from '../../../../shared/model/errors'
import { throwIfCancelled } from '../../../engine/codecs/context'
import { partPath, type PartState } from './parts'
import type { FoundBackup } from './find-backups'
import { type Answer, answerIn, type Task } from './messages'
import { writeUnread } from './write-part'

/** Milliseconds for one backup: the largest that the caps allow takes a tenth of it. */
const longest = 10 * 60 * 1000
/** Bytes at which a process is replaced by a new one: what a large backup took is not given back otherwise. */
const fullAt = 768 * 1024 * 1024

export interface PoolOptions {
  readonly out: string
  /** Processes at once. */
  readonly jobs: number
  /** The command line that is running, and what its child gets as arguments. */
  readonly program: string
  readonly args: readonly string[]
  /** Version of the program, for the records. */
  readonly version: string
  readonly signal: AbortSignal
  /** Called after each. */
  readonly onDone: (backup: FoundBackup, state: PartState) => void
}

/** Reads every backup into its part. Throws CANCELLED, WRITE_FAILED, and WORKER_DIED where no process comes up; all processes have ended then. */
export async function readAll(backups: readonly FoundBackup[], options: PoolOptions): Promise<void> {
  const queue = backups.values()
  const own = new AbortController()
  const signal = AbortSignal.any([options.signal, own.signal])
  const lane = async () => {
    let reader: Reader | null = null
    try {
      for (const backup of queue) {
        throwIfCancelled(signal)
        if (!reader?.isUsable) reader = await Reader.start(options, signal)
        const answer = await reader.ask({ backup, part: partPath(options.out, backup.path) })
        throwIfCancelled(signal)
        if (answer.kind === 'failed') throw new BootbankError('WRITE_FAILED', answer.message)
        if (answer.kind === 'died')
          await writeUnread(partPath(options.out, backup.path), backup, options.version, answer.error)
        options.onDone(backup, answer.kind === 'died' ? 'unread' : answer.state)
        if (answer.kind === 'done' && answer.memory > fullAt) await reader.end()
      }
    } catch (error) {
      own.abort()
      throw error
    } finally {
      await reader?.end()
    }
  }
  const lanes = Array.from({ length: Math.min(options.jobs, backups.length) }, lane)
  const ended = await Promise.allSettled(lanes)
  throwIfCancelled(options.signal)
  // The first that failed is the cause; the others were stopped for it.
  const reasons = ended.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
  const cause = reasons.find(one => !(one instanceof BootbankError && one.code === 'CANCELLED')) ?? reasons[0]
  if (cause !== undefined) throw cause
}

type Outcome = Answer | { readonly kind: 'died'; readonly error: ErrorData }

/** One process, which reads. */
class Reader {
  #ended = false
  #settle: (outcome: Outcome) => void = () => undefined
  readonly #exit: Promise<void>

  private constructor(
    private readonly child: ChildProcess,
    signal: AbortSignal,
  ) {
    const stop = () => child.kill('SIGKILL')
    signal.addEventListener('abort', stop, { once: true })
    this.#exit = new Promise(done => {
      const ended = (how: string) => {
        if (this.#ended) return
        this.#ended = true
        signal.removeEventListener('abort', stop)
        this.#settle({ kind: 'died', error: diedOf(how) })
        done()
      }
      child.once('exit', (code, name) =>
        ended(name === null ? `it ended with code ${code ?? 'unknown'}` : `it was ended by ${name}`),
      )
      child.once('error', error => ended(error.message))
    })
    child.on('message', message => {
      const answer = answerIn(message)
      if (answer) this.#settle(answer)
    })
  }

  /** A process that has said that it is there. */
  static async start({ program, args }: PoolOptions, signal: AbortSignal): Promise<Reader> {
    const child = fork(program, [...args], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    const reader = new Reader(child, signal)
    const first = await reader.#next()
    throwIfCancelled(signal)
    if (first.kind === 'done') return reader
    throw new BootbankError('WORKER_DIED', first.kind === 'died' ? first.error.message : first.message)
  }

  get isUsable(): boolean {
    return !this.#ended
  }

  /** What comes of a task. Never rejects. */
  async ask(task: Task): Promise<Outcome> {
    const outcome = this.#next()
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.child.kill('SIGKILL')
    }, longest)
    try {
      if (!this.#ended) this.child.send(task, () => undefined)
      const found = await outcome
      return late ? { kind: 'died', error: diedOf(`it took more than ${longest / 60_000} minutes`) } : found
    } finally {
      clearTimeout(timer)
    }
  }

  /** Ends the process and waits for that. */
  async end(): Promise<void> {
    if (!this.#ended) this.child.kill('SIGKILL')
    await this.#exit
  }

  #next(): Promise<Outcome> {
    if (this.#ended) return Promise.resolve({ kind: 'died', error: diedOf('it is gone') })
    return new Promise(done => {
      this.#settle = done
    })
  }
}

function diedOf(how: string): ErrorData {
  return {
    code: 'WORKER_DIED',
    message: `The process that read this backup did not come to an end: ${how}. The others are not affected.`,
    where: {},
  }
}
