// The commands of one open document, each in one line: what they do is in the files beside this one. Runs in the document's
// thread.
import type { DocumentCommandName } from '../../shared/contract/contract'
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import { bytesOf } from '../engine/codecs/bytes'
import { keyOfHex } from '../engine/codecs/given-key'
import { hostCard } from '../engine/facts/host-card'
import { networkOf } from '../engine/network/network'
import { checkBackup } from '../engine/checks/findings'
import { offersOf, previewOf } from '../engine/guides/guided-change'
import { secretAt, secretsIn } from '../engine/secrets/secrets-in'
import { settingList } from '../engine/settings/list'
import { settingsOf } from '../engine/settings/read-settings'
import { valueOfText } from '../engine/edits/setting-set'
import { refusalOf } from '../engine/store/change-settings'
import { diffOf, listChanges } from './changes'
import { doSteps } from './edits'
import { editHandlers } from './edit-handlers'
import { factsOf } from './facts'
import { findEntries } from './find'
import { textFind, textLengthAt, textRowOf, textRowsAt } from './long-text'
import { entryNode } from './nodes'
import { rolesOf } from './roles'
import { entryAt, revealed } from './settings'
import { JournalFeed, type HistoryStep } from './journal-feed'
import type { SentRecording } from './protocol'
import { Compare } from './compare'
import { observationsOf, Times } from './observations'
import { openedDocument } from './opened-document'
import { type OnDisk, PreparedCopies } from './prepared-copies'
import type { SavedFrom } from './save'
import type { CommandContext, SessionHandlers, SessionRequest, StreamContext } from './session-commands'
import { StatusKeeper } from './status'
import { cellAt, rowOfKey, rowsAt } from './tables'
import { childrenOf, treePath } from './tree'
import { keyInFile, unlock } from './unlock'
import { bytesAt, printedAt, viewOfNode } from './view'

export interface Session {
  /** Answers a command. Rejects BootbankError for a refusal, and then nothing was changed. */
  handle(
    command: DocumentCommandName,
    request: SessionRequest<DocumentCommandName>,
    context: StreamContext<unknown>,
  ): Promise<unknown>
  status(): DocumentStatus
  /** How the history went on since the last call; null for not at all. Not to be asked in the middle of an edit. */
  step(): HistoryStep | null
  /** Does a journal's edits again. Rejects EDIT_MISMATCH, and then nothing was changed. */
  replay(recording: SentRecording, context: CommandContext): Promise<DocumentStatus>
  /** SHA-256 of the opened file, hex. */
  digest(): string
}

/** An open document, and the file it came from. */
export interface SessionSource extends SavedFrom {
  /** The boot bank that it was read from. */
  readonly onDisk?: OnDisk | undefined
  /** SHA-256 of the file as it is on the disk now, hex; null where it is gone. Absent for bytes that came from nowhere. */
  readonly digestNow?: (context: CommandContext) => Promise<string | null>
}

/** What writes files is loaded when one is written: opening does not wait for it. */
const saving = () => import('./save')

/** The session of a document; `onStatus` is called before the answer of a command that moved the status. */
export function createSession(
  id: DocumentId,
  from: SessionSource,
  onStatus: (status: DocumentStatus) => void,
): Session {
  const { document } = from
  const status = new StatusKeeper(id, document)
  const feed = new JournalFeed(document)
  const compare = new Compare(document)
  const times = new Times(document)
  const copies = new PreparedCopies(from.onDisk ?? null, () => document.digest())
  const after = async (edit: unknown) => {
    await edit
    return status.now()
  }

  const handlers: SessionHandlers = {
    'document.status': () => status.now(),
    'host.card': () => hostCard(document),
    'host.network': async () => networkOf(await settingsOf(document)),
    'settings.list': async () => settingList(await settingsOf(document)),
    'settings.entry': async ({ entry }) => entryAt(await settingsOf(document), entry),
    'settings.reveal': async ({ setting }) => ({ value: revealed(await settingsOf(document), setting) }),
    'settings.check': async ({ setting, value }) => ({
      refusal: await refusalOf(document, { path: setting, value: valueOfText(setting, value) }),
    }),
    'guides.list': () => offersOf(document),
    'guides.preview': ({ guide, answers }) => previewOf(document, guide, answers),
    'checks.list': () => checkBackup(document),
    'layer.unlock': async ({ node, key }, context) => {
      await unlock(document, node, keyOfHex(key), context)
      return openedDocument(document, () => status.now(), context)
    },
    'layer.unlockFrom': async ({ node, source, holds }, context) => {
      await unlock(document, node, await keyInFile(source, holds, context), context)
      return openedDocument(document, () => status.now(), context)
    },
    'observations.list': (_request, context) => observationsOf(document, context),
    'observations.export': async ({ format }, context) =>
      (await import('../engine/observe/exported')).exportedObservations(format, document, new Date(), context),
    'source.digest': async (_request, context) => ({ sha256: (await from.digestNow?.(context)) ?? null }),
    'timeline.buckets': ({ shown, count }) => times.buckets(shown ?? null, count),
    'timeline.entries': ({ span }) => times.within(span),
    'compare.open': ({ source }, context) => compare.open(source, context),
    'compare.bank': ({ bank }, context) => compare.openBank(from.source, bank, context),
    'compare.log': ({ sources }, context) => compare.log(sources, context),
    'compare.step': async ({ step }, context) => {
      await compare.step(step, context)
      return null
    },
    'compare.list': (_request, context) => compare.list(context),
    'compare.export': ({ format }, context) => compare.exported(format, context),
    'compare.diff': ({ address, from }) => compare.diff(address, from === '' ? address : from),
    'compare.close': () => {
      compare.close()
      return null
    },
    'secrets.list': async () => secretsIn(document, await settingsOf(document)),
    'secrets.reveal': async request => ({ value: secretAt(document, await settingsOf(document), request) }),
    'files.roles': async () => rolesOf(document, await settingsOf(document)),
    'node.at': async ({ address }) => ({ node: entryNode(await document.resolve(address)) }),
    'tree.children': ({ node }) => childrenOf(document, node),
    'tree.path': ({ node }) => treePath(document, node),
    'tree.find': ({ text }, context) => findEntries(document, text, context),
    search: async (query, context) =>
      (await import('../engine/search/search')).searchDocument(document, query, context),
    'node.view': ({ node, choices }) => viewOfNode(document, node, choices),
    'node.facts': ({ node }) => factsOf(document, node),
    'node.bytes': ({ node, offset, length }) => bytesAt(document, node, offset, length),
    'certificate.printed': async ({ node, part, index }) => ({ text: await printedAt(document, node, part, index) }),
    'table.rows': ({ node, query, ...range }) => rowsAt(document, node, query, range),
    'table.cell': ({ node, query, ...cell }) => cellAt(document, node, query, cell),
    'table.find': ({ node, table, key }) => rowOfKey(document, node, table, key),
    'text.rows': ({ node, from, count }) => textRowsAt(document, node, from, count),
    'text.length': ({ node }, context) => textLengthAt(document, node, context),
    'text.rowOf': ({ node, line, byte }) => textRowOf(document, node, line, byte),
    'text.find': ({ node, ...query }, context) => textFind(document, node, query, context),
    'edit.undo': () => after(document.undo()),
    'edit.redo': () => after(document.redo()),
    'edit.steps': ({ label, steps }) => after(doSteps(document, label, steps)),
    ...editHandlers(document, after),
    'changes.list': () => listChanges(document),
    'changes.diff': ({ node }) => diffOf(document, node),
    'bundle.plan': async (options, context) => (await saving()).planOf(document, copies, options, context),
    'bundle.build': async ({ target, ...options }, context) => {
      const result = await (await saving()).writeBundle(from, copies, target, options, context)
      status.markSaved()
      return result
    },
    'disk.prepare': async ({ target }, context) => (await saving()).writePreparedCopy(copies, target, context),
    'document.save': async ({ target }, context) => {
      const result = await (await saving()).saveWhole(from, target, context)
      status.markSaved()
      return result
    },
    'sanitise.save': async ({ target, pseudonymise }, context) =>
      (await saving()).saveWithoutSecrets(from, target, pseudonymise, context),
    'node.save': async ({ node, also = [], target }, context) =>
      (await saving()).saveNodes(from, [node, ...also], target, context),
  }
  status.moved()

  return {
    status: () => status.now(),
    step: () => feed.next(status.now().dirty),
    async replay({ history, blobs }, context) {
      const contents = new Map([...blobs].map(([blob, content]) => [blob, bytesOf(content)]))
      await document.replay({ history, blobs: contents }, context)
      const now = status.now()
      if (status.moved()) onStatus(now)
      return now
    },
    digest: () => document.digest(),
    async handle(command, request, context) {
      try {
        // The request belongs to this command: that the two belong together is lost on the way into the thread.
        const handler = handlers[command] as (request: unknown, context: StreamContext<unknown>) => unknown
        return await handler(request, context)
      } finally {
        const moved = status.moved()
        if (moved) onStatus(moved)
      }
    },
  }
}
