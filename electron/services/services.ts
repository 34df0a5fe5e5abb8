// What the contract promises, for whichever host asks: every request is checked, every answer is an outcome, nothing throws
// across this line and no stack or path leaves it.
import { isCommandName, isDocumentCommand } from '../../shared/contract/commands'
import type { CommandName, HostCommandName, ResultOf } from '../../shared/contract/contract'
import { parseRequest } from '../../shared/contract/validation'
import type { DocumentId } from '../../shared/model/document'
import { BootbankError, type Outcome, toErrorData } from '../../shared/model/errors'
import type { FileGrant } from '../../shared/model/grant'
import type { NodeId } from '../../shared/model/node'
import { sendToDocument } from './document-commands'
import type { TakeItems } from './document-thread'
import { Documents } from './documents'
import { Drags } from './drags'
import { EntryCopies, type EntryCopy } from './entry-copies'
import { type GrantedFile, Grants } from './grants'
import { HandedOver } from './handed-over'
import { hostHandlers, type HostHandlers } from './host-commands'
import { OpenFiles } from './open-files'
import type { ServicesOptions } from './services-options'

export interface Services {
  /** Answers a command of the contract. Never rejects. `take` is given what a command that streams gives before its answer; while its
   * promise is pending, no more is fetched than what is on its way. */
  handle(command: string, request: unknown, take?: TakeItems): Promise<Outcome<unknown>>
  /** Turns a file that the user gave into a grant. Never rejects. */
  grantFile(file: Omit<GrantedFile, 'name'> & { readonly name?: string }): Promise<Outcome<FileGrant>>
  /** Hands over a file from outside: to the window if it listens already, else with its first `app.facts`. */
  handOver(path: string): Promise<Outcome<FileGrant>>
  /** Copies an entry, or several as one zip, to a private place, under a safe name. Never rejects. The copy is removed when the document is closed, if not
   * before. */
  copyEntries(document: DocumentId, nodes: readonly NodeId[], name: string): Promise<Outcome<EntryCopy>>
  /** The page is lost and may be loaded again: its document waits for the next one, and so does a file that is handed over. */
  pageGone(): void
  /** Names of the documents whose changes were never written out. */
  unsaved(): readonly string[]
  /** Paths of what is open, being opened or handed over: empty where there is room for a document. */
  sources(): readonly string[]
  /** The window is gone: ends every document's thread; a file handed over waits for the next window. `edits` that were not saved are
   * offered at the next start, or not, where the user said so. */
  close(edits: 'kept' | 'forgotten'): Promise<void>
}

/** The services of one window: its documents, grants and threads are its own. */
export function createServices(options: ServicesOptions): Services {
  const grants = new Grants()
  const documents = new Documents(options)
  const copies = new EntryCopies(documents, options.spool)
  const drags = new Drags(copies, options.startDrag)
  const handedOver = new HandedOver(options.emit)
  const openFiles = new OpenFiles({ ...options, grants, documents, copies })
  const handlers = hostHandlers({ options, grants, documents, openFiles, handedOver, drags })

  function answer(command: CommandName, request: unknown, take?: TakeItems): Promise<unknown> {
    if (!isDocumentCommand(command)) return answerHere(handlers, command, request)
    const { dialogs } = options
    return sendToDocument({ documents, grants, dialogs }, command, parseRequest(command, request), take)
  }

  return {
    handle: (command, request, take) =>
      outcomeOf(() => {
        if (isCommandName(command)) return answer(command, request, take)
        throw new BootbankError('BAD_REQUEST', 'There is no such command.')
      }),
    grantFile: file => outcomeOf(() => grants.grantFile(file)),
    handOver: path => {
      const isSample = path === options.samplePath
      return outcomeOf(() =>
        handedOver.give(path, () => grants.grantFile({ path, remember: !isSample, ...(isSample && { isSample }) })),
      )
    },
    copyEntries: (document, nodes, name) => outcomeOf(() => copies.make(document, nodes, name, null)),
    pageGone: () => {
      handedOver.pageGone()
      drags.pageGone()
      openFiles.pageGone()
    },
    unsaved: () => documents.unsaved(),
    sources: () => {
      const open = documents.sources()
      // A file that was offered while a document was open, and declined, does not count.
      return open.length > 0 || handedOver.path === null ? open : [handedOver.path]
    },
    close: async edits => {
      handedOver.windowGone()
      await openFiles.closeAll(edits)
    },
  }
}

function answerHere<C extends HostCommandName>(
  handlers: HostHandlers,
  command: C,
  request: unknown,
): Promise<ResultOf<C>> {
  return handlers[command](parseRequest(command, request))
}

async function outcomeOf<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: toErrorData(error) }
  }
}
