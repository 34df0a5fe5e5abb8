// The entry of a document's thread (out/main/worker.js): opens one file, then answers its commands until it is ended from
// outside. Edits and writes run one after another, so that nothing changes under a bundle that is being built; reads are
// never held up by them.
import { parentPort } from 'node:worker_threads'
import { BootbankError, type Outcome, toErrorData } from '../../shared/model/errors'
import { openSession } from './open'
import type { Session } from './session'
import type { CommandContext } from './session-commands'
import { Operations } from './operations'
import type { FromThread, OpenRequest, ToThread } from './protocol'

const port = parentPort
if (port === null) throw new Error('electron/session/thread.ts runs as a worker thread only')

const operations = new Operations(progress => send({ kind: 'progress', progress }))
type Call = Extract<ToThread, { kind: 'call' }>

let session: Session | null = null
let writing: Promise<unknown> = Promise.resolve()

port.on('message', (message: ToThread) => {
  if (message.kind === 'cancel') operations.cancel(message.operation)
  else void answer(message)
})

async function answer(message: Exclude<ToThread, { kind: 'cancel' }>): Promise<void> {
  let outcome: Outcome<unknown>
  try {
    const value = await operations.run(message.operation, context =>
      message.kind === 'open' ? open(message.open, context) : call(message, context),
    )
    outcome = { ok: true, value }
  } catch (error) {
    outcome = { ok: false, error: toErrorData(error) }
  }
  send({ kind: 'outcome', request: message.request, outcome })
}

async function open(request: OpenRequest, context: CommandContext): Promise<unknown> {
  const opened = await openSession(request, context, status => send({ kind: 'status', status }))
  session = opened.session
  return opened.result
}

function call({ command, payload, exclusive }: Call, context: CommandContext): Promise<unknown> {
  const current = session
  if (current === null) throw new BootbankError('NO_DOCUMENT', 'No document is open in this worker.')
  const run = async () => {
    if (context.signal.aborted) throw new BootbankError('CANCELLED', 'Cancelled before it began.')
    return current.handle(command, payload, context)
  }
  if (!exclusive) return run()
  const turn = writing.then(run)
  writing = turn.catch(() => undefined)
  return turn
}

function send(message: FromThread): void {
  port?.postMessage(message)
}
