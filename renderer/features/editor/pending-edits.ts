// The window's one registry of typed text that the document does not have yet. Whoever reads or changes the document as a
// whole (undo, save, build, close) calls flushEdits first.
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { applyStatus } from '../../state/session'
import { call } from '../../bridge/call'
import { DraftRegistry } from './draft-registry'

export const drafts = new DraftRegistry(async edit => {
  const status = await call('edit.text', edit)
  applyStatus(status)
  return status
})

/** Sends typed text that was not handed to the document yet. Never rejects: a refusal is shown in the editor. */
export function flushEdits(): Promise<void> {
  return drafts.flush()
}

/** Nodes whose text was typed but is not in the document: after flushEdits, those whose text it refused. */
export function unsentEdits(document: DocumentId): readonly NodeId[] {
  return drafts.unsent(document).map(draft => draft.node)
}

/** To be called when a document is closed: drops what was typed for it. */
export function forgetEdits(document: DocumentId): void {
  drafts.forget(document)
}
