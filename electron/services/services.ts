// What the contract promises, for whichever host asks: every request is checked, every answer is an outcome, nothing throws
// across this line and no stack or path leaves it.
import { type HostCommandName, isCommandName } from '../../shared/ipc/commands'
import type { AppFacts, CommandName, FileGrant, RequestOf, ResultOf } from '../../shared/ipc/contract'
import { parseRequest } from '../../shared/ipc/validation'
import { BootbankError, type Outcome, toErrorData } from '../../shared/model/errors'
import type { HostDialogs } from './dialogs'
import { documentHandlers } from './document-handlers'
import { Documents, type DocumentsOptions } from './documents'
import { safeFileName } from './file-name'
import { type GrantedFile, Grants } from './grants'
import { RecentFiles } from './recent-files'

export interface ServicesOptions extends DocumentsOptions {
  readonly host: AppFacts['host']
  readonly version: string
  /** Folder for the list of recent files. */
  readonly dataDir: string
  /** The generated sample; null where there is none. */
  readonly samplePath: string | null
  readonly dialogs: HostDialogs
}

export interface Services {
  /** Answers a command of the contract. Never rejects. */
  handle(command: string, request: unknown): Promise<Outcome<unknown>>
  /** Turns a file that the user gave into a grant. Never rejects. */
  grantFile(file: Omit<GrantedFile, 'name'> & { readonly name?: string }): Promise<Outcome<FileGrant>>
  /** Hands over a file from outside: to the window if it listens already, else with its first `app.facts`. */
  handOver(path: string): Promise<Outcome<FileGrant>>
  /** Names of the documents whose changes were never written out. */
  unsaved(): readonly string[]
  /** The window is gone: ends every document's thread; a file handed over waits for the next window. */
  close(): Promise<void>
}

type HostHandlers = { readonly [C in HostCommandName]: (request: RequestOf<C>) => Promise<ResultOf<C>> }

export function createServices(options: ServicesOptions): Services {
  const { dialogs } = options
  const grants = new Grants()
  const recent = new RecentFiles(options.dataDir)
  const documents = new Documents(options)
  let pending: FileGrant | null = null
  let listening = false

  const hostHandlers: HostHandlers = {
    'app.facts': async () => {
      listening = true
      return {
        host: options.host,
        version: options.version,
        platform: process.platform,
        sample: options.samplePath !== null,
        targets: dialogs.targets,
        pending,
      }
    },
    'recent.list': () => recent.list(),
    'recent.clear': async () => {
      await recent.clear()
      return null
    },
    'file.choose': async () => {
      const path = await dialogs.chooseFile()
      return path === null ? null : grants.grantFile({ path, remember: true })
    },
    'file.recent': async ({ id }) => grants.grantFile({ path: await recent.pathOf(id), remember: true }),
    'file.sample': () => {
      if (options.samplePath === null) {
        throw new BootbankError('NOT_FOUND', 'No sample was built. Run "npm run build" to make one.')
      }
      return grants.grantFile({ path: options.samplePath, remember: false })
    },
    'document.open': async ({ grant, operation }) => {
      const file = grants.file(grant)
      if (pending?.grant === grant) pending = null
      const opened = await documents.open(file, operation)
      grants.consume(grant)
      if (file.remember) await recent.add(file.path)
      return opened
    },
    'document.close': async ({ document }) => {
      await documents.close(document)
      return null
    },
    'operation.cancel': async ({ operation }) => {
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
  }
  const handlers = { ...hostHandlers, ...documentHandlers({ documents, grants, dialogs }) }

  function answer<C extends CommandName>(command: C, raw: unknown): Promise<ResultOf<C>> {
    const table: { readonly [N in CommandName]: (request: RequestOf<N>) => Promise<ResultOf<N>> } = handlers
    return table[command](parseRequest(command, raw))
  }

  return {
    handle: (command, request) =>
      outcomeOf(() => {
        if (isCommandName(command)) return answer(command, request)
        throw new BootbankError('BAD_REQUEST', 'There is no such command.')
      }),
    grantFile: file => outcomeOf(() => grants.grantFile(file)),
    handOver: path =>
      outcomeOf(async () => {
        const grant = await grants.grantFile({ path, remember: path !== options.samplePath })
        if (listening) options.emit('file.arrived', grant)
        else pending = grant
        return grant
      }),
    unsaved: () => documents.unsaved(),
    close: () => {
      listening = false
      return documents.closeAll()
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
