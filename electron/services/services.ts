// What the contract promises, for whichever host asks: every request is checked, every answer is an outcome, nothing throws
// across this line and no stack or path leaves it.
import { isCommandName, isDocumentCommand } from '../../shared/contract/commands'
import type { AppFacts, KeptDocument } from '../../shared/model/app-facts'
import type { CommandName, HostCommandName, RequestOf, ResultOf } from '../../shared/contract/contract'
import type { FileGrant } from '../../shared/model/grant'
import type { OpenedFile, DocumentId, OpenedDocument } from '../../shared/model/document'
import type { OperationId } from '../../shared/model/operation'
import { parseRequest } from '../../shared/contract/validation'
import { BootbankError, type Outcome, toErrorData } from '../../shared/model/errors'
import { isLocked } from '../../shared/model/locked'
import type { NodeId } from '../../shared/model/node'
import type { HostDialogs } from './dialogs'
import { sendToDocument } from './document-commands'
import type { TakeItems } from './document-thread'
import { Documents, type OpeningChoice, type DocumentsOptions } from './documents'
import { EntryCopies, type EntryCopy, type PrivateFolders } from './entry-copies'
import { safeFileName } from './file-name'
import { type GrantedFile, Grants } from './grants'
import type { LeftOver } from './journal/journals'
import type { OpenSources } from './open-sources'
import type { RecentFiles } from './recent-files'
import type { TourOffer } from './tour-offer'
import { unfinishedWork } from './unfinished'

export interface ServicesOptions extends DocumentsOptions {
  readonly host: AppFacts['host']
  readonly version: string
  readonly recent: RecentFiles
  /** The open files of all windows. */
  readonly openSources: OpenSources
  /** Path of the generated sample; null where none was built. */
  readonly samplePath: string | null
  readonly tour: TourOffer
  readonly dialogs: HostDialogs
  /** Where copies of entries lie. */
  readonly spool: PrivateFolders
  /** Begins the system's drag with files, while the button of the mouse is down; null where the host cannot drag. */
  readonly startDrag: ((paths: readonly string[]) => void) | null
}

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

/** A document, and the grant by which its file was opened. */
interface OpenFile {
  readonly opened: OpenedDocument
  readonly grant: string
  /** Ends watching the file. */
  readonly endWatch: () => void
}

type HostHandlers = { readonly [C in HostCommandName]: (request: RequestOf<C>) => Promise<ResultOf<C>> }

export function createServices(options: ServicesOptions): Services {
  const { dialogs, recent, journals, openSources } = options
  const grants = new Grants()
  const documents = new Documents(options)
  const copies = new EntryCopies(documents, options.spool)
  /** The drag whose copy is being made. */
  let dragging: OperationId | null = null
  /** How each document was opened. The grant lives as long as they do, so that a file can be opened again after its thread died. */
  const openDocuments = new Map<DocumentId, OpenFile>()
  const releaseUnused = (grant: string) => {
    if (![...openDocuments.values()].some(known => known.grant === grant)) grants.release(grant)
  }
  const closeDocument = async (document: DocumentId) => {
    await documents.close(document)
    await copies.release(document)
    const known = openDocuments.get(document)
    openDocuments.delete(document)
    known?.endWatch()
    if (known) releaseUnused(known.grant)
  }
  /** Counts the pages that were lost: nobody waits any more for what one of them asked for. */
  let lostPages = 0
  /** Whether the last page was lost and no other one has come yet. */
  let isPageLost = false
  let pending: FileGrant | null = null
  /** Path of a file that the window was handed and has not tried to open yet. */
  let handedOver: string | null = null
  let listening = false

  const hostHandlers: HostHandlers = {
    'app.facts': async () => {
      listening = true
      documents.prepare()
      return {
        host: options.host,
        version: options.version,
        platform: process.platform,
        sample: options.samplePath !== null,
        isTourOffered: options.samplePath !== null && options.tour.stands(),
        targets: dialogs.targets,
        pending,
        resume: await keptDocument(),
      }
    },
    'recent.list': async () => recent.list(),
    'recent.clear': async () => {
      recent.clear()
      return null
    },
    'file.choose': async ({ folder }) => {
      const path = await dialogs.chooseFile(folder === true ? 'folder' : 'file')
      return path === null ? null : grants.grantFile({ path, remember: true })
    },
    'file.chooseSeveral': async () =>
      Promise.all((await dialogs.chooseFiles()).map(path => grants.grantFile({ path, remember: true }))),
    'file.recent': async ({ id }) => grants.grantFile({ path: recent.pathOf(id), remember: true }),
    'file.sample': () => {
      if (options.samplePath === null) {
        throw new BootbankError('NOT_FOUND', 'No sample was built. Run "npm run build" to make one.')
      }
      return grants.grantFile({ path: options.samplePath, remember: false, isSample: true })
    },
    'tour.over': async () => {
      options.tour.withdraw()
      return null
    },
    'file.release': async ({ grant }) => {
      handedOver = null
      releaseUnused(grant)
      return null
    },
    'disk.banks': ({ grant, operation }) => documents.banks(grants.file(grant), operation),
    'collection.copies': ({ grant, operation }) => documents.copies(grants.file(grant), operation),
    'document.open': ({ grant, operation, bank, copy }) => openDocument(grant, operation, { bank, copy }),
    'document.openWithKey': ({ grant, operation, key }) => openDocument(grant, operation, { key: { hex: key } }),
    'document.openWithKeyFile': async ({ grant, operation, keyGrant, holds }) => {
      const key = { path: grants.file(keyGrant).path, holds }
      const opened = await openDocument(grant, operation, { key })
      releaseUnused(keyGrant)
      return opened
    },
    'unfinished.list': async () => ({
      work: ((await journals?.leftOver()) ?? []).map(unfinishedWork),
      keptBy: (await journals?.keptBy()) ?? null,
    }),
    'unfinished.file': async ({ id }) => {
      const { source } = await findLeftOver(id)
      if (source.path !== null) return grants.grantFile({ path: source.path, remember: true })
      throw new BootbankError(
        'NOT_FOUND',
        `Give ${source.name} to the page again: it keeps no copy of what is uploaded.`,
      )
    },
    'unfinished.resume': async ({ id, document }) => documents.resume(document, await findLeftOver(id)),
    'unfinished.forget': async ({ id }) => {
      await journals?.forget(id)
      return null
    },
    'document.close': async ({ document }) => {
      handedOver = null
      await closeDocument(document)
      return null
    },
    'operation.cancel': async ({ operation }) => {
      if (dragging === operation) dragging = null
      documents.cancel(operation)
      return null
    },
    'target.choose': async ({ kind, suggestedName }) => {
      const name = safeFileName(suggestedName, 'bootbank')
      const target = await dialogs.chooseTarget(kind, kind === 'zip' && !/\.zip$/i.test(name) ? `${name}.zip` : name)
      return target === null ? null : grants.grantTarget(target)
    },
    'target.show': async ({ target }) => {
      await dialogs.showTarget(grants.target(target))
      return null
    },
    'drag.start': async ({ document, node, suggestedName, also = [], operation }) => {
      const { startDrag } = options
      if (startDrag === null)
        throw new BootbankError('NOT_OFFERED', 'Bootbank in the browser leaves dragging to the page.')
      dragging = operation
      const made: EntryCopy[] = []
      try {
        for (const one of [{ node, suggestedName }, ...also]) {
          made.push(await copies.make(document, [one.node], one.suggestedName, operation))
          // The button was released in the meantime: a drag that begins now would stick to the pointer.
          if (dragging !== operation) throw new BootbankError('CANCELLED', 'The drag ended before the file was ready.')
        }
      } catch (error) {
        await Promise.all(made.map(copy => copy.remove()))
        throw error
      }
      dragging = null
      startDrag(made.map(copy => copy.path))
      return null
    },
  }

  async function openDocument(grant: string, operation: OperationId, choice: OpeningChoice): Promise<OpenedFile> {
    const file = grants.file(grant)
    if (pending?.grant === grant) pending = null
    handedOver = null
    const lostBefore = lostPages
    try {
      const before = file.remember ? openSources.look(file.path) : null
      const opened = await documents.open(file, operation, choice)
      const { document } = opened
      const watch = file.remember ? openSources.add(file.path, before, listenerOf(document)) : null
      openDocuments.set(document, { opened, grant, endWatch: () => watch?.end() })
      if (file.remember) recent.add(file.path)
      const unfinished = await documents.leftOver(document)
      // What was kept of another bank or copy is of the same file, and yet of another content.
      const isWhole = file.remember && choice.bank === undefined && choice.copy === undefined
      const outdated = unfinished === null && isWhole ? await leftOverAt(file.path) : null
      if (lostPages !== lostBefore) await closeDocument(document)
      return {
        ...opened,
        unfinished: unfinished && unfinishedWork(unfinished),
        outdated: outdated && unfinishedWork(outdated),
        shared: watch?.isShared ?? false,
        changed: watch?.changed ?? null,
      }
    } catch (error) {
      const isAsked =
        error instanceof BootbankError &&
        (isLocked(error) || error.code === 'CHOOSE_BANK' || error.code === 'CHOOSE_COPY')
      if (choice.key === undefined && !isAsked) releaseUnused(grant)
      throw error
    }
  }

  const listenerOf = (document: DocumentId) => ({
    shared: () => options.emit('source.shared', { document }),
    changed: (now: 'changed' | 'gone') => options.emit('source.changed', { document, now }),
  })

  async function findLeftOver(id: string): Promise<LeftOver> {
    const found = await journals?.find(id)
    if (!found) throw new BootbankError('NOT_FOUND', 'These changes are not there any more.')
    return found
  }

  /** Edits that were made on the file of that path when it held something else. */
  async function leftOverAt(path: string): Promise<LeftOver | null> {
    return (await journals?.leftOver())?.find(({ source }) => source.path === path) ?? null
  }

  /** What the next page of this window finds open. Documents that only the lost page knew of are closed. */
  async function keptDocument(): Promise<KeptDocument | null> {
    if (!isPageLost) return null
    isPageLost = false
    const kept = [...openDocuments.values()].findLast(({ opened }) => documents.statusOf(opened.document) !== null)
    const others = [...openDocuments.keys()].filter(document => document !== kept?.opened.document)
    await Promise.all(others.map(closeDocument))
    const status = kept && documents.statusOf(kept.opened.document)
    if (!status) return null
    const { opened, grant } = kept
    return {
      opened: { ...opened, status },
      grant: { grant, name: opened.name, size: opened.size, ...(grants.file(grant).isSample && { isSample: true }) },
    }
  }

  function answer(command: CommandName, raw: unknown, take?: TakeItems): Promise<unknown> {
    if (!isDocumentCommand(command)) return answerHere(command, raw)
    return sendToDocument({ documents, grants, dialogs }, command, parseRequest(command, raw), take)
  }

  function answerHere<C extends HostCommandName>(command: C, raw: unknown): Promise<ResultOf<C>> {
    const handlers: { readonly [N in HostCommandName]: (request: RequestOf<N>) => Promise<ResultOf<N>> } = hostHandlers
    return handlers[command](parseRequest(command, raw))
  }

  return {
    handle: (command, request, take) =>
      outcomeOf(() => {
        if (isCommandName(command)) return answer(command, request, take)
        throw new BootbankError('BAD_REQUEST', 'There is no such command.')
      }),
    grantFile: file => outcomeOf(() => grants.grantFile(file)),
    handOver: path =>
      outcomeOf(async () => {
        handedOver = path
        try {
          const isSample = path === options.samplePath
          const grant = await grants.grantFile({ path, remember: !isSample, ...(isSample && { isSample }) })
          if (listening) options.emit('file.arrived', grant)
          else pending = grant
          return grant
        } catch (error) {
          handedOver = null
          throw error
        }
      }),
    copyEntries: (document, nodes, name) => outcomeOf(() => copies.make(document, nodes, name, null)),
    pageGone: () => {
      listening = false
      dragging = null
      lostPages += 1
      isPageLost = true
    },
    unsaved: () => documents.unsaved(),
    sources: () => {
      const open = documents.sources()
      // A file that was offered while a document was open, and declined, does not count.
      return open.length > 0 || handedOver === null ? open : [handedOver]
    },
    close: async edits => {
      listening = false
      if (pending === null) handedOver = null
      for (const { endWatch } of openDocuments.values()) endWatch()
      openDocuments.clear()
      await documents.closeAll(edits)
      await copies.releaseAll()
    },
  }
}

async function outcomeOf<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: toErrorData(error) }
  }
}
