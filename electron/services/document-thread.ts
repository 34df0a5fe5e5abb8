// The main-thread side of a thread with one document, or with several that are compared: starts it, asks, forwards progress, partial
// results and cancel, and ends it. A thread that dies (out of memory, a fault of the program) must leave nobody waiting: every pending call
// rejects with WORKER_DIED.
import { Worker } from 'node:worker_threads'
import { isExclusive } from '../../shared/contract/commands'
import type { DocumentCommandName, Events } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import type { CollectionReport } from '../../shared/model/collection'
import type { DiskReport } from '../../shared/model/disk'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { BootbankError, type ErrorData, type Outcome } from '../../shared/model/errors'
import { toUint8Array } from '../engine/codecs/bytes'
import type { Recording } from '../engine/document/replay'
import type { HistoryStep } from '../session/journal-feed'
import type { FromThread, OpenRequest, Question, ToThread } from '../session/protocol'
import type { SessionRequest, SessionResult } from '../session/session-commands'

/**
 * The heap of one thread, MiB; the contents of files live outside of it. In Electron all threads of the process share 4 GiB, and a process
 * that runs out of them dies as a whole: three threads at their cap fit, with the main thread beside them. There a pointer takes half
 * the bytes that it takes in Node, so that both caps hold the same archives (docs/architecture.md has the figures).
 */
export function usualHeap(versions: Readonly<Record<string, string | undefined>>): number {
  return versions.electron === undefined ? 2048 : 1024
}

/** Takes partial results; the next ones wait for the promise. */
export type TakeItems = (items: readonly unknown[]) => void | Promise<void>

export interface ThreadOptions {
  /** The built worker, out/main/worker.js. */
  readonly url: URL
  /** MiB; a thread that needs more dies alone. */
  readonly heap?: number
  readonly onProgress: (progress: Events['progress']) => void
  readonly onStatus: (status: DocumentStatus) => void
  /** Keeps a step of a document's history, `digest` being its file's SHA-256; what the thread answers after it waits until this
   * resolves. Must not reject. Absent: edits are kept nowhere. */
  readonly onStep?: (document: DocumentId, digest: string, step: HistoryStep) => Promise<void>
  /** Called once for the whole thread, after all pending calls were rejected; not called once it was ended from here. */
  readonly onDeath: (error: ErrorData) => void
}

interface Pending {
  readonly document: DocumentId
  readonly resolve: (value: unknown) => void
  readonly reject: (error: BootbankError) => void
  readonly take: TakeItems
}

/** One worker thread, and the questions that it has yet to answer. */
export class DocumentThread {
  private readonly worker: Worker
  private readonly pending = new Map<number, Pending>()
  /** Its documents, with the operation that opens them; null for those that are open. */
  private readonly documents = new Map<DocumentId, OperationId | null>()
  private nextRequest = 1
  private ended: BootbankError | null = null
  /** The steps that are being kept; null when all are. */
  private keeping: Promise<void> | null = null

  constructor(private readonly options: ThreadOptions) {
    this.worker = new Worker(options.url, {
      resourceLimits: {
        maxOldGenerationSizeMb: options.heap ?? usualHeap(process.versions),
        maxYoungGenerationSizeMb: 64,
      },
    })
    this.worker.on('message', (message: FromThread) => this.receive(message))
    this.worker.on('messageerror', error => this.die(error.message))
    this.worker.on('error', error => this.die(error instanceof Error ? error.message : String(error)))
    this.worker.on('exit', code => this.die(`it stopped with code ${code}`))
  }

  /** Loads what opening needs, for a file that is still to come. The program may end meanwhile as if the thread were not there. */
  prepare(): this {
    this.worker.unref()
    this.send({ kind: 'prepare' })
    return this
  }

  /** False once it ended, by itself or from here. */
  isAlive(): boolean {
    return this.ended === null
  }

  /** Opens a file, beside those that are open. Rejects BootbankError; what was open stays so. */
  async open(operation: OperationId, open: OpenRequest): Promise<OpenedDocument> {
    const { document } = open
    this.worker.ref()
    this.documents.set(document, operation)
    try {
      const opened = await this.ask<OpenedDocument>(document, request => ({ kind: 'open', request, operation, open }))
      if (this.documents.has(document)) this.documents.set(document, null)
      return opened
    } catch (error) {
      this.documents.delete(document)
      throw error
    }
  }

  /** Sends a command of an open document. Rejects BootbankError. */
  call<C extends DocumentCommandName>(
    document: DocumentId,
    command: C,
    payload: SessionRequest<C>,
    operation: OperationId | null,
    take?: TakeItems,
  ): Promise<SessionResult<C>> {
    const exclusive = isExclusive(command)
    return this.ask<SessionResult<C>>(
      document,
      request => ({ kind: 'call', request, document, operation, exclusive, command, payload }),
      take,
    )
  }

  /** What is on the disk at a path; for a thread without documents. Rejects BootbankError. */
  banks(operation: OperationId, path: string): Promise<DiskReport> {
    return this.ask('', request => ({ kind: 'banks', request, operation, path }))
  }

  /** The copies in the collection at a path; for a thread without documents. Rejects BootbankError. */
  copies(operation: OperationId, path: string): Promise<CollectionReport> {
    return this.ask('', request => ({ kind: 'copies', request, operation, path }))
  }

  /** SHA-256 of an open document's file, hex. Rejects BootbankError. */
  digest(document: DocumentId): Promise<string> {
    return this.ask(document, request => ({ kind: 'digest', request, document }))
  }

  /** Does recorded edits again on a document without edits. Rejects EDIT_MISMATCH, and then nothing was changed. */
  replay(document: DocumentId, { history, blobs }: Recording): Promise<DocumentStatus> {
    const contents = new Map([...blobs].map(([blob, content]) => [blob, toUint8Array(content)]))
    const recording = { history, blobs: contents }
    return this.ask(document, request => ({ kind: 'replay', request, document, recording }))
  }

  /** Asks the thread to stop an operation. One that opens its only file is ended with the thread at once, whatever it is doing. */
  cancel(operation: OperationId): void {
    if ([...this.documents.values()].every(opening => opening === operation) && this.documents.size > 0) {
      void this.endWith(new BootbankError('CANCELLED', 'Opening was cancelled.'))
    } else {
      this.send({ kind: 'cancel', operation })
    }
  }

  /**
   * Closes a document; calls that still wait for it reject with NO_DOCUMENT. The thread ends with its last one, whatever it is doing. Where
   * others stay, this resolves once all that ran for the document has ended. One that is closed already is fine. Never rejects.
   */
  async close(document: DocumentId): Promise<void> {
    this.documents.delete(document)
    if (this.documents.size === 0) return this.end()
    this.reject(closed, pending => pending.document === document)
    // If the thread ends in the meantime, the document is gone as well.
    await this.ask(document, request => ({ kind: 'close', request, document })).catch(() => undefined)
  }

  /** Ends the thread and frees its memory; calls that still wait reject with NO_DOCUMENT. */
  end(): Promise<void> {
    return this.endWith(closed)
  }

  /** The same; calls that still wait reject with this. */
  async endWith(error: BootbankError): Promise<void> {
    this.ended ??= error
    this.reject(this.ended)
    await this.worker.terminate()
  }

  private ask<T>(
    document: DocumentId,
    question: (request: number) => Question,
    take: TakeItems = () => undefined,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(this.ended)
        return
      }
      const request = this.nextRequest++
      // The type is that of the contract: the thread answers this request number with this command's result.
      this.pending.set(request, { document, resolve: value => resolve(value as T), reject, take })
      this.send(question(request))
    })
  }

  private send(message: ToThread): void {
    if (!this.ended) this.worker.postMessage(message)
  }

  private receive(message: FromThread): void {
    if (this.ended) return
    if (message.kind === 'progress') this.options.onProgress(message.progress)
    else if (message.kind === 'status') {
      const { status } = message
      if (this.keeping) void this.keeping.then(() => this.options.onStatus(status))
      else this.options.onStatus(status)
    } else if (message.kind === 'items') void this.take(message.request, message.items)
    else if (message.kind === 'step') this.keep(message)
    else if (this.keeping) void this.keeping.then(() => this.settle(message.request, message.outcome))
    else this.settle(message.request, message.outcome)
  }

  /** An edit is done for its user only once its journal has it. */
  private keep({ document, digest, step }: Extract<FromThread, { kind: 'step' }>): void {
    const kept = this.options.onStep?.(document, digest, step)
    const keeping = Promise.all([this.keeping, kept]).then(() => {
      if (this.keeping === keeping) this.keeping = null
    })
    this.keeping = keeping
  }

  private settle(request: number, outcome: Outcome<unknown>): void {
    const pending = this.pending.get(request)
    this.pending.delete(request)
    if (outcome.ok) pending?.resolve(outcome.value)
    else pending?.reject(BootbankError.from(outcome.error))
  }

  /** Hands a batch on, and then tells the thread that there is room for another. */
  private async take(request: number, items: readonly unknown[]): Promise<void> {
    try {
      await this.pending.get(request)?.take(items)
    } catch {
      // The receiver is gone; the command goes on until it ends or is cancelled.
    }
    this.send({ kind: 'taken', request })
  }

  private die(detail: string): void {
    if (this.ended) return
    const message = `The thread of this document ended (${detail}). The file on the disk is untouched; open it again.`
    this.ended = new BootbankError('WORKER_DIED', message)
    this.reject(this.ended)
    this.options.onDeath(this.ended.toData())
  }

  /** Rejects all pending questions, or those that `isMeant` picks. */
  private reject(error: BootbankError, isMeant: (pending: Pending) => boolean = () => true): void {
    for (const [request, pending] of this.pending) {
      if (!isMeant(pending)) continue
      this.pending.delete(request)
      pending.reject(error)
    }
  }
}

const closed = new BootbankError('NO_DOCUMENT', 'The document was closed.')
