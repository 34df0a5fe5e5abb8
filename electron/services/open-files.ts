// The documents of a window, each with the grant by which its file was opened and what watches that file.
import type { KeptDocument } from '../../shared/model/app-facts'
import type { DocumentId, OpenedDocument, OpenedFile } from '../../shared/model/document'
import { BootbankError } from '../../shared/model/errors'
import { isLocked } from '../../shared/model/locked'
import type { OperationId } from '../../shared/model/operation'
import type { Documents, Emit, OpeningChoice } from './documents'
import type { EntryCopies } from './entry-copies'
import type { Grants } from './grants'
import type { Journals, LeftOver } from './journal/journals'
import type { OpenSources, SourceListener } from './open-sources'
import type { RecentFiles } from './recent-files'
import { unfinishedWork } from './unfinished'

export interface OpenFilesOptions {
  readonly grants: Grants
  readonly documents: Documents
  readonly copies: EntryCopies
  readonly recent: RecentFiles
  readonly openSources: OpenSources
  readonly journals: Journals | null
  readonly emit: Emit
}

interface OpenFile {
  readonly opened: OpenedDocument
  /** Lives as long as the document, so that its file can be opened again after its thread died. */
  readonly grant: string
  /** Ends watching the file. */
  readonly endWatch: () => void
}

/** The open files of one window. */
export class OpenFiles {
  readonly #open = new Map<DocumentId, OpenFile>()
  /** How many pages were lost: nobody waits any more for what one of them asked for. */
  #lostPages = 0
  /** Whether the last page was lost and no other one has come yet. */
  #isPageLost = false

  constructor(private readonly options: OpenFilesOptions) {}

  /** Opens a granted file. Rejects as `document.open` does; the grant is used up unless the user is to be asked for a bank, copy or key. */
  async open(grant: string, operation: OperationId, choice: OpeningChoice): Promise<OpenedFile> {
    const { grants, documents, recent, openSources } = this.options
    const file = grants.file(grant)
    const lostBefore = this.#lostPages
    try {
      const before = file.remember ? openSources.look(file.path) : null
      const opened = await documents.open(file, operation, choice)
      const { document } = opened
      const watch = file.remember ? openSources.add(file.path, before, this.#listenerOf(document)) : null
      this.#open.set(document, { opened, grant, endWatch: () => watch?.end() })
      if (file.remember) recent.add(file.path)
      const unfinished = await documents.leftOver(document)
      // What was kept of another bank or copy is of the same file, and yet of another content.
      const isWhole = file.remember && choice.bank === undefined && choice.copy === undefined
      const outdated = unfinished === null && isWhole ? await this.#leftOverAt(file.path) : null
      if (this.#lostPages !== lostBefore) await this.close(document)
      return {
        ...opened,
        unfinished: unfinished && unfinishedWork(unfinished),
        outdated: outdated && unfinishedWork(outdated),
        shared: watch?.isShared ?? false,
        changed: watch?.changed ?? null,
      }
    } catch (error) {
      if (choice.key === undefined && !asksUser(error)) this.releaseUnused(grant)
      throw error
    }
  }

  /** Closes a document, removes the copies of its entries, and gives its grant back. One that is closed already is fine. */
  async close(document: DocumentId): Promise<void> {
    await this.options.documents.close(document)
    await this.options.copies.release(document)
    const known = this.#open.get(document)
    this.#open.delete(document)
    known?.endWatch()
    if (known) this.releaseUnused(known.grant)
  }

  /** Closes all of them, with the window. `edits` that were not saved are offered at the next start, or not. */
  async closeAll(edits: 'kept' | 'forgotten'): Promise<void> {
    for (const { endWatch } of this.#open.values()) endWatch()
    this.#open.clear()
    await this.options.documents.closeAll(edits)
    await this.options.copies.releaseAll()
  }

  /** Gives a grant back unless an open document needs it. */
  releaseUnused(grant: string): void {
    if (![...this.#open.values()].some(known => known.grant === grant)) this.options.grants.release(grant)
  }

  /** The page is lost and may be loaded again. */
  pageGone(): void {
    this.#lostPages += 1
    this.#isPageLost = true
  }

  /** What the page that takes the place of a lost one finds open; null for any other page. Documents that only the lost page knew of are closed. */
  async kept(): Promise<KeptDocument | null> {
    if (!this.#isPageLost) return null
    this.#isPageLost = false
    const { documents, grants } = this.options
    const kept = [...this.#open.values()].findLast(({ opened }) => documents.statusOf(opened.document) !== null)
    const others = [...this.#open.keys()].filter(document => document !== kept?.opened.document)
    await Promise.all(others.map(document => this.close(document)))
    const status = kept && documents.statusOf(kept.opened.document)
    if (!status) return null
    const { opened, grant } = kept
    return {
      opened: { ...opened, status },
      grant: { grant, name: opened.name, size: opened.size, ...(grants.file(grant).isSample && { isSample: true }) },
    }
  }

  #listenerOf(document: DocumentId): SourceListener {
    const { emit } = this.options
    return {
      shared: () => emit('source.shared', { document }),
      changed: now => emit('source.changed', { document, now }),
    }
  }

  /** Edits that were made on the file of that path when it held something else. */
  async #leftOverAt(path: string): Promise<LeftOver | null> {
    return (await this.options.journals?.leftOver())?.find(({ source }) => source.path === path) ?? null
  }
}

/** Whether a refusal asks the user for a key, a bank or a copy, to try again with. */
function asksUser(error: unknown): boolean {
  return (
    error instanceof BootbankError && (isLocked(error) || error.code === 'CHOOSE_BANK' || error.code === 'CHOOSE_COPY')
  )
}
