// The thread that opens the inputs, one after another, and tells what broke. It is watched from outside (watchdog.ts): what hangs
// or eats memory here is ended there.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Failure, Report, Work } from './protocol'

/** Every so many inputs one is edited too, not only read: what is found is found by reading most of the time, and edits take longest. */
const EDITED = 3

const port = parentPort
if (port === null) throw new Error('testing/fuzz/thread.ts runs as a worker thread only')

/** PBKDF2 gives the same key for the same salt and password, and takes 30 ms for it: the fuzzer remembers what it gave. */
function rememberKeys(): void {
  const derive = crypto.pbkdf2
  const known = new Map<string, Buffer>()
  const bytesOf = (value: crypto.BinaryLike) =>
    typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  crypto.pbkdf2 = (password, salt, rounds, length, digest, done) => {
    const name = [bytesOf(password).toString('hex'), bytesOf(salt).toString('hex'), rounds, length, digest].join(' ')
    const key = known.get(name)
    if (key) return done(null, Buffer.from(key))
    derive(password, salt, rounds, length, digest, (error, derived) => {
      if (error) return done(error, derived)
      if (known.size < 10_000) known.set(name, derived)
      done(null, Buffer.from(derived))
    })
  }
  syncBuiltinESMExports()
}

rememberKeys()
const { assemble } = await import('./assemble')
const { makeCorpus } = await import('./corpus')
const { exercise } = await import('./exercise')
const { Finding } = await import('./finding')
const { generate } = await import('./generate')

const { seed, from, to, input, clock }: Work = workerData
let current = from

function send(report: Report): void {
  port?.postMessage(report)
}

function failureOf(number: number, error: unknown): Failure {
  const cause = error instanceof Finding && error.cause instanceof Error ? error.cause : error
  return {
    number,
    oracle: error instanceof Finding ? error.oracle : 'exception',
    message: error instanceof Error ? error.message : String(error),
    stack: cause instanceof Error ? (cause.stack ?? '') : '',
  }
}

const onStray = (kind: string) => (error: unknown) =>
  send({ kind: 'failure', failure: { ...failureOf(current, error), oracle: kind } })
process.on('unhandledRejection', onStray('unhandled-rejection'))
process.on('uncaughtException', onStray('uncaught-exception'))

const corpus = await makeCorpus()
const archive = assemble(corpus.files[1] ?? corpus.files[0]!)
send({ kind: 'ready' })

let outcomes: Record<string, number> = {}
for (current = from; current < to; current++) {
  const bytes = input ?? generate(corpus, seed, current)
  clock[1] = Date.now()
  clock[0] = current
  let outcome = 'finding'
  try {
    outcome = await exercise(bytes, archive, input || current % EDITED === 0 ? 'edit' : 'read')
  } catch (error) {
    send({ kind: 'failure', failure: failureOf(current, error) })
  }
  // Whatever the input left behind that fails on its own does so now, while it is known which input it was.
  await new Promise(setImmediate)
  clock[0] = -1
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  if ((current + 1) % 200 !== 0) continue
  send({ kind: 'done', outcomes, last: false })
  outcomes = {}
}
send({ kind: 'done', outcomes, last: true })
