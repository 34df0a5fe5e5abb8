// The open documents: id -> thread, with what the host must know without asking it (source path, last status). A document
// whose thread died stays in the table until it is closed, so that every command on it says what happened.
import { randomUUID } from 'node:crypto'
import type { DocumentCommandName, EventName, Events } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import type { CollectionReport } from '../../shared/model/collection'
import type { DiskReport } from '../../shared/model/disk'
import type { DocumentId, DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { BootbankError } from '../../shared/model/errors'
import type { HistoryStep } from '../session/journal-feed'
import type { SessionRequest, SessionResult } from '../session/session-commands'
import type { KeySource } from '../session/unlock'
import { writeError } from '../engine/restore/write-error'
import type { Journal, Journals, LeftOver } from './journal/journals'
import { DocumentThread, type TakeItems } from './document-thread'
import type { GrantedFile } from './grants'

/** Tells every window. */
export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void

export interface DocumentsOptions {
  readonly workerUrl: URL
  readonly emit: Emit
  /** Where edits are kept as they happen; null for nowhere. */
  readonly journals: Journals | null
}

interface OpenDocument {
  readonly thread: DocumentThread
  readonly source: GrantedFile
  status: DocumentStatus | null
  /** Bytes of the file. */
  size: number
  /** Of its edits; null before the first one, and once it could not be written. */
  journal: Journal | null
  /** What its journal is known by; that of an earlier run whose edits were taken up. */
  journalName: string
  /** Whether its edits are kept. */
  isKept: boolean
}

/** What a file is opened with, where it does not open by itself. */
export interface OpeningChoice {
  /** Of a disk: the number of a boot bank. */
  readonly bank?: number | undefined
  /** Of a collection: the number of a copy. */
  readonly copy?: number | undefined
  readonly key?: KeySource | undefined
}

/** What a command may go with. */
export interface CallOptions {
  readonly operation?: OperationId | null | undefined
  /** Takes the partial results of a command that streams. */
  readonly take?: TakeItems | undefined
}

/** Milliseconds after a page came or a file was opened: what is painted then has the processor first. */
const restMs = 1000

/** How many cancelled operations are remembered: what a cancel overtook arrives at once after it. */
const mostCancelled = 100

/** The open documents of one window. */
export class Documents {
  private readonly table = new Map<DocumentId, OpenDocument>()
  /** Threads that look at a disk or through a collection. */
  private readonly looking = new Map<OperationId, DocumentThread>()
  /** Operations that were cancelled last. Each request has a connection of its own, so that a cancel can arrive before what it stops. */
  private readonly cancelled = new Set<OperationId>()

  /** A thread without a document, for the file that is opened next. */
  private spare: DocumentThread | null = null
  private preparing: NodeJS.Timeout | undefined

  constructor(private readonly options: DocumentsOptions) {}

  /**
   * Starts the thread of the next document a moment from now, so that opening need not wait for it: that is half of the time that opening a backup of
   * usual size takes. It holds 40 MiB until then.
   */
  prepare(): void {
    clearTimeout(this.preparing)
    this.preparing = setTimeout(() => {
      if (!this.spare?.isAlive()) this.spare = this.start().prepare()
    }, restMs).unref()
  }

  /**
   * Opens a file in a thread of its own: of a disk the state.tgz of a bank, and with a key what does not open by itself. Rejects BootbankError,
   * CANCELLED if that was asked for before; then nothing of it is left.
   */
  async open(source: GrantedFile, operation: OperationId, choice: OpeningChoice = {}): Promise<OpenedDocument> {
    this.refuseCancelled(operation)
    const thread = this.spare?.isAlive() ? this.spare : this.start()
    this.spare = null
    const opened = await this.openIn(thread, source, operation, choice)
    this.prepare()
    return opened
  }

  /** What is on a disk, read in a thread of its own. Rejects NO_BANK for any other file, or CANCELLED. */
  banks(source: GrantedFile, operation: OperationId): Promise<DiskReport> {
    return this.look(operation, thread => thread.banks(operation, source.path))
  }

  /** The copies in a collection, looked for in a thread of its own. Rejects NO_COPY for any other file, or CANCELLED. */
  copies(source: GrantedFile, operation: OperationId): Promise<CollectionReport> {
    return this.look(operation, thread => thread.copies(operation, source.path))
  }

  private async look<T>(operation: OperationId, ask: (thread: DocumentThread) => Promise<T>): Promise<T> {
    this.refuseCancelled(operation)
    const thread = this.start()
    this.looking.set(operation, thread)
    try {
      return await ask(thread)
    } finally {
      this.looking.delete(operation)
      await thread.end()
    }
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
    void this.looking.get(operation)?.endWith(new BootbankError('CANCELLED', 'Cancelled. Nothing was changed.'))
    const threads = new Set([...this.table.values()].map(({ thread }) => thread))
    for (const thread of threads) thread.cancel(operation)
  }

  /** Closes a document, and ends its thread if no other document is in it; `edits` says whether they are offered again later. One that is
   * closed already is fine. */
  async close(document: DocumentId, edits: 'kept' | 'forgotten' = 'forgotten'): Promise<void> {
    const entry = this.table.get(document)
    this.table.delete(document)
    await entry?.thread.close(document)
    await entry?.journal?.end(edits === 'kept')
  }

  /** Closes all of them. */
  async closeAll(edits: 'kept' | 'forgotten'): Promise<void> {
    clearTimeout(this.preparing)
    const { spare } = this
    this.spare = null
    await Promise.all([spare?.end(), ...[...this.table.keys()].map(document => this.close(document, edits))])
  }

  /** The edits of an earlier run that were made on this very file; null for none. Rejects NO_DOCUMENT. */
  async leftOver(document: DocumentId): Promise<LeftOver | null> {
    const { thread, size } = this.find(document)
    return (await this.options.journals?.leftOverOf(size, () => thread.digest(document))) ?? null
  }

  /** Does the edits of an earlier run again, and goes on with its journal. Rejects EDIT_MISMATCH or NO_DOCUMENT. */
  async resume(document: DocumentId, { id, source, recording }: LeftOver): Promise<DocumentStatus> {
    const entry = this.find(document)
    if ((await entry.thread.digest(document)) !== source.sha256) {
      throw new BootbankError('EDIT_MISMATCH', 'These edits were made on another file: this one has other bytes.')
    }
    const ownName = entry.journalName
    entry.journalName = source.journal
    const status = await entry.thread.replay(document, recording).catch((error: unknown) => {
      // They stay where they are, for when the layer they lie in is open. What is edited meanwhile has a journal of its own.
      entry.journalName = ownName
      throw error
    })
    entry.status = status
    // The new journal holds all of it by now.
    if (entry.journal) await this.options.journals?.forget(id)
    return status
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

  private async openIn(
    thread: DocumentThread,
    source: GrantedFile,
    operation: OperationId,
    choice: OpeningChoice = {},
  ): Promise<OpenedDocument> {
    const document = randomUUID()
    const entry: OpenDocument = {
      thread,
      source,
      status: null,
      size: 0,
      journal: null,
      journalName: document,
      isKept: this.options.journals !== null && !source.isSample,
    }
    this.table.set(document, entry)
    try {
      const opened = await thread.open(operation, {
        document,
        name: source.name,
        source: { path: source.path },
        ...choice,
      })
      entry.status = opened.status
      entry.size = opened.size
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
      onStep: (document, digest, step) => this.keep(document, digest, step),
      onDeath: error => {
        for (const [document, entry] of this.table) {
          if (entry.thread !== thread) continue
          entry.status = null
          // Its edits are offered when the file is opened again.
          void entry.journal?.end(true)
          entry.journal = null
          emit('document.failed', { document, error })
        }
      },
    })
    return thread
  }

  private async keep(document: DocumentId, sha256: string, step: HistoryStep): Promise<void> {
    const { journals, emit } = this.options
    const entry = this.table.get(document)
    if (!entry?.isKept || journals === null) return
    const { source, size, journalName } = entry
    const path = source.remember ? source.path : null
    try {
      entry.journal ??= journals.begin({ journal: journalName, name: source.name, path, size, sha256 })
      await entry.journal.record(step)
    } catch (error) {
      // Editing goes on: that is worth more than the journal. It is said once.
      entry.isKept = false
      await entry.journal?.end(true)
      entry.journal = null
      emit('journal.failed', { document, reason: writeError(error, 'The journal of changes').message })
    }
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
