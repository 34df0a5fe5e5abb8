// Undo, redo and revert over the whole document. Text that is still on its way out of the editor is handed over first, or
// an undo would step over it.
import { applyStatus, useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { announce } from '../../ui/announcer'
import { ask } from '../../ui/confirm'
import { text } from '../../ui/text'
import type { Change } from '../../../shared/model/change'
import { flushEdits } from '../editor/pending-edits'
import { useChanges } from '../../state/changes-store'

/** Takes the last edit back. */
export async function undo(): Promise<void> {
  await flushEdits()
  const { opened, status } = useSession.getState()
  if (opened === null || status === null || status.undo === null) return
  applyStatus(await call('edit.undo', { document: opened.document }))
  announce(text.changes.undone(status.undo))
}

/** Makes the edit that was taken back last again. */
export async function redo(): Promise<void> {
  await flushEdits()
  const { opened, status } = useSession.getState()
  if (opened === null || status === null || status.redo === null) return
  applyStatus(await call('edit.redo', { document: opened.document }))
  announce(text.changes.redone(status.redo))
}

/** Puts one entry back as it was in the opened file. */
export async function revert(change: Change): Promise<void> {
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened === null) return
  applyStatus(await call('edit.revert', { document: opened.document, node: change.node }))
  announce(text.changes.reverted(change.address))
}

/** Puts everything back, after asking. */
export async function revertAll(): Promise<void> {
  await flushEdits()
  const { opened } = useSession.getState()
  const count = useSession.getState().status?.changes ?? useChanges.getState().changes.length
  if (opened === null || count === 0) return
  const confirmed = await ask({
    title: text.changes.revertAllTitle,
    body: text.changes.revertAllBody(count),
    confirm: text.commands.revertAll,
    danger: true,
  })
  if (!confirmed) return
  applyStatus(await call('edit.revertAll', { document: opened.document }))
  announce(text.changes.revertedAll(count))
}
