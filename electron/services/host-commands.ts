// What each command does that the window asks of its host.
import { BootbankError } from '../../shared/model/errors'
import type { OpenedFile } from '../../shared/model/document'
import type { HostCommandName, RequestOf, ResultOf } from '../../shared/contract/contract'
import type { OperationId } from '../../shared/model/operation'
import type { Documents, OpeningChoice } from './documents'
import type { Drags } from './drags'
import { safeFileName } from './file-name'
import type { Grants } from './grants'
import type { HandedOver } from './handed-over'
import type { LeftOver } from './journal/journals'
import type { OpenFiles } from './open-files'
import type { ServicesOptions } from './services-options'
import { unfinishedWork } from './unfinished'

/** What answers the host's commands: what a window has, and what it was started with. */
export interface HostParts {
  readonly options: ServicesOptions
  readonly grants: Grants
  readonly documents: Documents
  readonly openFiles: OpenFiles
  readonly handedOver: HandedOver
  readonly drags: Drags
}

export type HostHandlers = { readonly [C in HostCommandName]: (request: RequestOf<C>) => Promise<ResultOf<C>> }

/** A handler for each command of hostCommands; each rejects BootbankError as its row in the contract says. */
export function hostHandlers({ options, grants, documents, openFiles, handedOver, drags }: HostParts): HostHandlers {
  const { dialogs, recent, journals } = options

  async function open(grant: string, operation: OperationId, choice: OpeningChoice): Promise<OpenedFile> {
    // Throws for an unknown grant, which says nothing of the file that was handed over.
    grants.file(grant)
    handedOver.opening(grant)
    return openFiles.open(grant, operation, choice)
  }

  async function findLeftOver(id: string): Promise<LeftOver> {
    const found = await journals?.find(id)
    if (!found) throw new BootbankError('NOT_FOUND', 'These changes are not there any more.')
    return found
  }

  return {
    'app.facts': async () => {
      const pending = handedOver.listen()
      documents.prepare()
      return {
        host: options.host,
        version: options.version,
        platform: process.platform,
        sample: options.samplePath !== null,
        isTourOffered: options.samplePath !== null && options.tour.stands(),
        targets: dialogs.targets,
        pending,
        resume: await openFiles.kept(),
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
      handedOver.declined()
      openFiles.releaseUnused(grant)
      return null
    },
    'disk.banks': ({ grant, operation }) => documents.banks(grants.file(grant), operation),
    'collection.copies': ({ grant, operation }) => documents.copies(grants.file(grant), operation),
    'document.open': ({ grant, operation, bank, copy }) => open(grant, operation, { bank, copy }),
    'document.openWithKey': ({ grant, operation, key }) => open(grant, operation, { key: { hex: key } }),
    'document.openWithKeyFile': async ({ grant, operation, keyGrant, holds }) => {
      const key = { path: grants.file(keyGrant).path, holds }
      const opened = await open(grant, operation, { key })
      openFiles.releaseUnused(keyGrant)
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
      handedOver.declined()
      await openFiles.close(document)
      return null
    },
    'operation.cancel': async ({ operation }) => {
      drags.cancel(operation)
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
    'drag.start': async request => {
      await drags.start(request)
      return null
    },
  }
}
