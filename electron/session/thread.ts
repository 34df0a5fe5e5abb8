// The entry of a thread (out/main/worker.js): opens a file, and others beside it to compare with, and answers their commands until it
// is ended from outside. Edits and writes of a document run one after another, so that nothing changes under a bundle that is being
// built; reads are never held up by them.
import { parentPort } from 'node:worker_threads'
import { assertNever } from '../../shared/model/assert-never'
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import { BootbankError, type Outcome, toErrorData } from '../../shared/model/errors'
import { throwIfCancelled } from '../engine/codecs/context'
import { expectSqlite } from '../engine/esx/expect-store'
import { banksOf } from './banks'
import { copiesIn } from './collections'
import { openSession } from './open'
import { Operations } from './operations'
import type { FromThread, OpenRequest, Question, ToThread } from './protocol'
import type { Session } from './session'
import type { StreamContext } from './session-commands'

type Call = Extract<Question, { kind: 'call' }>

interface OpenDocument {
  readonly session: Session
  /** The last exclusive command, which the next one waits for. */
  exclusive: Promise<unknown>
  /** What such a command has to tell of the status, until its journal entry is on its way; null between them. */
  held: DocumentStatus[] | null
}

const port = parentPort
if (port === null) throw new Error('electron/session/thread.ts runs as a worker thread only')

const operations = new Operations(send)
const documents = new Map<DocumentId, OpenDocument>()

port.on('message', (message: ToThread) => {
  if (message.kind === 'cancel') operations.cancel(message.operation)
  else if (message.kind === 'taken') operations.taken(message.request)
  else if (message.kind === 'prepare') expectSqlite()
  else void settle(message)
})

async function settle(question: Question): Promise<void> {
  let outcome: Outcome<unknown>
  try {
    outcome = { ok: true, value: await answer(question) }
  } catch (error) {
    outcome = { ok: false, error: toErrorData(error) }
  }
  send({ kind: 'outcome', request: question.request, outcome })
}

function answer(question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'open': {
      const { request, operation, open } = question
      return operations.run({ request, operation, document: open.document }, context => openDocument(open, context))
    }
    case 'call':
      return operations.run(question, context => call(question, context))
    case 'banks': {
      const { request, operation, path } = question
      return operations.run({ request, operation, document: '' }, context => banksOf(path, context))
    }
    case 'copies': {
      const { request, operation, path } = question
      return operations.run({ request, operation, document: '' }, context => copiesIn(path, context))
    }
    case 'digest':
      return Promise.resolve(openOf(question.document).session.digest())
    case 'replay': {
      const { request, document, recording } = question
      return operations.run({ request, document, operation: null }, context =>
        inTurn(document, session => session.replay(recording, context)),
      )
    }
    case 'close':
      documents.delete(question.document)
      return operations.endAll(question.document)
    default:
      return assertNever(question)
  }
}

async function openDocument(open: OpenRequest, context: StreamContext<unknown>): Promise<unknown> {
  const opened = await openSession(open, context, status => {
    const held = documents.get(open.document)?.held
    if (held) held.push(status)
    else send({ kind: 'status', status })
  })
  throwIfCancelled(context.signal)
  documents.set(open.document, { session: opened.session, exclusive: Promise.resolve(), held: null })
  return opened.result
}

function call({ document, command, payload, exclusive }: Call, context: StreamContext<unknown>): Promise<unknown> {
  const run = async (session: Session) => {
    throwIfCancelled(context.signal)
    return session.handle(command, payload, context)
  }
  return exclusive ? inTurn(document, run) : run(openOf(document).session)
}

/** Does something after all else that edits or writes this document, and tells the journal how the history went on. */
function inTurn<T>(document: DocumentId, work: (session: Session) => Promise<T>): Promise<T> {
  const open = openOf(document)
  const turn = open.exclusive.then(async () => {
    const held: DocumentStatus[] = []
    open.held = held
    try {
      return await work(open.session)
    } finally {
      const step = open.session.step()
      if (step) send({ kind: 'step', document, digest: open.session.digest(), step })
      // What is told as done comes after what the journal has to keep of it.
      open.held = null
      for (const status of held) send({ kind: 'status', status })
    }
  })
  open.exclusive = turn.catch(() => undefined)
  return turn
}

function openOf(document: DocumentId): OpenDocument {
  const open = documents.get(document)
  if (open === undefined) throw new BootbankError('NO_DOCUMENT', 'This document is not open in its thread.')
  return open
}

function send(message: FromThread): void {
  port?.postMessage(message)
}
