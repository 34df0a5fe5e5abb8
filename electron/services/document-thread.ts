// The main-thread side of one document: starts its thread, asks, forwards progress and cancel, and ends it. A thread that
// dies (out of memory, a fault of ours) must leave nobody waiting: every pending call rejects with WORKER_DIED.
import { Worker } from 'node:worker_threads'
import { isExclusive } from '../../shared/contract/commands'
import type { DocumentCommandName, Events, OperationId } from '../../shared/contract/contract'
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { BootbankError, type ErrorData, type Outcome } from '../../shared/model/errors'
import type { SessionRequest, SessionResult } from '../session/session-commands'
import type { FromThread, OpenRequest, ToThread } from '../session/protocol'

/** The heap of one thread, MiB. File contents live outside of it; a million entries fit. */
const usualHeap = 2048

export interface ThreadOptions {
  /** The built worker, out/main/worker.js. */
  readonly url: URL
  /** MiB; a thread that needs more dies alone. */
  readonly heap?: number
  readonly onProgress: (progress: Events['progress']) => void
  readonly onStatus: (status: DocumentStatus) => void
  /** Called once, after all pending calls were rejected; not called after `close`. */
  readonly onDeath: (error: ErrorData) => void
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: BootbankError) => void
}

export class DocumentThread {
  private readonly worker: Worker
  private readonly pending = new Map<number, Pending>()
  private nextRequest = 1
  private ended: BootbankError | null = null
  private opening: OperationId | null = null

  constructor(private readonly options: ThreadOptions) {
    this.worker = new Worker(options.url, {
      resourceLimits: { maxOldGenerationSizeMb: options.heap ?? usualHeap, maxYoungGenerationSizeMb: 64 },
    })
    this.worker.on('message', (message: FromThread) => this.receive(message))
    this.worker.on('messageerror', error => this.die(error.message))
    this.worker.on('error', error => this.die(error instanceof Error ? error.message : String(error)))
    this.worker.on('exit', code => this.die(`it stopped with code ${code}`))
  }

  /** Opens the file. Rejects BootbankError; the thread is then of no more use and should be closed. */
  async open(operation: OperationId, open: OpenRequest): Promise<OpenedDocument> {
    this.opening = operation
    try {
      return await this.ask<OpenedDocument>(request => ({ kind: 'open', request, operation, open }))
    } finally {
      this.opening = null
    }
  }

  /** Sends a command of the open document. Rejects BootbankError. */
  call<C extends DocumentCommandName>(
    command: C,
    payload: SessionRequest<C>,
    operation: OperationId | null,
  ): Promise<SessionResult<C>> {
    return this.ask<SessionResult<C>>(request => ({
      kind: 'call',
      request,
      operation,
      exclusive: isExclusive(command),
      command,
      payload,
    }))
  }

  /** Asks the thread to stop an operation. One that is still opening its file is ended at once, whatever it is doing. */
  cancel(operation: OperationId): void {
    if (operation === this.opening) {
      void this.end(new BootbankError('CANCELLED', 'Opening was cancelled.'))
    } else {
      this.send({ kind: 'cancel', operation })
    }
  }

  /** Ends the thread and gives its memory back; whoever still waits gets NO_DOCUMENT. */
  close(): Promise<void> {
    return this.end(new BootbankError('NO_DOCUMENT', 'The document was closed.'))
  }

  private async end(error: BootbankError): Promise<void> {
    this.ended ??= error
    this.rejectAll(this.ended)
    await this.worker.terminate()
  }

  private ask<T>(message: (request: number) => ToThread): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(this.ended)
        return
      }
      const request = this.nextRequest++
      // The type is that of the contract: the thread answers this request number with this command's result.
      this.pending.set(request, { resolve: value => resolve(value as T), reject })
      this.send(message(request))
    })
  }

  private send(message: ToThread): void {
    if (!this.ended) this.worker.postMessage(message)
  }

  private receive(message: FromThread): void {
    if (this.ended) return
    if (message.kind === 'progress') this.options.onProgress(message.progress)
    else if (message.kind === 'status') this.options.onStatus(message.status)
    else this.settle(message.request, message.outcome)
  }

  private settle(request: number, outcome: Outcome<unknown>): void {
    const pending = this.pending.get(request)
    this.pending.delete(request)
    if (outcome.ok) pending?.resolve(outcome.value)
    else pending?.reject(BootbankError.from(outcome.error))
  }

  private die(detail: string): void {
    if (this.ended) return
    const message = `The worker of this document ended (${detail}). The file on the disk is untouched; open it again.`
    this.ended = new BootbankError('WORKER_DIED', message)
    this.rejectAll(this.ended)
    this.options.onDeath(this.ended.toData())
  }

  private rejectAll(error: BootbankError): void {
    for (const { reject } of this.pending.values()) reject(error)
    this.pending.clear()
  }
}
