// The open documents: id -> thread, with what the host must know without asking it (source path, last status). A document
// whose thread died stays in the table until it is closed, so that every command on it says what happened.
import { randomUUID } from 'node:crypto'
import type { DocumentCommandName, EventName, Events, OperationId } from '../../shared/contract/contract'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { BootbankError } from '../../shared/model/errors'
import type { SessionRequest, SessionResult } from '../session/session-commands'
import { DocumentThread, type TakeItems } from './document-thread'
import type { GrantedFile } from './grants'

/** Tells every window. */
export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void

export interface DocumentsOptions {
  readonly workerUrl: URL
  readonly emit: Emit
}

interface OpenDocument {
  readonly thread: DocumentThread
  readonly source: GrantedFile
  status: DocumentStatus | null
}

/** What a command may go with. */
export interface CallOptions {
  readonly operation?: OperationId | null | undefined
  /** Takes the partial results of a command that streams. */
  readonly take?: TakeItems | undefined
}

/** How many cancelled operations are remembered: what a cancel overtook arrives at once after it. */
const mostCancelled = 100

export class Documents {
  private readonly table = new Map<DocumentId, OpenDocument>()
  /** Operations that were cancelled last. Each request has a connection of its own, so that a cancel can arrive before what it stops. */
  private readonly cancelled = new Set<OperationId>()

  constructor(private readonly options: DocumentsOptions) {}

  /** Opens a file in a thread of its own. Rejects BootbankError, CANCELLED if that was asked for before; then nothing of it is left. */
  async open(source: GrantedFile, operation: OperationId): Promise<OpenedDocument> {
    this.refuseCancelled(operation)
    return this.openIn(this.start(), source, operation)
  }

  /** Opens a file in the thread of a document that is open, so that both can be compared there. Each can be closed before the other; a
   * thread that dies takes both. Rejects NO_DOCUMENT, and as `open` does; what was open stays so. */
  async openBeside(other: DocumentId, source: GrantedFile, operation: OperationId): Promise<OpenedDocument> {
    this.refuseCancelled(operation)
    return this.openIn(this.find(other).thread, source, operation)
  }

  /** Sends a command to a document. Rejects NO_DOCUMENT, WORKER_DIED, CANCELLED or what the command rejects with. */
  async call<C extends DocumentCommandName>(
    document: DocumentId,
    command: C,
    payload: SessionRequest<C>,
    { operation = null, take }: CallOptions = {},
  ): Promise<SessionResult<C>> {
    if (operation !== null) this.refuseCancelled(operation)
    return this.find(document).thread.call(document, command, payload, operation, take)
  }

  /** Fires an operation's signal, in whichever thread it runs; one that arrives only after this is refused. */
  cancel(operation: OperationId): void {
    this.cancelled.add(operation)
    for (const oldest of this.cancelled) {
      if (this.cancelled.size <= mostCancelled) break
      this.cancelled.delete(oldest)
    }
    const threads = new Set([...this.table.values()].map(({ thread }) => thread))
    for (const thread of threads) thread.cancel(operation)
  }

  /** Closes a document, and ends its thread if no other document is in it. One that is closed already is fine. */
  async close(document: DocumentId): Promise<void> {
    const entry = this.table.get(document)
    this.table.delete(document)
    await entry?.thread.close(document)
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.table.keys()].map(document => this.close(document)))
  }

  /** The last status of a document; null for one whose thread died. */
  statusOf(document: DocumentId): DocumentStatus | null {
    return this.table.get(document)?.status ?? null
  }

  /** Names of the documents whose changes were never written out. */
  unsaved(): readonly string[] {
    return [...this.table.values()].filter(({ status }) => status?.dirty).map(({ source }) => source.name)
  }

  /** Paths of the documents that are open or being opened. */
  sources(): readonly string[] {
    return [...this.table.values()].map(({ source }) => source.path)
  }

  private async openIn(thread: DocumentThread, source: GrantedFile, operation: OperationId): Promise<OpenedDocument> {
    const document = randomUUID()
    const entry: OpenDocument = { thread, source, status: null }
    this.table.set(document, entry)
    try {
      const opened = await thread.open(operation, { document, name: source.name, source: { path: source.path } })
      entry.status = opened.status
      return opened
    } catch (error) {
      await this.close(document)
      throw error
    }
  }

  private start(): DocumentThread {
    const { emit, workerUrl } = this.options
    const thread = new DocumentThread({
      url: workerUrl,
      onProgress: progress => emit('progress', progress),
      onStatus: status => {
        const entry = this.table.get(status.document)
        if (!entry) return
        entry.status = status
        emit('document.changed', status)
      },
      onDeath: error => {
        for (const [document, entry] of this.table) {
          if (entry.thread !== thread) continue
          entry.status = null
          emit('document.failed', { document, error })
        }
      },
    })
    return thread
  }

  private refuseCancelled(operation: OperationId): void {
    if (this.cancelled.has(operation)) throw new BootbankError('CANCELLED', 'This was cancelled before it began.')
  }

  private find(document: DocumentId): OpenDocument {
    const entry = this.table.get(document)
    if (!entry) throw new BootbankError('NO_DOCUMENT', 'This document is not open any more. Open the file again.')
    return entry
  }
}
