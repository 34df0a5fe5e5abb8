// The commands of one open document, each in one line: what they do is in the files beside this one. Runs in the document's
// thread.
import type { DocumentCommandName } from '../../shared/contract/contract'
import type { DocumentId, DocumentStatus } from '../../shared/model/document'
import { hostCard } from '../engine/facts/host-card'
import { readFileBytes } from '../engine/files/read-file'
import { diffOf, listChanges } from './changes'
import { addFile, changeMode, editText, removeNode, renameNode, replaceContent, revertNode } from './edits'
import { factsOf } from './facts'
import { findEntries } from './find'
import { grantedFile } from './granted-file'
import { bytesAt, previewOf } from './preview'
import { planOf, type SavedFrom, saveNode, saveWhole, writeBundle } from './save'
import type { SessionHandlers, SessionRequest, StreamContext } from './session-commands'
import { StatusKeeper } from './status'
import { childrenOf, treePath } from './tree'

export interface Session {
  /** Answers a command. Rejects BootbankError for a refusal, and then nothing was changed. */
  handle(
    command: DocumentCommandName,
    request: SessionRequest<DocumentCommandName>,
    context: StreamContext<unknown>,
  ): Promise<unknown>
  status(): DocumentStatus
}

/** The session of a document; `onStatus` is called before the answer of a command that moved the status. */
export function createSession(id: DocumentId, from: SavedFrom, onStatus: (status: DocumentStatus) => void): Session {
  const { document } = from
  const status = new StatusKeeper(id, document)
  const after = async (edit: unknown) => {
    await edit
    return status.now()
  }

  const handlers: SessionHandlers = {
    'document.status': () => status.now(),
    'host.card': () => hostCard(document),
    'tree.children': ({ node }) => childrenOf(document, node),
    'tree.path': ({ node }) => treePath(document, node),
    'tree.find': ({ text }, context) => findEntries(document, text, context),
    'node.preview': ({ node }) => previewOf(document, node),
    'node.facts': ({ node }) => factsOf(document, node),
    'node.bytes': ({ node, offset, length }) => bytesAt(document, node, offset, length),
    'edit.text': ({ node, text, typing }) => after(editText(document, node, text, typing)),
    'edit.replace': async ({ node, source }, context) =>
      after(replaceContent(document, node, await readFileBytes(source, grantedFile(source, context)))),
    'edit.add': async ({ node, name, source }, context) =>
      after(addFile(document, node, name, await readFileBytes(source, grantedFile(source, context)))),
    'edit.remove': ({ node }) => after(removeNode(document, node)),
    'edit.rename': ({ node, name }) => after(renameNode(document, node, name)),
    'edit.mode': ({ node, mode }) => after(changeMode(document, node, mode)),
    'edit.undo': () => after(document.undo()),
    'edit.redo': () => after(document.redo()),
    'edit.revert': ({ node }) => after(revertNode(document, node)),
    'edit.revertAll': () => after(document.revertAll()),
    'changes.list': () => listChanges(document),
    'changes.diff': ({ node }) => diffOf(document, node),
    'bundle.plan': () => planOf(document),
    'bundle.build': async ({ target }, context) => {
      const result = await writeBundle(from, target, context)
      status.markSaved()
      return result
    },
    'document.save': async ({ target }, context) => {
      const result = await saveWhole(from, target, context)
      status.markSaved()
      return result
    },
    'node.save': ({ node, target }, context) => saveNode(from, node, target, context),
  }
  status.moved()

  return {
    status: () => status.now(),
    async handle(command, request, context) {
      try {
        // The request belongs to this command: the type of the pair is lost on the way through the thread's door.
        const handler = handlers[command] as (request: unknown, context: StreamContext<unknown>) => unknown
        return await handler(request, context)
      } finally {
        const moved = status.moved()
        if (moved) onStatus(moved)
      }
    },
  }
}
