// The open documents: id -> thread, with what the host must know without asking it (source path, last status). A document
// whose thread died stays in the table until it is closed, so that every command on it says what happened.
import { randomUUID } from 'node:crypto'
import type { DocumentCommandName, EventName, Events, OperationId } from '../../shared/contract/contract'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { BootbankError } from '../../shared/model/errors'
import { DocumentThread } from './document-thread'
import type { SessionRequest, SessionResult } from '../session/session-commands'
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

export class Documents {
  private readonly table = new Map<DocumentId, OpenDocument>()

  constructor(private readonly options: DocumentsOptions) {}

  /** Opens a file in a thread of its own. Rejects BootbankError, and then nothing of it is left. */
  async open(source: GrantedFile, operation: OperationId): Promise<OpenedDocument> {
    const document = randomUUID()
    const entry: OpenDocument = { thread: this.start(document), source, status: null }
    this.table.set(document, entry)
    try {
      const opened = await entry.thread.open(operation, {
        document,
        name: source.name,
        source: { path: source.path },
      })
      entry.status = opened.status
      return opened
    } catch (error) {
      await this.close(document)
      throw error
    }
  }

  /** Sends a command to a document. Rejects NO_DOCUMENT, WORKER_DIED or what the command rejects with. */
  call<C extends DocumentCommandName>(
    document: DocumentId,
    command: C,
    payload: SessionRequest<C>,
    operation: OperationId | null = null,
  ): Promise<SessionResult<C>> {
    return this.find(document).thread.call(command, payload, operation)
  }

  /** Fires an operation's signal, in whichever document it runs. */
  cancel(operation: OperationId): void {
    for (const { thread } of this.table.values()) thread.cancel(operation)
  }

  /** Ends the document's thread. One that is closed already is fine. */
  async close(document: DocumentId): Promise<void> {
    const entry = this.table.get(document)
    this.table.delete(document)
    await entry?.thread.close()
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

  private start(document: DocumentId): DocumentThread {
    const { emit, workerUrl } = this.options
    return new DocumentThread({
      url: workerUrl,
      onProgress: progress => emit('progress', progress),
      onStatus: status => {
        const entry = this.table.get(document)
        if (entry) entry.status = status
        emit('document.changed', status)
      },
      onDeath: error => {
        const entry = this.table.get(document)
        if (entry) entry.status = null
        emit('document.failed', { document, error })
      },
    })
  }

  private find(document: DocumentId): OpenDocument {
    const entry = this.table.get(document)
    if (!entry) throw new BootbankError('NO_DOCUMENT', 'This document is not open any more. Open the file again.')
    return entry
  }
}
